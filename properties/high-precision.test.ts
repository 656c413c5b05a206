import { describe, expect, it } from 'vitest';
import type { Binary } from '../src/arithmetic/binary.ts';
import { binaryOf } from '../src/arithmetic/doubles.ts';
import { implementations } from '../src/gradients/registry.ts';
import { isRefusal } from '../src/model/answer.ts';
import { activationNames, lossNames } from '../src/model/supports.ts';
import { type Ball, disjoint } from '../src/oracle/ball.ts';
import { answerExactly, isNarrow, pollInBalls } from '../src/oracle/exact.ts';
import { bigFloatBase, bigNumberBase } from '../src/oracle/floating-point.ts';
import { numbersOf } from '../src/oracle/map-answer.ts';
import { disagreement } from '../src/oracle/poll.ts';
import { readDecimal, type ScaledInteger } from '../src/problems/fixture-decimals.ts';
import { gradientFixtures } from '../src/problems/fixtures.ts';
import { draw, having } from './test-drawn.ts';

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
