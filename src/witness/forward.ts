/** The witness's own forward pass and cost, over any arithmetic. Nothing here differentiates. Layers count from 0. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Trace } from '../model/answer.ts';
import type { Activation, Matrix, MlpProblem } from '../model/problem.ts';
import { activate } from './activations.ts';
import { at } from './at.ts';
import { lossOf } from './losses.ts';
import { flatten, type LayerLayout, type Layout, layoutOf, lift } from './parameters.ts';
import { dot, largestIndex, total } from './sums.ts';

/** The cost, and all that was computed on the way to it. */
export interface ForwardPass<T> {
  /** The whole J, penalty included. */
  readonly cost: T;
  /** `[example][unit]` of the last layer. */
  readonly outputs: Matrix<T>;
  readonly trace: Trace<T>;
}

/** z of one piece and one example, `[unit]`: W a + b. */
const affine = <T>(
  parameters: readonly T[],
  layer: LayerLayout,
  piece: number,
  a: readonly T[],
  arithmetic: Arithmetic<T>,
): T[] =>
  Array.from({ length: layer.units }, (_, j) => {
    const row = piece * layer.units + j;
    const sum = dot(parameters, layer.weights + row * layer.inputs, a, arithmetic);
    return layer.biases === null ? sum : arithmetic.add(sum, at(parameters, layer.biases + row));
  });

const preActivation = <T>(
  parameters: readonly T[],
  layer: LayerLayout,
  a: readonly T[],
  arithmetic: Arithmetic<T>,
): readonly T[] => {
  const pieces = Array.from({ length: layer.pieces }, (_, piece) =>
    affine(parameters, layer, piece, a, arithmetic),
  );
  return at(pieces, 0).map((_, j) => {
    const values = pieces.map((piece) => at(piece, j));
    return at(values, largestIndex(values, arithmetic));
  });
};

interface LayerPass<T> {
  readonly z: readonly T[];
  readonly a: readonly T[];
}

const passOf = <T>(
  input: readonly T[],
  activations: readonly Activation[],
  layout: Layout,
  parameters: readonly T[],
  arithmetic: Arithmetic<T>,
): LayerPass<T>[] => {
  let a = input;
  return layout.layers.map((layer, l) => {
    const z = preActivation(parameters, layer, a, arithmetic);
    a = activate(at(activations, l), z, arithmetic);
    return { z, a };
  });
};

/** lambda times the sum of squares of the weights, and of the biases when the penalty says so. */
const penaltyOf = <T>(
  problem: MlpProblem,
  layout: Layout,
  parameters: readonly T[],
  arithmetic: Arithmetic<T>,
): T => {
  if (problem.penalty === undefined) return arithmetic.of(0);
  const squares = parameters
    .slice(0, penalisedCount(problem, layout))
    .map((parameter) => arithmetic.mul(parameter, parameter));
  return arithmetic.mul(arithmetic.of(problem.penalty.lambda), total(squares, arithmetic));
};

/** How many of the flat parameters, from the front, the penalty squares. */
export const penalisedCount = (problem: MlpProblem, layout: Layout): number => {
  if (problem.penalty === undefined) return 0;
  if (problem.penalty.biases) return layout.inputs;
  return layout.layers.reduce((sum, { pieces, units, inputs }) => sum + pieces * units * inputs, 0);
};

/**
 * J = scale * sum of losses + penalty, at `parameters` (flat, in the order of `layoutOf`) instead of
 * the problem's own numbers where they are given; targets and hyper-parameters are the problem's.
 */
export const forward = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  parameters: readonly T[] = lift(flatten(problem), arithmetic),
): ForwardPass<T> => {
  const layout = layoutOf(problem);
  const activations = problem.layers.map((layer) => layer.activation);
  const { inputs, components } = layout;
  const passes = problem.targets.map((_, example) => {
    const start = inputs + example * components;
    return passOf(parameters.slice(start, start + components), activations, layout, parameters, arithmetic);
  });
  const last = passes.map((layers) => at(layers, layers.length - 1));
  const losses = last.map(({ z, a }, example) =>
    lossOf(problem.loss.name, { z, a, target: lift(at(problem.targets, example), arithmetic) }, arithmetic),
  );
  const scaled = arithmetic.mul(arithmetic.of(problem.loss.scale), total(losses, arithmetic));
  const byLayer = (part: 'z' | 'a') =>
    problem.layers.map((_, l) => passes.map((layers) => at(layers, l)[part]));
  return {
    cost: arithmetic.add(scaled, penaltyOf(problem, layout, parameters, arithmetic)),
    outputs: last.map(({ a }) => a),
    trace: { preActivations: byLayer('z'), activations: byLayer('a') },
  };
};
