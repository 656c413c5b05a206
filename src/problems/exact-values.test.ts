import { describe, expect, it } from 'vitest';
import { readDecimal } from './fixture-decimals.ts';
import { gradientFixture } from './test-fixtures.ts';

const exactOf = (id: string) => gradientFixture(id).expectation.exact;

const decimalsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(decimalsIn) : [];

describe('the exact values', () => {
  // Compared as integers at 10^-60: every value here is below 1, so it has at least 40 places.
  const scaled = (decimal: string): bigint => {
    const { digits, exponent } = readDecimal(decimal);
    return digits * 10n ** BigInt(exponent + 60);
  };
  const size = (number: bigint): bigint => (number < 0n ? -number : number);
  // Half a unit in the 40th digit is at most 5e-40 of the number: 1e-39 for a product of two decimals, and
  // 5e-40 for the decimal on the other side.
  const agree = (left: bigint, right: bigint): boolean =>
    size(left - right) * 2n * 10n ** 39n <= size(right) * 3n;
  const gradientsOf = (id: string): readonly string[] => {
    const { weights, biases, inputs } = exactOf(id).gradients;
    return decimalsIn([weights, biases, inputs]);
  };
  const pairs = (left: string, right: string): readonly (readonly [string, string])[] => {
    const others = gradientsOf(right);
    return gradientsOf(left).map((entry, index) => [entry, others[index] ?? 'missing'] as const);
  };

  it.each([
    ['scaling-pasa', 2n, 'khalid-2-2-2', 1n],
    ['scaling-srihari', 1n, 'khalid-2-2-2', 2n],
    ['scaling-batch-pasa-single', 4n, 'scaling-batch-khalid', 1n],
    ['scaling-batch-pasa', 8n, 'scaling-batch-khalid', 1n],
    ['scaling-batch-srihari', 2n, 'scaling-batch-khalid', 1n],
  ])('of %s times %d are those of %s times %d', (left, leftFactor, right, rightFactor) => {
    const compared = pairs(left, right);
    for (const [one, other] of compared) {
      expect(agree(scaled(one) * leftFactor, scaled(other) * rightFactor)).toBe(true);
    }
    expect(compared.length).toBeGreaterThanOrEqual(14);
  });

  it('of the norm are those of half the square, divided by the norm', () => {
    const norm = scaled(exactOf('scaling-lee').cost);
    const compared = pairs('scaling-lee', 'khalid-2-2-2');
    for (const [one, other] of compared) {
      expect(agree(scaled(one) * norm, scaled(other) * 10n ** 60n)).toBe(true);
    }
    expect(compared).toHaveLength(14);
  });

  it('of the paths of a weight add up to its gradient', () => {
    const { paths = [], gradients } = exactOf('khalid-2-2-2');
    const [whole, ...shares] = paths.map(({ value }) => scaled(value));
    const [hidden, output] = decimalsIn(gradients.weights.map((layer) => layer[0]?.[0])).map(scaled);
    expect(whole).toBe(output);
    expect(shares).toHaveLength(2);
    // Three roundings at the 40th digit of numbers below 1e-3: at most 1.5 units of 1e-43.
    const sum = shares.reduce((left, right) => left + right, 0n);
    expect(hidden !== undefined && 2n * size(sum - hidden) <= 3n * 10n ** 17n).toBe(true);
  });

  it('of the hand-computed SVM are its hinge loss 3/4 and its penalty 189/64', () => {
    expect(exactOf('sarkar-svm')).toMatchObject({
      cost: '3.703125',
      deltas: [
        [
          ['-0.5', '0', '0.5'],
          ['0', '0.5', '-0.5'],
        ],
      ],
    });
  });
});
