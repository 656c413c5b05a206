import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { isRefusal } from '../../model/answer.ts';
import type { Layer, Matrix, MlpProblem } from '../../model/problem.ts';
import { type Derivation, derive } from './derivation.ts';
import { gradient } from './gradient.ts';
import type { Place } from './place.ts';
import { worked } from './test-networks.ts';

/** The unit roundoff of binary64. */
const u = 2 ** -53;

const derived = (problem: MlpProblem, place: Place): Derivation<number> => {
  const attempt = derive(problem, float64, place);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

const symbolsOf = (derivation: Derivation<number>): readonly string[] =>
  derivation.examples.flatMap(({ paths }) =>
    paths.map(({ factors }) => factors.map(({ symbol }) => symbol).join(' ')),
  );

const pathCount = (problem: MlpProblem, place: Place): number =>
  derived(problem, place).examples.reduce((count, { paths }) => count + paths.length, 0);

const firstWeight: Place = { kind: 'weight', layer: 0, unit: 0, input: 0 };

test('the first weight of the 0.2984 example has exactly two paths, of the products computed by mpmath', () => {
  const { examples, penalty, total } = derived(worked, firstWeight);
  const products = examples.flatMap(({ paths }) => paths.map(({ product }) => product));
  const expected = ['0.000668396021144372993004560290246', '-0.000229828286670026265956184691199'];
  expect(products.length).toBe(2);
  expected.forEach((text, k) => {
    // 80 roundings along a path (derived in gradient.test.ts), and the reading of the expected digits.
    const error = Math.abs((products[k] ?? Number.NaN) - Number(text));
    expect(Number.isFinite(error) && error <= 81 * u * Math.abs(Number(text))).toBe(true);
  });
  expect(penalty).toBeNull();
  expect(total).toBe((products[0] ?? Number.NaN) + (products[1] ?? Number.NaN));
});

test('a path names its factors from the weight up to the cost, counting from 1', () => {
  expect(symbolsOf(derived(worked, firstWeight))).toEqual([
    "x(1) g'(z[1](1)) w[2](1,1) g'(z[2](1)) dloss/da[2](1) scale",
    "x(1) g'(z[1](1)) w[2](2,1) g'(z[2](2)) dloss/da[2](2) scale",
  ]);
  expect(symbolsOf(derived(worked, { kind: 'weight', layer: 1, unit: 0, input: 1 }))).toEqual([
    "a[1](2) g'(z[2](1)) dloss/da[2](1) scale",
  ]);
  expect(symbolsOf(derived(worked, { kind: 'bias', layer: 1, unit: 1 }))).toEqual([
    "dz[2](2)/db[2](2) g'(z[2](2)) dloss/da[2](2) scale",
  ]);
  expect(symbolsOf(derived(worked, { kind: 'input', example: 0, component: 1 }))[1]).toBe(
    "w[1](1,2) g'(z[1](1)) w[2](2,1) g'(z[2](2)) dloss/da[2](2) scale",
  );
});

const rows = (height: number, width: number, seed: number): Matrix =>
  Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_x, j) => (((i * 5 + j * 3 + seed * 7) % 9) - 4) / 8),
  );

const dense = (height: number, width: number, name: 'sigmoid' | 'softmax' | 'tanh'): Layer => ({
  weights: rows(height, width, height),
  biases: rows(1, height, 2)[0] ?? [],
  activation: { name },
});

const maxout = (pieces: number, height: number, width: number): Layer => ({
  weights: Array.from({ length: pieces }, (_, piece) => rows(height, width, piece)),
  biases: rows(pieces, height, 3),
  activation: { name: 'maxout', pieces },
});

const net = (layers: readonly Layer[], inputs: number, outputs: number, examples = 1): MlpProblem => ({
  kind: 'mlp',
  layers,
  loss: { name: 'squared-error', scale: 0.25 },
  inputs: rows(examples, inputs, 1),
  targets: rows(examples, outputs, 4),
});

test('the number of paths is the product of the widths above, times pieces, times softmax widths', () => {
  const plain = net([dense(3, 2, 'tanh'), dense(4, 3, 'sigmoid'), dense(2, 4, 'tanh')], 2, 2, 3);
  expect(pathCount(plain, firstWeight)).toBe(3 * 4 * 2);
  expect(pathCount(plain, { kind: 'input', example: 1, component: 0 })).toBe(3 * 4 * 2);
  expect(pathCount(plain, { kind: 'bias', layer: 2, unit: 0 })).toBe(3);
  const softmaxes = net([dense(3, 2, 'softmax'), dense(2, 3, 'softmax')], 2, 2);
  expect(pathCount(softmaxes, firstWeight)).toBe(3 * (2 * 2));
  const pieces = net([dense(3, 2, 'tanh'), maxout(2, 3, 3), dense(2, 3, 'tanh')], 2, 2);
  expect(pathCount(pieces, firstWeight)).toBe(2 * 3 * 2);
  const fused: MlpProblem = { ...softmaxes, loss: { name: 'cross-entropy', scale: 1 }, targets: [[0, 1]] };
  expect(pathCount(fused, firstWeight)).toBe(3 * 2);
});

test('softmax, maxout and fused factors have their own names', () => {
  const problem: MlpProblem = {
    ...net([maxout(2, 1, 1), dense(2, 1, 'softmax')], 1, 2),
    loss: { name: 'cross-entropy', scale: 1 },
    targets: [[0, 1]],
  };
  expect(symbolsOf(derived(problem, { kind: 'weight', layer: 0, piece: 1, unit: 0, input: 0 }))).toEqual([
    'x(1) da[1](1)/dz[1]{2}(1) w[2](1,1) dloss/dz[2](1) scale',
    'x(1) da[1](1)/dz[1]{2}(1) w[2](2,1) dloss/dz[2](2) scale',
  ]);
  const unfused: MlpProblem = { ...problem, loss: { name: 'squared-error', scale: 1 } };
  expect(symbolsOf(derived(unfused, { kind: 'bias', layer: 1, unit: 0 }))).toEqual([
    'dz[2](1)/db[2](1) da[2](1)/dz[2](1) dloss/da[2](1) scale',
    'dz[2](1)/db[2](1) da[2](2)/dz[2](1) dloss/da[2](2) scale',
  ]);
});

test('factors multiply to the product, sums add to the total, and the total is the entry of gradient', () => {
  const layers = [maxout(2, 3, 2), dense(3, 3, 'softmax'), dense(2, 3, 'sigmoid')];
  const problem: MlpProblem = {
    ...net(layers, 2, 2, 2),
    penalty: { name: 'l2', lambda: 0.125, biases: true },
  };
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const compared = ([0, 1, 2] as const).flatMap(
    (unit) =>
      [
        [
          derived(problem, { kind: 'weight', layer: 1, unit, input: 2 }),
          answer.gradients.weights[1]?.[unit]?.[2],
        ],
        [derived(problem, { kind: 'bias', layer: 1, unit }), answer.gradients.biases[1]?.[unit]],
      ] as const,
  );
  for (const [derivation, gradientEntry] of compared) {
    expect(derivation.total).toBe(gradientEntry);
    const data = derivation.examples.reduce((total, { sum }) => total + sum, 0);
    expect(derivation.total).toBe(data + (derivation.penalty?.value ?? Number.NaN));
    for (const { factors, product } of derivation.examples.flatMap(({ paths }) => paths)) {
      expect(factors.reduce((running, { value }) => running * value, 1)).toBe(product);
    }
  }
  expect(derived(problem, { kind: 'bias', layer: 1, unit: 0 }).penalty?.symbol).toBe('2 lambda b[2](1)');
});

test.each([
  [{ kind: 'weight', layer: 2, unit: 0, input: 0 }, 'place.layer: expected an integer from 0 to 1, got 2'],
  [{ kind: 'weight', layer: 0, unit: -1, input: 0 }, 'place.unit: expected an integer from 0 to 1, got -1'],
  [{ kind: 'weight', layer: 0, unit: 0, input: 2 }, 'place.input: expected an integer from 0 to 1, got 2'],
  [{ kind: 'bias', layer: 0, unit: 0, piece: 0 }, 'place.piece: expected none in a dense layer, got 0'],
  [{ kind: 'input', example: 1, component: 0 }, 'place.example: expected an integer from 0 to 0, got 1'],
] as const)('a place outside the problem is named: %j', (place, message) => {
  expect(() => derive(worked, float64, place)).toThrow(new RangeError(message));
});

test('a maxout place needs its piece, and a layer without biases has no bias to derive', () => {
  const problem = net([maxout(2, 2, 2), { ...dense(2, 2, 'tanh'), biases: null } as Layer], 2, 2);
  expect(() => derive(problem, float64, firstWeight)).toThrow('place.piece: expected a piece of the maxout');
  expect(() => derive(problem, float64, { kind: 'bias', layer: 1, unit: 0 })).toThrow(
    'layers[1].biases: expected biases, got null',
  );
});

test('a place with too many paths is refused', () => {
  const wide = dense(130, 130, 'tanh');
  const attempt = derive(net([wide, wide, wide, wide], 130, 130), float64, firstWeight);
  // 130^3 paths across 4 layers.
  expect(attempt).toEqual({
    refused: 'per-weight: 2197000 paths needed (8788000 steps), budget is 2000000 steps',
  });
});
