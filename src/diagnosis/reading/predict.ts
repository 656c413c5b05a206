/** What a reading of backpropagation would answer to a problem. */

import type { Precision } from '../../bounds/precision.ts';
import { at } from '../../model/at.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { backward, dataCost, ledBack } from './backward.ts';
import { type Ball, ballArithmetic, type Row } from './ball.ts';
import { forward } from './forward.ts';
import type { LayerGradient, Made, Prediction, Scene, Steps } from './reading.ts';
import { documentedSteps } from './steps.ts';

/** Where a misreading departs from the documents; what it leaves out is as they have it. */
export interface Departure {
  /** The problem as it is read. */
  readonly reads?: (problem: MlpProblem) => MlpProblem;
  readonly steps?: Partial<Steps>;
  /** Derivatives of the data by layer, before the penalty is added. */
  readonly data?: (gradients: readonly LayerGradient[], made: Made) => readonly LayerGradient[];
  /** The finished answer; `problem` is the one that was asked. */
  readonly answers?: (prediction: Prediction, made: Made, problem: MlpProblem) => Prediction;
}

/** Two gradients of the same layer, number by number. */
const combine = (
  left: LayerGradient,
  right: LayerGradient,
  of: (left: Ball, right: Ball) => Ball,
): LayerGradient => {
  const rows = (some: readonly Row[], others: readonly Row[]): readonly Row[] =>
    some.map((row, i) => row.map((entry, j) => of(entry, at(at(others, i), j))));
  const { biases } = right;
  return {
    weights: left.weights.map((matrix, piece) => rows(matrix, at(right.weights, piece))),
    biases: left.biases && biases && rows(left.biases, biases),
  };
};

const penalised = ({ penalty }: { readonly penalty?: unknown }): boolean => penalty !== undefined;

const omega = ({ math, states, problem }: Scene): Ball => {
  const squares = states.flatMap(({ weights, biases }) => {
    const parameters = [
      ...weights.flat(2),
      ...(problem.penalty?.biases === true && biases !== null ? biases.flat() : []),
    ];
    return parameters.map((parameter) => math.mul(parameter, parameter));
  });
  return math.sum(squares);
};

/** J: the data's cost and, once, the penalty. */
const costOf = (scene: Scene, steps: Steps): Ball => {
  const { math, problem } = scene;
  const data = dataCost(scene, steps);
  if (problem.penalty === undefined) return data;
  return math.add(data, math.mul(math.given(problem.penalty.lambda), omega(scene)));
};

const totalOf = (
  scene: Scene,
  data: readonly LayerGradient[],
  { backward }: Made,
): readonly LayerGradient[] => {
  if (!penalised(scene.problem)) return data;
  const { add, rounded } = scene.math;
  return data.map((gradient, l) =>
    combine(gradient, at(backward, l).penalty, (left, right) => {
      const { value, radius } = add(left, right);
      return rounded(value, radius, 3);
    }),
  );
};

/** The answer of a subject that departs in this way and works in this precision. */
export const predict = (problem: MlpProblem, departure: Departure, precision: Precision): Prediction => {
  const read = departure.reads?.(problem) ?? problem;
  const steps = { ...documentedSteps, ...departure.steps };
  const math = ballArithmetic(precision, read.loss.scale);
  const scene = forward(math, read, steps);
  const made: Made = { ...scene, backward: backward(scene, steps) };
  const own = made.backward.map(({ data }) => data);
  const gradients = totalOf(scene, departure.data?.(own, made) ?? own, made);
  const prediction: Prediction = {
    cost: costOf(scene, steps),
    outputs: at(scene.states, -1).a,
    deltas: made.backward.map(({ deltas }) => deltas),
    gradients,
    inputs: ledBack(scene, steps, -1, at(made.backward, 0)),
  };
  return departure.answers?.(prediction, made, problem) ?? prediction;
};
