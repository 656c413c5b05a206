import { expect, test } from 'vitest';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { column, entry, mapEntries, multiply, timesEach, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { expected } from './test-worked.ts';

const W2 = [
  [0.4, 0.45],
  [0.5, 0.55],
];
const slope = (a: number): number => a * (1 - a);

/** Line 13 differentiated: e/‖e‖ for e = first - second, as columns. */
const overLength = (first: readonly number[], second: readonly number[]) => {
  const error = first.map((x, k) => x - (second[k] ?? Number.NaN));
  return column(error.map((component) => component / Math.hypot(...error)));
};

/** ∂C/∂w11 of the output layer, with the error taken from `first` to `second`. */
const outputWeight = (first: readonly number[], second: readonly number[]): number => {
  const { outputs, trace } = expected('scaling-lee');
  const delta = timesEach(overLength(first, second), mapEntries(transpose(outputs), slope));
  return entry(delta, 0, 0) * entry(trace.activations[0] ?? [], 0, 0);
};

/** Line 154 with l = 1: the error of the outputs times the slopes of the hidden units. */
const slopeOfAnotherLayer = (): number => {
  const { outputs, trace } = expected('khalid-2-2-2');
  const error = entry(outputs, 0, 0) - entry(gradientFixture('khalid-2-2-2').problem.targets, 0, 0);
  return slope(entry(trace.activations[0] ?? [], 0, 0)) * error;
};

const slopes = () => column((expected('khalid-2-2-2').trace.activations[0]?.[0] ?? []).map(slope));
const above = () => column(expected('khalid-2-2-2').deltas[1]?.[0] ?? []);
/** σ'(z) beside itself, once per column of (W)ᵀ. */
const repeated = () => slopes().map((row) => [...row, ...row]);

const readings: Readings = {
  'norm-of-zero': {
    'as printed': () =>
      entry(
        overLength(
          expected('norm-zero').outputs[0] ?? [],
          gradientFixture('norm-zero').problem.targets[0] ?? [],
        ),
        0,
        0,
      ),
    right: () => entry(expected('norm-zero').deltas[0] ?? [], 0, 0),
  },
  'which-one-wears-the-hat': {
    'ŷ is the target': () => Number(expected('scaling-lee').gradients.weights[1]?.flat(2)[0]),
    'ŷ is the output': () =>
      outputWeight(
        gradientFixture('scaling-lee').problem.targets[0] ?? [],
        expected('scaling-lee').outputs[0] ?? [],
      ),
  },
  'slope-of-another-layer': {
    'as printed': slopeOfAnotherLayer,
    right: () => entry(expected('khalid-2-2-2').deltas[1] ?? [], 0, 0),
  },
  'where-the-parentheses-go': {
    'product first': () => entry(timesEach(slopes(), multiply(transpose(W2), above())), 0, 0),
    '• first, the column repeated': () =>
      entry(multiply(timesEach(repeated(), transpose(W2)), above()), 0, 0),
    '• first, equal shapes required': () =>
      entry(multiply(timesEach(slopes(), transpose(W2)), above()), 0, 0),
  },
};

test('every demonstration of Lee has its readings, and no readings are without one', () => {
  expect(demonstrated('Lee').map(({ demonstration }) => demonstration.name)).toEqual(Object.keys(readings));
});

test.each(demonstrated('Lee'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});

test('with the error from target to output the formula gives the gradient of the fixture', () => {
  const { outputs, gradients } = expected('scaling-lee');
  const written = outputWeight(outputs[0] ?? [], gradientFixture('scaling-lee').problem.targets[0] ?? []);
  expect(written.toPrecision(12)).toBe(Number(gradients.weights[1]?.flat(2)[0]).toPrecision(12));
});
