import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { activate, type ElementWiseActivation, slope, softmax } from './activations.ts';

/** The unit roundoff of binary64. */
const u = 2 ** -53;

// The longest chain is the derivative of sigmoid: two factors of exp (2u), sum and quotient (u each), their
// product (u), and the reading of the expected digits (u): 10u. mpmath at 30 digits.
const rows: readonly (readonly [ElementWiseActivation, number, string, string])[] = [
  [{ name: 'sigmoid' }, 0.5, '0.622459331201854564638900565746', '0.235003712201594489069302695021'],
  [{ name: 'sigmoid' }, -0.5, '0.377540668798145435361099434254', '0.235003712201594489069302695021'],
  [{ name: 'sigmoid' }, -40, '4.2483542552915889772807209e-18', '4.2483542552915889592322070e-18'],
  [{ name: 'sigmoid' }, 40, '0.999999999999999995751645744708', '4.2483542552915889592322070e-18'],
  [{ name: 'tanh' }, 0.5, '0.462117157260009758502318483644', '0.786447732965927410149698934344'],
  [{ name: 'tanh' }, -0.5, '-0.462117157260009758502318483644', '0.786447732965927410149698934344'],
  [
    { name: 'elu', alpha: 0.25 },
    -0.5,
    '-0.0983673350718416440990501162522',
    '0.151632664928158355900949883748',
  ],
  [{ name: 'elu', alpha: 0.25 }, 0.5, '0.5', '1'],
  [{ name: 'relu' }, -0.5, '0', '0'],
  [{ name: 'leaky-relu', alpha: 0.25 }, -0.5, '-0.125', '0.25'],
  [{ name: 'leaky-relu', alpha: 0.25 }, 0.5, '0.5', '1'],
  [{ name: 'linear', alpha: 2, beta: -3 }, 0.5, '-2', '2'],
];

test.each(rows)('%j at %d has the value %s and the derivative %s', (activation, z, value, derivative) => {
  for (const [got, text] of [
    [activate(float64, activation, z), value],
    [slope(float64, activation, z), derivative],
  ] as const) {
    const error = Math.abs(got - Number(text));
    expect(Number.isFinite(error) && error <= 10 * u * Math.abs(Number(text)), `got ${got}`).toBe(true);
  }
});

test('a sigmoid never overflows on either side', () => {
  for (const z of [1e4, -1e4]) {
    expect(activate(float64, { name: 'sigmoid' }, z)).toBe(z > 0 ? 1 : 0);
    expect(slope(float64, { name: 'sigmoid' }, z)).toBe(0);
  }
});

test('softmax is shifted by the largest component, and one unit has probability 1', () => {
  expect(softmax(float64, [1e4, 1e4, -1e4])).toEqual([0.5, 0.5, 0]);
  expect(softmax(float64, [-1e4])).toEqual([1]);
});
