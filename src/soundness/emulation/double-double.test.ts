import { describe, expect, it } from 'vitest';
import { bigNumberArithmetic } from '../../arithmetic/bignumber.ts';
import { at } from '../../bounds/at.ts';
import { boundAnswer } from '../../bounds/bound-answer.ts';
import { precision } from '../../bounds/precision.ts';
import { families } from '../trials/families.ts';
import { flatten } from '../trials/flat.ts';
import { randomProblem } from '../trials/networks.ts';
import { referenceOf } from '../trials/problem-case.ts';
import { seeded } from '../trials/random.ts';
import { backpropagate } from './backpropagate.ts';
import { doubleDouble } from './double-double.ts';
import type { Numbers } from './numbers.ts';
import { plainStyle } from './style.ts';

const decimal = await bigNumberArithmetic(64);
const sixtyFourDigits = {
  ...decimal,
  fma: (x, y, z) => decimal.add(decimal.mul(x, y), z),
  sign: (value) => decimal.compare(value, decimal.of(0)),
} satisfies Numbers<ReturnType<typeof decimal.of>>;

describe('double-double', () => {
  it.each(['exp', 'expm1', 'tanh', 'log', 'sqrt'] as const)('%s has at least 28 correct digits', (name) => {
    for (const x of [1e-9, 0.003, 0.1, 0.49, 0.51, 1, 2.5, 17, 40]) {
      const { high, low } = doubleDouble[name]({ high: x, low: 0 });
      const exact = decimal[name](decimal.of(x));
      const error = decimal.sub(decimal.add(decimal.of(high), decimal.of(low)), exact);
      expect(Math.abs(decimal.toNumber(error))).toBeLessThanOrEqual(
        1e-28 * Math.abs(decimal.toNumber(exact)),
      );
    }
  });

  it('is a thousand times closer to 64 digits than the bounds of float64 ask', () => {
    let compared = 0;
    for (const family of families) {
      if (family === 'wide' || family === 'tiny' || family === 'scaled') continue;
      for (let seed = 0; seed < 4; seed += 1) {
        const problem = randomProblem(family, seeded(seed), false);
        const fast = flatten(backpropagate({ numbers: doubleDouble, style: plainStyle }, problem));
        const slow = flatten(backpropagate({ numbers: sixtyFourDigits, style: plainStyle }, problem));
        const bounds = flatten<number>(boundAnswer(problem, referenceOf(problem), precision('float64')));
        fast.values.forEach(({ high, low }, index) => {
          const shown = decimal.add(decimal.of(high), decimal.of(low));
          const error = Math.abs(decimal.toNumber(decimal.sub(shown, at(slow.values, index))));
          expect(error).toBeLessThanOrEqual(at(bounds.values, index) / 1000);
          compared += 1;
        });
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
