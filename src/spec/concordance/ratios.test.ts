import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import { entryAt, formatPath, numberPaths } from '../../model/path.ts';
import { readDecimal } from '../../problems/fixture-decimals.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { scalingOf } from './conventions.ts';
import { ratios, scaled } from './test-ratios.ts';

/** The decimal and one unit of its last place, both in units of 10^scale. */
const asRational = (decimal: string, scale: number) => {
  const { digits, exponent } = readDecimal(decimal);
  const unit = 10n ** BigInt(exponent - scale);
  return { value: digits * unit, unit };
};

const size = (value: bigint): bigint => (value < 0n ? -value : value);

const scale = -80;

/** Whether one decimal is the other times a power of two, up to half a unit in the last place of each. */
const isMultiple = (decimal: string, base: string, ratio: number): boolean => {
  const [numerator, denominator] = ratio < 1 ? [1n, BigInt(1 / ratio)] : [BigInt(ratio), 1n];
  const [left, right] = [asRational(decimal, scale), asRational(base, scale)];
  const difference = size(left.value * denominator - right.value * numerator);
  return 2n * difference <= left.unit * denominator + right.unit * numerator;
};

const decimalsOf = (id: string): readonly string[] =>
  [
    gradientFixture(id).expectation.exact.gradients.weights,
    gradientFixture(id).expectation.exact.gradients.biases,
  ]
    .flat(5)
    .filter((entry) => entry !== null);

test.each(ratios)('under %s the gradients of %s are those of %s times %d', (_name, id, base, ratio) => {
  const [decimals, bases] = [decimalsOf(id), decimalsOf(base)];
  expect(decimals.length).toBe(12);
  expect(decimals.map((decimal, index) => isMultiple(decimal, bases[index] ?? '', ratio))).not.toContain(
    false,
  );
  expect(isMultiple(decimals[0] ?? '', bases[0] ?? '', ratio * 2)).toBe(false);
});

test('under lee the gradients of one example, times its cost, are those under 1/2', () => {
  const cost = asRational(gradientFixture('scaling-lee').expectation.exact.cost, scale);
  const bases = decimalsOf('khalid-2-2-2');
  const one = 10n ** BigInt(-scale);
  for (const [index, decimal] of decimalsOf('scaling-lee').entries()) {
    const [left, right] = [asRational(decimal, scale), asRational(bases[index] ?? '', scale)];
    const difference = size(left.value * cost.value - right.value * one);
    // Half a unit of each factor times the other, of the product, and of both together.
    const moved =
      left.unit * cost.value + cost.unit * size(left.value) + right.unit * one + left.unit * cost.unit;
    expect(2n * difference <= moved, decimal).toBe(true);
  }
});

// A power of two only moves the exponent, so that doubles have the ratio exactly.
test.each(ratios)('our gradients under %s have the ratio of %s to %s exactly', (name, _id, base, ratio) => {
  const { problem } = gradientFixture(base);
  for (const { name: implementation, gradient } of implementations) {
    const plain = gradient(problem, float64);
    const under = gradient(scaled(problem, scalingOf(name)), float64);
    if (isRefusal(plain) || isRefusal(under)) throw new Error(`${implementation} refuses`);
    const paths = [...numberPaths(plain.gradients.weights, [])];
    expect(paths).toHaveLength(8);
    for (const path of paths) {
      const expected = Number(entryAt(plain.gradients.weights, path)) * ratio;
      expect(entryAt(under.gradients.weights, path), `${implementation} ${formatPath(path)}`).toBe(expected);
    }
    expect(under.cost).toBe(plain.cost * ratio);
  }
});
