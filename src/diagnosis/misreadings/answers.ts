/** The finished answer: signs, norms, clipping, and parts other than the parameters' derivatives. */

import { at } from '../../model/at.ts';
import { type Ball, type BallArithmetic, negative, type Row } from '../reading/ball.ts';
import { log, sqrt } from '../reading/functions.ts';
import { lossValue } from '../reading/losses.ts';
import type { Batch, LayerGradient, Made, Outcome, Prediction } from '../reading/reading.ts';
import { transposedIfSquare } from './layout.ts';
import type { Misreading } from './misreading.ts';

type Answers = NonNullable<Misreading['answers']>;

const answering = (id: string, answers: Answers, constant?: string): Misreading => ({
  id,
  ...(constant !== undefined && { constant }),
  answers,
});

const mapLayer = ({ weights, biases }: LayerGradient, change: (entry: Ball) => Ball): LayerGradient => ({
  weights: weights.map((matrix) => matrix.map((row) => row.map(change))),
  biases: biases === null ? null : biases.map((row) => row.map(change)),
});

const entriesOf = ({ weights, biases }: LayerGradient): Row => [
  ...weights.flat(2),
  ...(biases?.flat() ?? []),
];

const onGradients = (
  id: string,
  change: (gradients: readonly LayerGradient[], math: BallArithmetic) => readonly LayerGradient[],
  constant?: string,
): Misreading =>
  answering(
    id,
    (prediction, { math }) => ({ ...prediction, gradients: change(prediction.gradients, math) }),
    constant,
  );

const normOf = (math: BallArithmetic, entries: Row): Ball => sqrt(math, math.dot(entries, entries));

const clamp = (limit: number, { value, radius }: Ball): Ball => ({
  value: Math.min(limit, Math.max(-limit, value)),
  radius,
});

const limits = [0.1, 0.5, 1, 2, 5, 10];

/** Divided by its norm over the limit where the norm is larger; both, where rounding can decide. */
const clipped = (math: BallArithmetic, limit: number, entries: Row, entry: Ball, epsilon = 0): Ball => {
  const own = normOf(math, entries);
  const norm = epsilon === 0 ? own : math.add(own, math.exact(epsilon));
  if (norm.value + norm.radius <= limit) return entry;
  const divided = math.mul(entry, math.div(math.exact(limit), norm));
  return norm.value - norm.radius > limit ? divided : { ...entry, radius: Number.POSITIVE_INFINITY };
};

const inputsAs = (id: string, inputs: (prediction: Prediction, made: Made) => Batch): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, inputs: inputs(prediction, made) }));

const deltasAs = (id: string, change: (prediction: Prediction, made: Made) => readonly Batch[]): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, deltas: change(prediction, made) }));

const costAs = (id: string, cost: (prediction: Prediction, made: Made) => Ball): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, cost: cost(prediction, made) }));

/** J without the penalty. */
const dataShare = ({ cost }: Prediction, { math, problem, states }: Made): Ball => {
  const parameters = states.flatMap(({ weights, biases }) => [
    ...weights.flat(2),
    ...(problem.penalty?.biases === true ? (biases?.flat() ?? []) : []),
  ]);
  const penalty = math.mul(math.given(problem.penalty?.lambda ?? 0), math.dot(parameters, parameters));
  return math.sub(cost, penalty);
};

/** The data's share times a factor, and the penalty's times another. */
const costParts = (
  id: string,
  factors: (made: Made) => { readonly data: number; readonly penalty: number },
): Misreading =>
  costAs(id, (prediction, made) => {
    const { mul, add, sub, exact } = made.math;
    const data = dataShare(prediction, made);
    const { data: ofData, penalty } = factors(made);
    return add(mul(exact(ofData), data), mul(exact(penalty), sub(prediction.cost, data)));
  });

const unscaled = (batch: Batch, { math, problem }: Made): Batch =>
  batch.map((row) => row.map((entry) => math.div(entry, math.given(problem.loss.scale))));

const perExample = (factor: (count: number) => number, batch: Batch, { math, problem }: Made): Batch =>
  batch.map((row) => row.map((entry) => math.mul(math.exact(factor(problem.inputs.length)), entry)));

/** Shaped like what it would replace, else that. */
const fitting = (candidate: Batch, usual: Batch): Batch =>
  candidate[0]?.length === usual[0]?.length ? candidate : usual;

/** Another value of the loss, its derivative being right. */
const costs = (
  id: string,
  value: (math: BallArithmetic, outcome: Outcome, usual: Ball) => Ball,
): Misreading => ({
  id,
  steps: { lossValue: (math, outcome) => value(math, outcome, lossValue(math, outcome)) },
});

/** Every entry brought into [-limit, limit]. */
export const clippedTo = (limit: number): Misreading =>
  onGradients(
    'clipped',
    (gradients) => gradients.map((layer) => mapLayer(layer, (entry) => clamp(limit, entry))),
    String(limit),
  );

/** A tensor whose norm is above the limit, divided by so much that it is the limit. */
const tensorClipped = (
  math: BallArithmetic,
  limit: number,
  tensor: readonly (readonly Row[])[],
): readonly (readonly Row[])[] => {
  const entries = tensor.flat(2);
  return tensor.map((rows) => rows.map((row) => row.map((entry) => clipped(math, limit, entries, entry))));
};

/** PyTorch adds this to the norm before it divides. */
const epsilonOfNorm = 1e-6;

/** The norm of the whole gradient, of each layer's, or of each tensor brought to a limit. */
export const normClippedTo = (limit: number): readonly Misreading[] => [
  ...[0, epsilonOfNorm].map((epsilon) =>
    onGradients(
      'norm-clipped',
      (gradients, math) => {
        const entries = gradients.flatMap(entriesOf);
        return gradients.map((layer) =>
          mapLayer(layer, (entry) => clipped(math, limit, entries, entry, epsilon)),
        );
      },
      String(limit),
    ),
  ),
  onGradients(
    'norm-clipped-by-tensor',
    (gradients, math) =>
      gradients.map(({ weights, biases }) => ({
        weights: tensorClipped(math, limit, weights),
        biases: biases && at(tensorClipped(math, limit, [biases]), 0),
      })),
    String(limit),
  ),
];

/** What is done to finished gradients. */
export const finishMisreadings: readonly Misreading[] = [
  onGradients('step-for-gradient', (gradients) => gradients.map((layer) => mapLayer(layer, negative))),
  onGradients('normalised', (gradients, math) => {
    const norm = normOf(math, gradients.flatMap(entriesOf));
    return gradients.map((layer) => mapLayer(layer, (entry) => math.div(entry, norm)));
  }),
  onGradients('normalised-by-layer', (gradients, math) =>
    gradients.map((layer) => {
      const norm = normOf(math, entriesOf(layer));
      return mapLayer(layer, (entry) => math.div(entry, norm));
    }),
  ),
  ...limits.map(clippedTo),
  ...limits.flatMap(normClippedTo),
  onGradients('signs-only', (gradients) =>
    gradients.map((layer) =>
      mapLayer(layer, ({ value, radius }) => ({
        value: Math.sign(value),
        radius: Math.abs(value) > radius || value === 0 ? 0 : 2,
      })),
    ),
  ),
];

/** Inputs, deltas, outputs and cost; the derivatives of the parameters are right. */
export const partMisreadings: readonly Misreading[] = [
  inputsAs('inputs-first-delta', ({ inputs, deltas }) => fitting(at(deltas, 0), inputs)),
  inputsAs('inputs-of-first-example', ({ inputs }) => inputs.map(() => at(inputs, 0))),
  inputsAs('inputs-summed', ({ inputs }, { math }) =>
    inputs.map((row) => row.map((_, j) => math.sum(inputs.map((other) => at(other, j))))),
  ),
  inputsAs('inputs-unscaled', ({ inputs }, made) => unscaled(inputs, made)),
  inputsAs('inputs-averaged', ({ inputs }, made) => perExample((count) => 1 / count, inputs, made)),
  inputsAs('inputs-times-examples', ({ inputs }, made) => perExample((count) => count, inputs, made)),
  inputsAs('inputs-sign', ({ inputs }) => inputs.map((row) => row.map(negative))),
  inputsAs('inputs-zero', ({ inputs }, { math }) => inputs.map((row) => row.map(() => math.exact(0)))),
  inputsAs('input-gradients-transposed', ({ inputs }) => transposedIfSquare(inputs)),
  deltasAs('deltas-unscaled', ({ deltas }, made) => deltas.map((layer) => unscaled(layer, made))),
  deltasAs('deltas-averaged', ({ deltas }, made) =>
    deltas.map((layer) => perExample((n) => 1 / n, layer, made)),
  ),
  deltasAs('deltas-times-examples', ({ deltas }, made) =>
    deltas.map((layer) => perExample((n) => n, layer, made)),
  ),
  deltasAs('deltas-sign', ({ deltas }) => deltas.map((layer) => layer.map((row) => row.map(negative)))),
  deltasAs('deltas-at-activation', (_, { backward }) => backward.map(({ adjoints }) => adjoints)),
  answering('outputs-before-activation', (prediction, { states }) => ({
    ...prediction,
    outputs: at(states, -1).z,
  })),
  costParts('cost-without-penalty', () => ({ data: 1, penalty: 0 })),
  costParts('cost-penalty-halved', () => ({ data: 1, penalty: 1 / 2 })),
  costParts('cost-penalty-twice', () => ({ data: 1, penalty: 2 })),
  costParts('cost-penalty-per-example', ({ problem }) => ({ data: 1, penalty: problem.inputs.length })),
  costParts('cost-penalty-scaled', ({ problem }) => ({ data: 1, penalty: problem.loss.scale })),
  costParts('cost-without-scale', ({ problem }) => ({ data: 1 / problem.loss.scale, penalty: 1 })),
  costParts('cost-scale-twice', ({ problem }) => ({ data: problem.loss.scale, penalty: 1 })),
  costParts('cost-halved', () => ({ data: 1 / 2, penalty: 1 })),
  costParts('cost-halved', ({ problem }) => ({
    data: problem.loss.name === 'squared-error' ? 1 / 2 : 1,
    penalty: 1,
  })),
  costParts('cost-penalty-sign', () => ({ data: 1, penalty: -1 })),
  costs('cost-log-loss-half', (math, { a, t, loss }, usual) =>
    loss === 'log-loss' ? math.sum(a.map((y, k) => negative(math.mul(at(t, k), log(math, y))))) : usual,
  ),
  costs('cost-hinge-right-class', (math, { loss }, usual) =>
    loss === 'hinge' ? math.add(usual, math.exact(1)) : usual,
  ),
  costParts('cost-doubled', () => ({ data: 2, penalty: 1 })),
  costParts('cost-averaged', ({ problem }) => ({ data: 1 / problem.inputs.length, penalty: 1 })),
  costParts('cost-times-examples', ({ problem }) => ({ data: problem.inputs.length, penalty: 1 })),
  costParts('cost-sign', () => ({ data: -1, penalty: 1 })),
];
