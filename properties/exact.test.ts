/**
 * Formulas judged apart from rounding: our implementations in exact rationals and in high precision.
 *
 * No tolerance is chosen here. Rational answers are equal or not; the others are balls, whose radius the
 * arithmetic derives, and which must have a number in common, be narrow, and hold what others computed.
 */

import { describe, expect, it } from 'vitest';
import type { Binary } from '../src/arithmetic/binary.ts';
import { dyadic } from '../src/arithmetic/dyadic.ts';
import { fractionArithmetic } from '../src/arithmetic/fraction.ts';
import { implementations } from '../src/gradients/registry.ts';
import { numbersOf } from '../src/oracle/map-answer.ts';
import { disagreement, poll } from '../src/oracle/poll.ts';
import { integers } from '../src/problems/numbers.ts';
import { draw, having, piecewiseLinear, rational, rationalLosses } from './test-drawn.ts';

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
