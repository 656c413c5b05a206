import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradientFixture } from '../../problems/test-fixtures.ts';
import { lossUnder, scalingOf } from '../concordance/conventions.ts';
import { column, entry, mapEntries, multiply, timesEach, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { activationAt, expected, sigmoid, weightsOf } from './test-worked.ts';

const firstOf = (values: readonly unknown[] | undefined): number => Number(values?.flat(3)[0]);

/** What all three implementations answer, to six digits. */
const ours = (problem: MlpProblem, part: (answer: ReturnType<typeof expected>) => number): number => {
  const values = implementations.map(({ gradient }) => {
    const answer = gradient(problem, float64);
    if (isRefusal(answer)) throw new Error(answer.refused);
    const { trace = expected('khalid-2-2-2').trace, deltas = [] } = answer;
    return part({ ...answer, trace, deltas });
  });
  const written = new Set(values.map((value) => value.toPrecision(6)));
  if (written.size !== 1) throw new Error(`our implementations disagree: ${[...written].join(', ')}`);
  return values[0] ?? Number.NaN;
};

const network = gradientFixture('khalid-2-2-2').problem;
/** ∂J/∂w11 of layer 2 under a scaling, as ours has it. */
const scaledWeight = (scaling: string): number =>
  ours({ ...network, loss: lossUnder(scalingOf(scaling), 1, 2) }, ({ gradients }) =>
    firstOf([gradients.weights[1]]),
  );
const fixtureWeight = (id: string): number => firstOf([expected(id).gradients.weights[1]]);

/** σ' taken at the activation: what Algorithm 6.4 does to a reader for whom a is the activation. */
const slopeAtActivation = (): number => {
  const { outputs, trace } = expected('khalid-2-2-2');
  const slope = (a: number): number => sigmoid(a) * (1 - sigmoid(a));
  const errors = transpose(outputs).map((row, k) =>
    row.map((output) => output - entry(network.targets, 0, k)),
  );
  const above = timesEach(errors, mapEntries(transpose(outputs), slope));
  const W2 = (network.layers[1]?.weights ?? []).map((row) => row.flat());
  const hidden = column(trace.activations[0]?.[0] ?? []);
  const below = timesEach(multiply(transpose(W2), above), mapEntries(hidden, slope));
  return entry(below, 0, 0) * entry(network.inputs, 0, 0);
};

const elevenInputs = gradientFixture('eleven-lines').problem.inputs;
const elevenWeights = weightsOf('eleven-lines', 0);

const leakyAt = (id: string, point: number): number => activationAt(id, point, 'values');

/** The gradients that a fixture expects under other conventions; the n-th of them. */
const alternative = (id: string, n: number) =>
  gradientFixture(id).alternatives?.[n]?.exact.gradients.weights[0];

const { penalty, ...unpenalised } = gradientFixture('penalty-biases').problem;
const onWeightsOnly: MlpProblem = {
  ...unpenalised,
  penalty: { name: 'l2', lambda: penalty?.lambda ?? Number.NaN, biases: false },
};

/** λΩ added to the loss of each example: the costs of the examples one by one, summed. */
const penaltyPerExample = (): number => {
  const { problem } = gradientFixture('penalty-biases');
  return problem.inputs
    .map((input, n) => ({ ...problem, inputs: [input], targets: problem.targets.slice(n, n + 1) }))
    .reduce((sum, single) => sum + ours(single, ({ cost }) => cost), 0);
};

/** A central difference is exact for a polynomial of degree 2, and here every number is dyadic. */
const slopeOfPenalty = (factor: number): number => {
  const at = (w: number): number => factor * w * w;
  return (at(0.75) - at(0.25)) / 0.5;
};

const readings: Readings = {
  'five-scalings': {
    'Pasa, 1/(2cN)': () => fixtureWeight('scaling-pasa'),
    'Khalid, 1/2': () => fixtureWeight('khalid-2-2-2'),
    'Pasa, 1/(2N)': () => scaledWeight('pasa-single'),
    'Lee, norm, 1/R': () => fixtureWeight('scaling-lee'),
    'Srihari, 1/N': () => fixtureWeight('scaling-srihari'),
  },
  'length-or-square': {
    norm: () => expected('scaling-lee').cost,
    'squared error': () => expected('scaling-srihari').cost,
  },
  'two-meanings-of-a': {
    "σ' at the pre-activation": () => firstOf([expected('khalid-2-2-2').gradients.weights[0]]),
    "σ' at the activation": slopeAtActivation,
  },
  'rows-taken-for-columns': {
    'examples as rows': () => entry(multiply(elevenInputs, transpose(elevenWeights)), 0, 0),
    'rows taken for columns': () => entry(multiply(elevenWeights, elevenInputs), 0, 0),
  },
  'two-slopes': {
    'Sarkar, slope 0.1': () => leakyAt('activation-leaky-relu-sarkar', -2),
    'Khalid, slope 0.01': () => leakyAt('activation-leaky-relu-khalid', -2),
  },
  'rectifier-at-zero': {
    'derivative 1 at 0': () => Number(expected('xor-relu-zero').gradients.weights[0]?.[1]?.[0]),
    'derivative 0 at 0': () => Number(alternative('xor-relu-zero', 0)?.[1]?.[0]),
  },
  'penalty-on-biases': {
    'on weights and biases': () => firstOf([expected('penalty-biases').gradients.biases[0]]),
    'on weights only': () => ours(onWeightsOnly, ({ gradients }) => firstOf([gradients.biases[0]])),
  },
  'scale-of-the-penalty': {
    'of λw²': () => slopeOfPenalty(1 / 64),
    'of ½λw²': () => slopeOfPenalty(1 / 128),
  },
  'last-activation': {
    'identity, as line 776': () => entry(expected('sarkar-3-4-4-1').outputs, 0, 0),
    'sigmoid, as line 772': () => sigmoid(entry(expected('sarkar-3-4-4-1').outputs, 0, 0)),
  },
  'with-or-without-biases': {
    'with its bias': () => entry(expected('khalid-2-2-2').trace.preActivations[0] ?? [], 0, 0),
    without: () => 0.15 * 0.05 + 0.2 * 0.1,
  },
  'who-wins-a-tie': {
    'the first': () => firstOf([expected('maxout-tie').gradients.weights[0]]),
    'the last': () => firstOf([alternative('maxout-tie', 0)]),
    'both, by halves': () => firstOf([alternative('maxout-tie', 1)]),
  },
  'penalty-once-or-per-example': {
    once: () => expected('penalty-biases').cost,
    'per example': penaltyPerExample,
  },
};

test('every demonstration of what the documents say differently has its readings, and no readings are without one', () => {
  expect(demonstrated('several').map(({ demonstration }) => demonstration.name)).toEqual(
    Object.keys(readings),
  );
});

test.each(demonstrated('several'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});

test('ours answers under each of the five scalings what the fixture of that scaling expects', () => {
  const names = ['pasa', 'lee', 'srihari', 'khalid'];
  const fixtures = ['scaling-pasa', 'scaling-lee', 'scaling-srihari', 'khalid-2-2-2'];
  expect(names.map((name) => scaledWeight(name).toPrecision(12))).toEqual(
    fixtures.map((id) => fixtureWeight(id).toPrecision(12)),
  );
});
