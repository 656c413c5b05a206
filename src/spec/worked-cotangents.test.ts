import { expect, it } from 'vitest';
import { entryAt } from '../model/path.ts';
import { readDecimal } from '../problems/fixture-decimals.ts';
import { gradientFixture } from '../problems/test-fixtures.ts';

// What GRAD-ACTIVATION, LOSS-OUTPUT-GRADIENT and DELTA-DEFINITION say, of the decimals that a worked example
// names them for: those come from differences of the cost, and no formula of ours went into them.

const { problem, expectation } = gradientFixture('khalid-2-2-2');
const { exact } = expectation;

const places = 400;

/** A decimal or a double, exactly, in units of 10^-400. */
const units = (number: string | number): bigint => {
  // A double below 1 with at most 60 binary places ends after as many decimal ones.
  const { digits, exponent } = readDecimal(typeof number === 'string' ? number : number.toFixed(60));
  return digits * 10n ** BigInt(places + exponent);
};

const times = (left: bigint, right: bigint): bigint => (left * right) / 10n ** BigInt(places);

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** Five units in the 40th digit of the larger: both are rounded there, and so are the two or three factors. */
const isSame = (left: bigint, right: bigint): boolean => {
  const larger = size(left) > size(right) ? size(left) : size(right);
  return size(left - right) * 10n ** 39n <= 5n * larger;
};

const at = (layer: number, unit: number) => ({
  cotangent: units(exact.activationCotangents?.[layer]?.[0]?.[unit] ?? ''),
  slope: units(exact.activationDerivatives?.[layer]?.[0]?.[unit] ?? ''),
  delta: units(exact.deltas?.[layer]?.[0]?.[unit] ?? ''),
  output: units(exact.trace?.activations[layer]?.[0]?.[unit] ?? ''),
});

it('the gradient at an output is that of the loss there, times the scale', () => {
  for (const unit of [0, 1]) {
    const { cotangent, output } = at(1, unit);
    // 2 * 1/2 * (y - t)
    expect(isSame(cotangent, output - units(problem.targets[0]?.[unit] ?? Number.NaN))).toBe(true);
  }
});

it('the gradient at a hidden activation adds what both units above hand down', () => {
  for (const unit of [0, 1]) {
    const led = [0, 1].reduce((sum, above) => {
      const weight = Number(entryAt(problem, ['layers', 1, 'weights', above, unit]));
      return sum + times(units(weight), at(1, above).delta);
    }, 0n);
    expect(isSame(at(0, unit).cotangent, led)).toBe(true);
    // One of them alone is not enough.
    expect(isSame(at(0, unit).cotangent, led - times(units(0.4), at(1, 0).delta))).toBe(false);
  }
});

it('the delta of a unit is its gradient led through its slope', () => {
  for (const [layer, unit] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const { cotangent, slope, delta } = at(layer, unit);
    expect(isSame(delta, times(cotangent, slope))).toBe(true);
  }
});
