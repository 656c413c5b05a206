import { expect, test } from 'vitest';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { column, entry, multiply, timesEach, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { expected, sigmoid } from './test-worked.ts';

/** y = A x, z = 2 y1 + 3 y2 */
const jacobian = [
  [1, 2],
  [3, 4],
];
const zOf = (x: readonly number[]): number => entry(multiply([[2, 3]], multiply(jacobian, column(x))), 0, 0);
/** Exact where z is linear: a difference over a step of 1. */
const slopesOfZ = (): readonly number[] => [zOf([1, 0]) - zOf([0, 0]), zOf([0, 1]) - zOf([0, 0])];

/** 1/(divisor) times the sum of the squared errors of a fixture, from its inputs up. */
const squaresOver = (id: string, divisor: number): number => {
  const outputs = expected(id).outputs.flat();
  const targets = gradientFixture(id).problem.targets.flat();
  return outputs.reduce((sum, output, k) => sum + (output - (targets[k] ?? Number.NaN)) ** 2, 0) / divisor;
};

const khalid = () => {
  const { outputs, trace, gradients } = expected('khalid-2-2-2');
  const errors = column([
    entry(outputs, 0, 0) - entry(gradientFixture('khalid-2-2-2').problem.targets, 0, 0),
    entry(outputs, 0, 1) - entry(gradientFixture('khalid-2-2-2').problem.targets, 0, 1),
  ]);
  const hidden = column(trace.activations[0]?.[0] ?? []);
  return { outputs: transpose(outputs), errors, hidden, gradients };
};
const slope = (activations: readonly (readonly number[])[]) =>
  activations.map((row) => row.map((a) => a * (1 - a)));

/** Algorithm 6.4 with each gradient used at once: W2 is stepped by 1/2 before g goes through it. */
const steppedBeforePropagating = (): number => {
  const { outputs, errors, hidden } = khalid();
  const g = timesEach(errors, slope(outputs));
  const gradient = multiply(g, transpose(hidden));
  const W2 = [
    [0.4, 0.45],
    [0.5, 0.55],
  ].map((row, k) => row.map((w, j) => w - 0.5 * entry(gradient, k, j)));
  const below = timesEach(multiply(transpose(W2), g), slope(hidden));
  return entry(multiply(below, [[0.05, 0.1]]), 0, 0);
};

/** Line 377 on a softmax layer: the gradient at the outputs, -t/y times 1/3, times p(1 - p). */
const softmaxElementByElement = (): number => {
  const output = entry(expected('srihari-softmax').outputs, 0, 1);
  const target = entry(gradientFixture('srihari-softmax').problem.targets, 0, 1);
  return (-target / output / 3) * output * (1 - output);
};

const readings: Readings = {
  'gradient-row-of-the-inputs': {
    'as printed': () => entry(multiply([slopesOfZ()], jacobian), 0, 0),
    right: () => slopesOfZ()[0] ?? Number.NaN,
  },
  'half-of-mse': {
    'as the formula, 1/(2N)': () => expected('pasa-perceptron').cost,
    'as the name, 1/N': () => squaresOver('pasa-perceptron', 3),
  },
  'value-of-x0': {
    'x₀ = 1, a bias is added': () => entry(expected('pasa-perceptron').outputs, 0, 0),
    'x₀ = −1, a threshold is subtracted': () => sigmoid(-0.5 - 0.25 * 0.2 + 0.75 * -0.4),
  },
  'one-or-two-outputs': {
    '1/(2N)': () => squaresOver('scaling-batch-pasa', 2 * 4),
    '1/(2cN)': () => expected('scaling-batch-pasa').cost,
  },
  'softmax-element-by-element': {
    'element by element': softmaxElementByElement,
    'through the Jacobian': () => entry(expected('srihari-softmax').deltas[1] ?? [], 0, 1),
  },
  'update-before-propagating': {
    'as printed': steppedBeforePropagating,
    right: () => Number(khalid().gradients.weights[0]?.flat(2)[0]),
  },
};

test('every demonstration of Pasa has its readings, and no readings are without one', () => {
  expect(demonstrated('Pasa').map(({ demonstration }) => demonstration.name)).toEqual(Object.keys(readings));
});

test.each(demonstrated('Pasa'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});
