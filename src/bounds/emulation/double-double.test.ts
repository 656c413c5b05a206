import { describe, expect, it } from 'vitest';
import { bigNumberArithmetic } from '../../arithmetic/bignumber.ts';
import { boundAnswer } from '../bound-answer.ts';
import { precision } from '../precision.ts';
import { backpropagate } from './backpropagate.ts';
import { entries } from './compare.ts';
import { doubleDouble } from './double-double.ts';
import { families, randomProblem, seeded } from './networks.ts';
import { type Numbers, roundedNumbers } from './numbers.ts';
import { plainStyle } from './style.ts';

const decimal = await bigNumberArithmetic(64);
const sixtyFourDigits = {
  ...decimal,
  sign: (value) => decimal.compare(value, decimal.of(0)),
} satisfies Numbers<ReturnType<typeof decimal.of>>;

describe('double-double', () => {
  it.each(['exp', 'expm1', 'tanh', 'log', 'sqrt'] as const)('%s has at least 28 correct digits', (name) => {
    for (const x of [1e-9, 0.003, 0.1, 0.49, 0.51, 1, 2.5, 17, 40]) {
      const [high, low] = doubleDouble[name]([x, 0]) as readonly [number, number];
      const exact = decimal[name](decimal.of(x));
      const error = decimal.sub(decimal.add(decimal.of(high), decimal.of(low)), exact);
      expect(Math.abs(decimal.toNumber(error))).toBeLessThanOrEqual(
        1e-28 * Math.abs(decimal.toNumber(exact)),
      );
    }
  });

  it('is a thousand times closer to 64 digits than the bounds of float64 ask', () => {
    const inFloat64 = roundedNumbers(precision('float64'), false);
    let compared = 0;
    for (const family of families) {
      if (family === 'wide' || family === 'tiny' || family === 'scaled') continue;
      for (let seed = 0; seed < 4; seed += 1) {
        const problem = randomProblem(family, seeded(seed), false);
        const fast = backpropagate({ numbers: doubleDouble, style: plainStyle }, problem);
        const slow = backpropagate({ numbers: sixtyFourDigits, style: plainStyle }, problem);
        const reference = backpropagate({ numbers: inFloat64, style: plainStyle }, problem);
        const bounds = boundAnswer(problem, reference, precision('float64'));
        for (const { got, truth, bound } of entries(fast, slow, bounds)) {
          // Both are shown as doubles, each rounded once.
          const shown = 2 ** -52 * Math.abs(truth);
          expect(Math.abs(got - truth)).toBeLessThanOrEqual(bound / 1000 + shown);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
