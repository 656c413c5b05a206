import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { isRefusal } from '../../model/answer.ts';
import type { DenseActivation, MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { oneHiddenLayer } from './one-hidden-layer.ts';

/** The unit roundoff of binary64. */
const u = 2 ** -53;

const numbersOf = (value: unknown): readonly number[] => {
  if (Array.isArray(value)) return value.flatMap(numbersOf);
  return typeof value === 'number' ? [value] : [];
};

const expectEach = (got: unknown, expected: readonly string[], bound: number): void => {
  const numbers = numbersOf(got);
  expect(numbers.length).toBe(expected.length);
  expected.forEach((text, k) => {
    const error = Math.abs((numbers[k] ?? Number.NaN) - Number(text));
    expect(Number.isFinite(error) && error <= bound, `[${k}]: expected ${text}, got ${numbers[k]}`).toBe(
      true,
    );
  });
};

/** Pasa's perceptron, E = 1/(2N) sum (t - out)^2, N = 3. */
const perceptron: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[-0.25, 0.75]], biases: [0.5], activation: { name: 'sigmoid' } }],
  loss: { name: 'squared-error', scale: 1 / 6 },
  inputs: [
    [0.2, -0.4],
    [-1, 0.5],
    [1.5, 2],
  ],
  targets: [[1], [0], [1]],
};

test('the output-unit formula gives the perceptron gradients computed by mpmath at 80 digits', () => {
  const { weights, biases } = oneHiddenLayer(perceptron, float64);
  // Absolute, in u: the terms of z sum to at most 2.5, so z 15, a 8, out - t 10, sigma' 4; with
  // |out - t| <= 1, sigma' <= 1/4, |x| <= 2 a term has (10/4 + 4) 2 + 4/2 = 15; three terms times 1/3,
  // and 5 roundings of a sum below 1/2: 18.
  const bound = 18 * u;
  expectEach(weights, ['-0.0655304664354311043210461847548', '0.0235361723823003602723655968884'], bound);
  expectEach(biases, ['0.000688575019817746513119355064155'], bound);
});

/** Pasa's E = 1/(2cN), c = 2 outputs without biases, N = 2. */
const multiOutput: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [0.2, -0.3],
        [0.5, 0.6],
        [-0.8, 0.9],
      ],
      biases: [0.1, -0.4, 0.7],
      activation: { name: 'sigmoid' },
    },
    {
      weights: [
        [0.3, -0.2, 0.5],
        [-0.6, 0.4, 0.1],
      ],
      biases: null,
      activation: { name: 'sigmoid' },
    },
  ],
  loss: { name: 'squared-error', scale: 1 / 8 },
  inputs: [
    [0.5, -1],
    [-1.5, 0.25],
  ],
  targets: [
    [0.2, 0.9],
    [0.8, 0.1],
  ],
};

test('the hidden-unit formula gives the multi-output gradients computed by mpmath at 80 digits', () => {
  const { weights, biases } = oneHiddenLayer(multiOutput, float64);
  // Absolute, in u: hidden z 13 and a 8; output z 16 and a 8, out - t 10, sigma' 4, their product 8 (of at
  // most 1/4). Output unit: (8 + 8/4 + 1) over two examples times 1/4: 6. Hidden unit: with |w| <= 0.6,
  // sigma' 4 of 1/4, |x| <= 1.5 a term has 3; four terms times 1/4, and the sums: 5.
  const bound = 6 * u;
  expectEach(
    weights[1],
    [
      '0.00989709674126732189021828493836',
      '0.0046334856589332511208232664413',
      '-0.000884492054433914699377424523976',
      '-0.0070383878751420387560019272502',
      '-0.00251254352754341264300355184647',
      '0.0115393957582158546430656555742',
    ],
    bound,
  );
  expectEach(
    weights[0],
    [
      '0.00918950850155495519704330295346',
      '-0.00662369907058458442493842538302',
      '-0.00514263030359131788569637234299',
      '0.00400470417479152022594779769197',
      '0.00136523577711660593007018611161',
      '-0.00204052753374119402441581723512',
    ],
    bound,
  );
  expectEach(
    biases[0],
    [
      '0.00128037273761852716623470696306',
      '-0.00114990579643192225074554905834',
      '0.00172691661533573137181374678598',
    ],
    bound,
  );
  expect(biases[1]).toBeNull();
});

const eighths = fc.integer({ min: -8, max: 8 }).map((count) => count / 8);
const row = (length: number) => fc.array(eighths, { minLength: length, maxLength: length });
const rows = (height: number, width: number) =>
  fc.array(row(width), { minLength: height, maxLength: height });
const piecewiseLinear: fc.Arbitrary<DenseActivation> = fc.constantFrom<DenseActivation[]>(
  { name: 'identity' },
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.25 },
  { name: 'linear', alpha: -0.5, beta: 0.25 },
);

const dense = (height: number, width: number) =>
  fc.record({
    weights: rows(height, width),
    biases: fc.option(row(height), { nil: null }),
    activation: piecewiseLinear,
  });

const examples = (layers: fc.Arbitrary<MlpProblem['layers']>): fc.Arbitrary<MlpProblem> =>
  fc.record({
    kind: fc.constant('mlp' as const),
    layers,
    loss: fc.constant({ name: 'squared-error' as const, scale: 0.5 }),
    inputs: rows(2, 2),
    targets: rows(2, 2),
  });

// Multiples of 1/8 up to 1: every intermediate is a multiple of 2^-23 below 2^12, hence exact in binary64.
property.prop([
  fc.oneof(examples(fc.tuple(dense(2, 2))), examples(fc.tuple(dense(3, 2), dense(2, 3)))),
  fc.constantFrom(undefined, 0, 0.5),
])('the printed formulas and the path enumeration are exactly equal in exact arithmetic', (problem, s) => {
  const kinks = s === undefined ? undefined : () => s;
  const formulas = oneHiddenLayer(problem, float64, kinks);
  const paths = gradient(problem, float64, kinks);
  if (isRefusal(paths)) throw new Error(paths.refused);
  const expected = numbersOf([formulas.weights, formulas.biases]);
  const got = numbersOf([paths.gradients.weights, paths.gradients.biases]);
  // Subtracting lets -0 equal 0.
  expect(got.map((value, k) => value - (expected[k] ?? Number.NaN))).toEqual(expected.map(() => 0));
});

test.each([
  [{ ...multiOutput, layers: [...multiOutput.layers, ...multiOutput.layers] }, 'layers: expected one or two'],
  [{ ...multiOutput, loss: { name: 'norm', scale: 1 } }, 'loss: expected squared-error, got norm'],
  [{ ...perceptron, penalty: { name: 'l2', lambda: 1, biases: true } }, 'penalty: expected none, got l2'],
  [
    { ...perceptron, layers: [{ weights: [[1, 1]], biases: null, activation: { name: 'softmax' } }] },
    'layers[0].activation: expected an element-wise one, got softmax',
  ],
] as const)('a problem outside the formulas is refused with the reason', (problem, message) => {
  expect(() => oneHiddenLayer(problem, float64)).toThrow(message);
});
