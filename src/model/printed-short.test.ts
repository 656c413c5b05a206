import { expect, test } from 'vitest';
import type { SubjectAnswer } from './answer.ts';
import { looksPrintedShort } from './printed-short.ts';

const answer = (weights: readonly number[], cost = 0.5): SubjectAnswer => ({
  cost,
  gradients: { weights: [[weights]], biases: [null] },
});

test.each([
  ['six digits, as %g prints', [0.333333, 1.23456, 9.87654e-5], true],
  ['fourteen digits, as Lua prints', [0.33333333333333, 1.2345678901235], true],
  ['fifteen digits, as Perl prints', [0.333333333333333, 1.23456789012346], true],
  ['six digits beside what is not finite', [0.333333, Number.NaN, Number.NEGATIVE_INFINITY], true],
  ['sixteen digits', [0.3333333333333333, 2.345678901234567], false],
  ['all digits', [1 / 3, Math.SQRT2], false],
  ['one number with all its digits', [0.333333, Math.SQRT2], false],
  ['a single precision number written out', [Math.fround(1 / 3)], false],
])('%s: short is %s', (_title, weights, short) => {
  expect(looksPrintedShort(answer(weights))).toBe(short);
});

test('whole numbers alone are not called short', () => {
  expect(looksPrintedShort(answer([0, -3, 12], 7))).toBe(false);
});
