/**
 * Formulas judged apart from rounding: our implementations in exact rationals and in high precision.
 *
 * No tolerance is chosen here. Rational answers are equal or not; the others are balls, whose radius the
 * arithmetic derives, and which must have a number in common, be narrow, and hold what others computed.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Binary } from '../src/arithmetic/binary.ts';
import { binaryOf } from '../src/arithmetic/doubles.ts';
import { dyadic } from '../src/arithmetic/dyadic.ts';
import { fractionArithmetic } from '../src/arithmetic/fraction.ts';
import { implementations } from '../src/gradients/registry.ts';
import { isRefusal } from '../src/model/answer.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { type ActivationName, activationNames, everything, lossNames } from '../src/model/supports.ts';
import { type Ball, disjoint } from '../src/oracle/ball.ts';
import { answerExactly, isNarrow, pollInBalls } from '../src/oracle/exact.ts';
import { bigFloatBase, bigNumberBase } from '../src/oracle/floating-point.ts';
import { numbersOf } from '../src/oracle/map-answer.ts';
import { disagreement, poll } from '../src/oracle/poll.ts';
import { readDecimal, type ScaledInteger } from '../src/problems/fixture-decimals.ts';
import { gradientFixtures } from '../src/problems/fixtures.ts';
import { mlpProblems, type ProblemOptions } from '../src/problems/mlp.ts';
import { integers } from '../src/problems/numbers.ts';
import { type Restriction, restrict } from './universe.ts';

const seed = 20261122;

const draw = (numRuns: number, restriction: Restriction, options: ProblemOptions): readonly MlpProblem[] => {
  const problems = mlpProblems(restrict(everything, restriction), options);
  if (problems === null) throw new Error('no such problems');
  return fc.sample(problems, { seed, numRuns });
};

/** How many of the problems have this activation somewhere. */
const having = (problems: readonly MlpProblem[], name: ActivationName): number =>
  problems.filter(({ layers }) => layers.some(({ activation }) => activation.name === name)).length;

const piecewiseLinear: readonly ActivationName[] = ['identity', 'linear', 'relu', 'leaky-relu', 'maxout'];
const rationalLosses = ['squared-error', 'hinge'] as const;
const rational: Restriction = {
  hidden: piecewiseLinear,
  output: piecewiseLinear,
  losses: rationalLosses,
};

describe('in exact rationals', () => {
  const limits = { layers: 4, width: 3, examples: 2 };
  const problems = [
    ...draw(8000, rational, { limits }),
    // Small integers meet kinks and ties exactly.
    ...draw(2000, rational, { limits, numbers: integers }),
  ];

  it('all three agree with tolerance zero on 10,000 networks', () => {
    let agreed = 0;
    let numbers = 0;
    let atKinks = 0;
    for (const problem of problems) {
      const votes = poll(problem, implementations, dyadic);
      expect(votes.silent).toEqual([]);
      expect(disagreement(votes, (x, y) => dyadic.compare(x, y) !== 0)).toBeUndefined();
      agreed += votes.answers.length === 3 ? 1 : 0;
      const [first] = votes.answers;
      numbers += first === undefined ? 0 : numbersOf(first.answer).length;
      const isAtKink = first?.answer.trace.preActivations.some(
        (rows, l) =>
          ['relu', 'leaky-relu'].includes(problem.layers[l]?.activation.name ?? '') &&
          rows.some((row) => row.some(({ mantissa }) => mantissa === 0n)),
      );
      atKinks += isAtKink ? 1 : 0;
    }
    expect(agreed).toBeGreaterThanOrEqual(10_000);
    expect(numbers).toBeGreaterThanOrEqual(300_000);
    expect(atKinks).toBeGreaterThanOrEqual(500);
    for (const name of piecewiseLinear) expect(having(problems, name), name).toBeGreaterThan(1500);
    for (const name of rationalLosses)
      expect(problems.filter(({ loss }) => loss.name === name).length).toBeGreaterThan(3000);
  });

  it("mathjs's fractions are the same numbers on 500 networks, for all three", async () => {
    const fraction = await fractionArithmetic();
    const subset = draw(500, rational, { limits: { layers: 3, width: 3, examples: 2 } });
    let equal = 0;
    for (const problem of subset) {
      const theirs = poll(problem, implementations, fraction);
      const [ours] = poll(problem, implementations, dyadic).answers;
      expect(disagreement(theirs, (x, y) => fraction.compare(x, y) !== 0)).toBeUndefined();
      expect(theirs.answers).toHaveLength(3);
      const [first] = theirs.answers;
      if (first === undefined || ours === undefined) throw new Error('no answer');
      const numbers = numbersOf(ours.answer);
      const fractions = numbersOf(first.answer);
      expect(fractions).toHaveLength(numbers.length);
      fractions.forEach(({ s, n, d }, index) => {
        const { mantissa, exponent } = numbers[index] as Binary;
        const shifted = BigInt(Math.max(0, exponent));
        const power = BigInt(Math.max(0, -exponent));
        expect((s * n) << power).toBe((mantissa << shifted) * d);
      });
      equal += 1;
    }
    expect(equal).toBeGreaterThanOrEqual(500);
  });
});

const positive = (x: bigint): bigint => (x < 0n ? -x : x);

const powerOf = (radius: number): number => (Number.isFinite(radius) ? Math.ceil(radius) : radius);

interface Allowance {
  /** Half of 10^unit: what rounding the decimal may have changed. */
  readonly unit?: number;
  /** 2^slack: the radius of the decimal's own ball. */
  readonly slack?: number;
}

/** True when a ball comes as near to a decimal as the allowance; everything is scaled to integers. */
const reaches = (
  { middle, radius }: Ball<Binary>,
  { digits, exponent }: ScaledInteger,
  { unit = Number.NEGATIVE_INFINITY, slack = Number.NEGATIVE_INFINITY }: Allowance = {},
): boolean => {
  const twos = [middle.exponent, powerOf(radius), powerOf(slack)];
  const lowest = (powers: readonly number[]) => Math.min(0, ...powers.filter(Number.isFinite));
  const scaled = (base: bigint, power: number, least: number): bigint =>
    power === Number.NEGATIVE_INFINITY ? 0n : base ** BigInt(power - least);
  const [least2, least10] = [lowest(twos), lowest([exponent, unit])];
  const two = (power: number): bigint => scaled(2n, power, least2) * scaled(10n, 0, least10);
  const ten = (power: number): bigint => scaled(10n, power, least10) * scaled(2n, 0, least2);
  const distance = positive(middle.mantissa * two(middle.exponent) - digits * ten(exponent));
  return 2n * distance <= 2n * (two(powerOf(radius)) + two(powerOf(slack))) + ten(unit);
};

/** The place of the 40th significant digit. */
const lastOf40 = ({ digits, exponent }: ScaledInteger): number =>
  exponent + positive(digits).toString().length - 40;

describe('in high precision', () => {
  const fixtures = gradientFixtures();
  const base = bigFloatBase(512);
  const differ = (x: Ball<Binary>, y: Ball<Binary>) => disjoint(base, x, y);

  it('all three agree to the last digits on every fixture, and with its 40 digits', () => {
    let judged = 0;
    for (const { id, problem, expectation } of fixtures) {
      const votes = pollInBalls(problem, implementations, base);
      expect(votes.answers, id).toHaveLength(3);
      expect(votes.ties, id).toBe(0);
      expect(disagreement(votes, differ), id).toBeUndefined();
      const { exact } = expectation;
      const decimals = numbersOf(exact).map(readDecimal);
      for (const { answer } of votes.answers) {
        const numbers = numbersOf(answer);
        expect(decimals).toHaveLength(numbers.length);
        decimals.forEach((decimal, index) => {
          const ball = numbers[index] as Ball<Binary>;
          const rounding = exact.digits === 'all' || decimal.digits === 0n ? {} : { unit: lastOf40(decimal) };
          expect(reaches(ball, decimal, rounding), `${id} ${index}`).toBe(true);
          expect(decimal.digits === 0n || isNarrow(base, ball), `${id} ${index}`).toBe(true);
          judged += 1;
        });
      }
    }
    expect(fixtures.length).toBeGreaterThanOrEqual(35);
    expect(judged).toBeGreaterThanOrEqual(3 * 1000);
  });

  it('the exact oracle gives the doubles nearest to the fixtures', () => {
    let judged = 0;
    for (const { id, problem, expectation } of fixtures) {
      const found = answerExactly(problem);
      if (isRefusal(found)) throw new Error(`${id}: ${found.refused}`);
      expect(found.agreed, id).toHaveLength(3);
      const doubles = numbersOf(found.answer);
      numbersOf(expectation.exact)
        .map(readDecimal)
        .forEach((decimal, index) => {
          const double = doubles[index] as number;
          // Half a unit in the last place; the decimal is itself rounded, in its 40th digit.
          const radius =
            double === 0 ? Number.NEGATIVE_INFINITY : Math.floor(Math.log2(Math.abs(double))) - 53;
          const rounding = expectation.exact.digits === 'all' ? {} : { unit: lastOf40(decimal) };
          expect(reaches({ middle: binaryOf(double), radius }, decimal, rounding), `${id} ${index}`).toBe(
            true,
          );
          judged += 1;
        });
    }
    expect(judged).toBeGreaterThanOrEqual(1000);
  });

  const problems = draw(400, {}, { limits: { layers: 4, width: 3, examples: 2 } });

  it('all three agree to the last digits on networks with every activation and loss', () => {
    let agreed = 0;
    const arithmetics = new Map<string, number>();
    for (const problem of problems) {
      const found = answerExactly(problem);
      if (isRefusal(found)) throw new Error(`${found.refused}: ${JSON.stringify(problem)}`);
      expect(found.agreed).toHaveLength(3);
      arithmetics.set(found.arithmetic, (arithmetics.get(found.arithmetic) ?? 0) + 1);
      agreed += found.arithmetic === 'dyadic' ? 0 : 1;
    }
    expect(agreed).toBeGreaterThanOrEqual(300);
    for (const name of activationNames) expect(having(problems, name), name).toBeGreaterThan(40);
    for (const name of lossNames)
      expect(problems.filter(({ loss }) => loss.name === name).length, name).toBeGreaterThan(30);
  });

  it('mathjs in 128 digits comes to the same numbers, for all three', async () => {
    const decimal = await bigNumberBase(128);
    const subset = [...fixtures.map(({ problem }) => problem), ...problems.slice(0, 40)];
    let compared = 0;
    for (const problem of subset) {
      const theirs = pollInBalls(problem, implementations, decimal);
      const [ours] = pollInBalls(problem, implementations, base).answers;
      if (ours === undefined) throw new Error('no answer');
      const balls = numbersOf(ours.answer);
      expect(theirs.answers).toHaveLength(3);
      for (const { answer } of theirs.answers) {
        numbersOf(answer).forEach(({ middle, radius }, index) => {
          const text = middle.toString().replace('e+', 'e');
          const ball = balls[index] as Ball<Binary>;
          expect(reaches(ball, readDecimal(text), { slack: radius })).toBe(true);
          compared += 1;
        });
      }
    }
    expect(compared).toBeGreaterThanOrEqual(5000);
  });
});
