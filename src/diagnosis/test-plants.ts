/** Mistakes planted in plain backpropagation, each under the id that a diagnosis must give it. */

import type { SubjectAnswer } from '../model/answer.ts';
import type { Activation, DenseLayer, LossName, Matrix, MlpProblem, Vector } from '../model/problem.ts';
import { type Plant, plainAnswer, type Round, slopeOf, type Unit, value } from './test-plain.ts';

/** An answer with a mistake in it. */
export interface Planted {
  readonly id: string;
  readonly answer: (problem: MlpProblem, round: Round) => SubjectAnswer;
}

const plant = (id: string, own: Plant): Planted => ({
  id,
  answer: (problem, round) => plainAnswer(problem, own, round),
});

const reading = (id: string, read: (problem: MlpProblem) => MlpProblem): Planted => ({
  id,
  answer: (problem, round) => plainAnswer(read(problem), {}, round),
});

type Layers = readonly { readonly weights: Matrix; readonly biases: Vector | null }[];

const finishing = (id: string, finish: (layers: Layers, problem: MlpProblem) => Layers): Planted => ({
  id,
  answer: (problem, round) => {
    const { gradients } = plainAnswer(problem, {}, round);
    const layers = gradients.weights.map((weights, l) => ({
      weights: weights as Matrix,
      biases: (gradients.biases[l] ?? null) as Vector | null,
    }));
    const finished = finish(layers, problem);
    const rounded = (row: Vector): Vector => row.map(round);
    return {
      gradients: {
        weights: finished.map(({ weights }) => weights.map(rounded)),
        biases: finished.map(({ biases }) => biases && rounded(biases)),
        ...(gradients.inputs && { inputs: gradients.inputs }),
      },
    };
  },
});

const each = (id: string, change: (entry: number) => number): Planted =>
  finishing(id, (layers) =>
    layers.map(({ weights, biases }) => ({
      weights: weights.map((row) => row.map(change)),
      biases: biases === null ? null : biases.map(change),
    })),
  );

const onBiases = (
  id: string,
  change: (biases: Vector, weights: Matrix, problem: MlpProblem) => Vector,
): Planted =>
  finishing(id, (layers, problem) =>
    layers.map(({ weights, biases }) => ({ weights, biases: biases && change(biases, weights, problem) })),
  );

const inputsAs = (id: string, change: (inputs: Matrix, problem: MlpProblem) => Matrix): Planted => ({
  id,
  answer: (problem, round) => {
    const { gradients } = plainAnswer(problem, {}, round);
    return {
      gradients: {
        ...gradients,
        inputs: change(gradients.inputs ?? [], problem).map((row) => row.map(round)),
      },
    };
  },
});

const scaled = (id: string, scale: (problem: MlpProblem) => number): Planted =>
  reading(id, (problem) => ({ ...problem, loss: { ...problem.loss, scale: scale(problem) } }));

const outputs = ({ targets }: MlpProblem): number => (targets[0] ?? []).length;
const examples = ({ inputs }: MlpProblem): number => inputs.length;

const transposed = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j] as number));

const ifSquare = (matrix: Matrix): Matrix =>
  matrix.every((row) => row.length === matrix.length) ? transposed(matrix) : matrix;

/** Written column by column, read row by row. */
const byColumns = (matrix: Matrix): Matrix => {
  const flat = transposed(matrix).flat();
  const width = (matrix[0] ?? []).length;
  return matrix.map((_, i) => flat.slice(i * width, (i + 1) * width));
};

const slope = (id: string, of: (unit: Unit) => number): Planted => plant(id, { slope: of });

const named = (id: string, name: string, of: (unit: Unit) => number): Planted =>
  slope(id, (unit) => (unit.name === name ? of(unit) : unit.slope));

const below = (id: string, name: string, of: (unit: Unit) => number): Planted =>
  named(id, name, (unit) => (unit.z > 0 ? 1 : of(unit)));

const atA = ({ name, a, alpha, beta }: Unit): number => slopeOf(name, a, value(name, a, alpha, beta), alpha);

/** g'(z), whatever the unit's activation is. */
const ofZ = ({ name, z, alpha, beta }: Unit): number => slopeOf(name, z, value(name, z, alpha, beta), alpha);

const logistic = (a: number): number => a * (1 - a);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

const start = (id: string, loss: string, of: NonNullable<Plant['start']>): Planted =>
  plant(id, {
    start: (problem, y, t, right) => (problem.loss.name === loss ? of(problem, y, t, right) : right),
  });

const norm = (entries: Vector): number => Math.sqrt(entries.reduce((sum, x) => sum + x * x, 0));
const flat = (layers: Layers): Vector =>
  layers.flatMap(({ weights, biases }) => [...weights.flat(), ...(biases ?? [])]);

const penalty = (id: string, of: NonNullable<Plant['penalty']>): Planted => plant(id, { penalty: of });

const sumOf = (row: Vector): number => row.reduce((sum, x) => sum + x, 0);

const mapLayers = (id: string, change: (weights: Matrix) => Matrix): Planted =>
  finishing(id, (layers) => layers.map(({ weights, biases }) => ({ weights: change(weights), biases })));

const targetsOf = (id: string, losses: readonly LossName[], change: (target: Vector) => Vector): Planted =>
  reading(id, (problem) =>
    losses.includes(problem.loss.name) ? { ...problem, targets: problem.targets.map(change) } : problem,
  );

/** Layers with other activations; undefined: as it is. */
const activationsOf = (
  id: string,
  other: (
    activations: readonly Activation[],
    l: number,
    first: Activation | undefined,
  ) => Activation | undefined,
): Planted =>
  reading(id, (problem) => {
    const activations = problem.layers.map(({ activation }) => activation);
    const layers = problem.layers.map((layer, l) => ({
      ...layer,
      activation: other(activations, l, activations[0]) ?? layer.activation,
    }));
    return { ...problem, layers: layers as MlpProblem['layers'] };
  });

/** A layer whose gradient is never computed; that of the penalty is. */
const withoutLayer = (id: string, isMeant: (l: number, count: number) => boolean): Planted => ({
  id,
  answer: (problem, round) => {
    const { weights, biases } = plainAnswer(problem, {}, round).gradients;
    const nothing = { ...problem, loss: { ...problem.loss, scale: 0 } };
    const { gradients: terms } = plainAnswer(nothing, {}, round);
    const { length } = problem.layers;
    return {
      gradients: {
        weights: weights.map((one, l) => (isMeant(l, length) ? (terms.weights[l] ?? one) : one)),
        biases: biases.map((one, l) => (isMeant(l, length) ? (terms.biases[l] ?? one) : one)),
      },
    };
  },
});

const penaltyOfNorm: Planted = {
  id: 'penalty-of-norm',
  answer: (problem, round) =>
    plainAnswer(
      problem,
      {
        penalty: (w, lambda, right, { l, bias }) => {
          const { weights, biases } = problem.layers[l] as DenseLayer;
          return right === 0 ? 0 : (lambda * w) / norm(bias ? (biases ?? []) : weights.flat());
        },
      },
      round,
    ),
};

/** In the order of the catalogue. */
export const planted: readonly Planted[] = [
  scaled('scale-missing', () => 1),
  scaled('scale-twice', ({ loss }) => loss.scale ** 2),
  scaled('scale-mean', (problem) => 1 / examples(problem)),
  scaled('scale-half', () => 0.5),
  scaled('scale-half-mean', (problem) => 0.5 / examples(problem)),
  scaled('scale-mean-outputs', (problem) => 1 / (examples(problem) * outputs(problem))),
  scaled('divided-by-examples', (problem) => problem.loss.scale / examples(problem)),
  scaled('divided-by-outputs', (problem) => problem.loss.scale / outputs(problem)),
  scaled(
    'divided-by-examples-and-outputs',
    (problem) => problem.loss.scale / outputs(problem) / examples(problem),
  ),
  scaled('times-examples', (problem) => problem.loss.scale * examples(problem)),
  scaled('times-outputs', (problem) => problem.loss.scale * outputs(problem)),
  start('two-missing', 'squared-error', (_, __, ___, right) => right.map((c) => c / 2)),
  start('two-twice', 'squared-error', (_, __, ___, right) => right.map((c) => c * 2)),
  plant('target-minus-output', { start: (_, __, ___, right) => right.map((c) => -c) }),
  start('norm-for-square', 'squared-error', (_, y, t) => {
    const c = y.map((x, k) => x - (t[k] as number));
    return c.map((x) => x / norm(c));
  }),
  start('norm-without-division', 'norm', (_, y, t) => y.map((x, k) => x - (t[k] as number))),
  start('absolute-for-norm', 'norm', (_, y, t) => y.map((x, k) => Math.sign(x - (t[k] as number)))),
  start('square-for-norm', 'norm', (_, y, t) => y.map((x, k) => 2 * (x - (t[k] as number)))),
  start('log-loss-slope-again', 'log-loss', (_, y, __, right) =>
    right.map((c, k) => c * logistic(y[k] as number)),
  ),
  start('cross-entropy-target-sum', 'cross-entropy', (_, y, t) => y.map((x, k) => x - (t[k] as number))),
  start('logits-as-probabilities', 'cross-entropy-logits', (_, y, t) =>
    y.map((x, k) => x - (t[k] as number)),
  ),
  start('hinge-right-once', 'hinge', (_, __, t, right) => right.map((c, k) => (t[k] === 1 ? -1 : c))),
  start('hinge-right-none', 'hinge', (_, __, t, right) => right.map((c, k) => (t[k] === 1 ? 0 : c))),
  plant('first-output-only', { start: (_, __, ___, right) => right.map((c, k) => (k === 0 ? c : 0)) }),
  slope('hidden-slope-left-out', (unit) => (unit.last ? unit.slope : 1)),
  slope('output-slope-left-out', (unit) => (unit.last ? 1 : unit.slope)),
  slope('slopes-left-out', () => 1),
  slope('slope-at-activation', atA),
  slope('hidden-slope-at-activation', (unit) => (unit.last ? unit.slope : atA(unit))),
  slope('slope-twice', (unit) => unit.slope ** 2),
  slope('hidden-slope-twice', (unit) => (unit.last ? unit.slope : unit.slope ** 2)),
  slope('output-slope-twice', (unit) => (unit.last ? unit.slope ** 2 : unit.slope)),
  slope('slope-is-value', ({ a }) => a),
  slope('slope-is-z', ({ z }) => z),
  slope('sigmoid-slope-everywhere', ({ a }) => logistic(a)),
  slope('sigmoid-slope-everywhere', ({ last, slope: own, z }) => (last ? own : logistic(sigmoid(z)))),
  slope('tanh-slope-everywhere', ({ a }) => 1 - a * a),
  slope('tanh-slope-everywhere', ({ last, slope: own, z }) => (last ? own : 1 - Math.tanh(z) ** 2)),
  slope('relu-slope-everywhere', ({ z }) => (z > 0 ? 1 : 0)),
  slope('relu-slope-everywhere', ({ last, slope: own, z }) => (last ? own : z > 0 ? 1 : 0)),
  named('sigmoid-slope-of-z', 'sigmoid', ({ z }) => logistic(z)),
  named('sigmoid-slope-at-activation', 'sigmoid', atA),
  named('sigmoid-slope-is-value', 'sigmoid', ({ a }) => a),
  named('sigmoid-slope-of-tanh', 'sigmoid', ({ a }) => 1 - a * a),
  named('tanh-slope-of-z', 'tanh', ({ z }) => 1 - z * z),
  named('tanh-slope-square-missing', 'tanh', ({ a }) => 1 - a),
  named('tanh-slope-of-sigmoid', 'tanh', ({ a }) => logistic(a)),
  named('tanh-slope-sign', 'tanh', ({ a }) => 1 + a * a),
  named('relu-mask-of-delta', 'relu', ({ v }) => (v > 0 ? 1 : 0)),
  named('relu-slope-is-value', 'relu', ({ a }) => a),
  named('relu-mask-left-out', 'relu', () => 1),
  below('relu-slope-leaks', 'relu', () => 0.01),
  below('leaky-slope-none', 'leaky-relu', () => 0),
  below('leaky-slope-negative', 'leaky-relu', ({ alpha }) => -alpha),
  below('leaky-slope-fixed', 'leaky-relu', () => 0.2),
  below('elu-slope-without-alpha-added', 'elu', ({ a }) => a),
  below('elu-slope-plus-one', 'elu', ({ a }) => a + 1),
  below('elu-slope-without-factor', 'elu', ({ z }) => Math.exp(z)),
  named('linear-slope-one', 'linear', () => 1),
  named('identity-slope-of-sigmoid', 'identity', ({ z }) => logistic(1 / (1 + Math.exp(-z)))),
  plant('softmax-diagonal', { jacobian: (p, v) => p.map((x, k) => logistic(x) * (v[k] as number)) }),
  plant('softmax-sum-constant', { jacobian: (p, v) => p.map((x, k) => x * (v[k] as number)) }),
  plant('softmax-left-out', { jacobian: (_, v) => v }),
  plant('weights-not-transposed', {
    back: ({ weights, delta, right }) =>
      weights.every((row) => row.length === weights.length)
        ? weights.map((row) => sumOf(row.map((w, j) => w * (delta[j] as number))))
        : right,
  }),
  plant('first-path-only', {
    back: ({ weights, delta, right }) =>
      right.map((_, j) => (weights[0]?.[j] as number) * (delta[0] as number)),
  }),
  plant('last-path-only', {
    back: ({ weights, delta, right }) =>
      right.map((_, j) => (weights.at(-1)?.[j] as number) * (delta.at(-1) as number)),
  }),
  plant('paths-averaged', { back: ({ delta, right }) => right.map((x) => x / delta.length) }),
  plant('adjoint-led-back', {
    back: ({ weights, adjoint, right }) =>
      right.map((_, j) => sumOf(weights.map((row, i) => (row[j] as number) * (adjoint[i] as number)))),
  }),
  plant('stops-at-last-layer', { back: ({ right }) => right.map(() => 0) }),
  ...[0.1, 0.15, 0.5, 1, 3].map((rate) =>
    plant('updated-weights', {
      back: ({ weights, delta, gradient, right }) =>
        right.map((_, j) =>
          sumOf(
            weights.map(
              (row, i) => ((row[j] as number) - rate * (gradient[i]?.[j] as number)) * (delta[i] as number),
            ),
          ),
        ),
    }),
  ),
  plant('updated-weights', {
    back: ({ weights, delta, fed, right }) =>
      right.map((_, j) =>
        sumOf(
          weights.map((row, i) => {
            const d = delta[i] as number;
            return ((row[j] as number) - 0.2 * d * (fed[j] as number)) * d;
          }),
        ),
      ),
  }),
  plant('bias-led-back', {
    back: ({ weights, biases, delta, right }) =>
      biases === null
        ? right
        : right.map((_, j) =>
            sumOf(weights.map((row, i) => ([...row, biases[i]][j + 1] as number) * (delta[i] as number))),
          ),
  }),
  plant('divided-by-examples-at-every-layer', {
    back: ({ right, examples: count }) => right.map((x) => x / count),
  }),
  plant('loss-left-out', { start: (_, y) => y.map(() => 1) }),
  plant('pre-activation-for-activation', {
    factors: (batches, l, zs) => (l === 0 ? batches[0] : zs[l - 1]) ?? [],
  }),
  plant('activation-left-out', {
    factors: (batches, l) => (batches[l] ?? []).map((row) => row.map(() => 1)),
  }),
  plant('activations-of-last-example', {
    factors: (batches, l) => (batches[l] ?? []).map(() => batches[l]?.at(-1) ?? []),
  }),
  plant('activations-of-previous-example', {
    factors: (batches, l) => (batches[l] ?? []).map((_, e) => batches[l]?.at(e - 1) ?? []),
  }),
  plant('last-activation-left-out', { value: ({ last, z }) => (last ? z : undefined), slope: ofZ }),
  plant('dropout-scale-forward', {
    value: ({ last, z, right }) => (last ? undefined : 2 * right(z)),
    slope: ofZ,
  }),
  plant('pre-activation-passed-on', { value: ({ last, z }) => (last ? undefined : z), slope: ofZ }),
  onBiases('biases-zero', (biases) => biases.map(() => 0)),
  onBiases('biases-averaged', (biases, _, problem) => biases.map((b) => b / examples(problem))),
  onBiases('biases-times-examples', (biases, _, problem) => biases.map((b) => b * examples(problem))),
  onBiases('biases-summed-over-units', (biases) => biases.map(() => sumOf(biases))),
  onBiases('biases-one-off', (biases) => biases.map((_, i) => biases[(i + 1) % biases.length] as number)),
  onBiases('biases-reversed', (biases) => biases.toReversed()),
  onBiases('biases-sign', (biases) => biases.map((b) => -b)),
  onBiases('biases-times-activation', (_, weights) => weights.map((row) => row[0] as number)),
  finishing('weights-averaged', (layers, problem) =>
    layers.map(({ weights, biases }) => ({
      weights: weights.map((row) => row.map((w) => w / examples(problem))),
      biases,
    })),
  ),
  mapLayers('gradient-transposed', ifSquare),
  mapLayers('gradient-column-major', byColumns),
  mapLayers('gradient-rows-reversed', (weights) => weights.toReversed()),
  penalty('penalty-left-out', () => 0),
  penalty('penalty-halved', (_, __, right) => right / 2),
  penalty('penalty-doubled', (_, __, right) => right * 2),
  penalty('penalty-sign', (_, __, right) => -right),
  penalty('penalty-per-example', (_, __, right, place) => right * place.examples),
  penalty('penalty-per-example', (_, __, right, { bias, examples: n }) => (bias ? right : right * n)),
  penalty('penalty-averaged', (_, __, right, place) => right / place.examples),
  penalty('penalty-on-biases', (w, lambda) => 2 * lambda * w),
  penalty('penalty-not-on-biases', (_, __, right, { bias }) => (bias ? 0 : right)),
  penalty('penalty-absolute', (w, lambda, right) => (right === 0 ? 0 : lambda * Math.sign(w))),
  penaltyOfNorm,
  penalty('penalty-not-in-first-layer', (_, __, right, { l }) => (l === 0 ? 0 : right)),
  penalty('penalty-in-last-layer-only', (_, __, right, { last }) => (last ? right : 0)),
  reading('weights-transposed', (problem) => ({
    ...problem,
    layers: problem.layers.map((layer) =>
      layer.activation.name === 'maxout' ? layer : { ...layer, weights: ifSquare(layer.weights as Matrix) },
    ) as MlpProblem['layers'],
  })),
  reading('targets-of-first', (problem) => ({
    ...problem,
    targets: problem.targets.map(() => problem.targets[0] ?? []),
  })),
  reading('targets-of-last', (problem) => ({
    ...problem,
    targets: problem.targets.map(() => problem.targets.at(-1) ?? []),
  })),
  targetsOf('targets-as-one-class', ['cross-entropy', 'cross-entropy-logits'], (t) =>
    t.map((_, k) => (k === t.indexOf(Math.max(...t)) ? 1 : 0)),
  ),
  targetsOf('classes-one-off', ['cross-entropy'], (t) => [...t.slice(1), ...t.slice(0, 1)]),
  targetsOf('classes-one-off', ['hinge'], (t) => [...t.slice(-1), ...t.slice(0, -1)]),
  targetsOf('classes-reversed', ['cross-entropy-logits'], (t) => t.toReversed()),
  activationsOf('first-activation-everywhere', (_, __, first) => first),
  activationsOf('first-activation-everywhere', (activations, l, first) =>
    l === activations.length - 1 ? undefined : first,
  ),
  activationsOf('activation-of-next-layer', (activations, l) => activations[l + 1]),
  activationsOf('activation-of-layer-below', (activations, l) => activations[l - 1]),
  activationsOf('last-activation-left-out', (activations, l) =>
    l === activations.length - 1 && activations[l]?.name !== 'softmax' ? { name: 'identity' } : undefined,
  ),
  reading('biases-left-out', (problem) => ({
    ...problem,
    layers: problem.layers.map((layer) => ({
      ...layer,
      biases: layer.biases?.map(() => 0) ?? null,
    })) as MlpProblem['layers'],
  })),
  reading('problem-integers', (problem) => ({
    ...problem,
    inputs: problem.inputs.map((row) => row.map(Math.trunc)),
  })),
  reading('problem-integers', (problem) => ({
    ...problem,
    layers: problem.layers.map((layer) => ({
      ...layer,
      weights: (layer.weights as Matrix).map((row) => row.map(Math.floor)),
    })) as MlpProblem['layers'],
  })),
  withoutLayer('first-layer-left-out', (l) => l === 0),
  withoutLayer('last-layer-left-out', (l, count) => l === count - 1),
  each('all-zero', () => 0),
  finishing('weights-zero', (layers) =>
    layers.map(({ weights, biases }) => ({ weights: weights.map((row) => row.map(() => 0)), biases })),
  ),
  each('step-for-gradient', (x) => -x),
  finishing('normalised', (layers) => {
    const length = norm(flat(layers));
    return layers.map(({ weights, biases }) => ({
      weights: weights.map((row) => row.map((x) => x / length)),
      biases: biases === null ? null : biases.map((x) => x / length),
    }));
  }),
  ...[1, 5].map((limit) => each('clipped', (x) => Math.max(-limit, Math.min(limit, x)))),
  inputsAs('inputs-sign', (inputs) => inputs.map((row) => row.map((x) => -x))),
  inputsAs('inputs-unscaled', (inputs, { loss }) => inputs.map((row) => row.map((x) => x / loss.scale))),
  inputsAs('inputs-averaged', (inputs, problem) =>
    inputs.map((row) => row.map((x) => x / examples(problem))),
  ),
  inputsAs('inputs-zero', (inputs) => inputs.map((row) => row.map(() => 0))),
  inputsAs('inputs-of-first-example', (inputs) => inputs.map(() => inputs[0] ?? [])),
];
