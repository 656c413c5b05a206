/** Bounds of dJ/dW and dJ/db: sums over examples, the scale and the penalty; section 9 of spec/bounds.md. */

import type { Gradients, LayerBiases, LayerWeights } from '../model/answer.ts';
import { isMaxout, type Layer, type Matrix, type Vector } from '../model/problem.ts';
import { at } from './at.ts';
import type { Bound } from './bound.ts';
import { choiceError } from './choice.ts';
import { reach, reaches } from './enclosure.ts';
import type { ExampleErrors } from './example-errors.ts';
import { derived, late } from './finish.ts';
import type { Piece } from './layers.ts';
import { addProducts } from './loops.ts';
import type { Setting } from './setting.ts';

/** A layer (from 0) and one of its pieces. */
interface Place {
  readonly layer: number;
  readonly piece: number;
}

/** A delta as a factor of a product. */
interface DeltaFactor {
  /** What multiplies |a|. */
  readonly error: number;
  /** What multiplies the error of a. */
  readonly magnitude: number;
}

/** `[unit]`; null where every correct subject leads nothing through this piece. */
const deltaFactors = (
  { forward, backward, slack }: ExampleErrors,
  { layer, piece }: Place,
  { exampleSum: sum, rounding }: Setting,
): readonly (DeltaFactor | null)[] => {
  const { crossing } = at(forward, layer);
  const { values, errors } = at(backward.deltas, layer);
  return values.map((delta, unit) => {
    const most = reach(delta, at(errors, unit), slack);
    const factor = { error: at(errors, unit) + sum * most, magnitude: Math.abs(delta) };
    if (crossing.kind !== 'maxout') return factor;
    const shares = at(crossing.shares, unit);
    if (shares !== null && at(crossing.rivals, unit).includes(piece)) {
      const share = at(shares, piece);
      const extra =
        (choiceError(share, rounding, at(crossing.away, unit)) + rounding.chain(1) * share) * (1 + sum);
      return {
        error: share * factor.error + extra * most + rounding.smallest,
        magnitude: share * factor.magnitude,
      };
    }
    if (at(crossing.rivals, unit).includes(piece)) return { ...factor, error: factor.error + most };
    return at(crossing.winners, unit) === piece ? factor : null;
  });
};

/** The summed errors of one unit's derivatives. */
interface UnitSums {
  readonly weights: Float64Array;
  bias: number;
}

/** Sums over the examples, neither scaled nor penalised. */
const summedErrors = (
  examples: readonly ExampleErrors[],
  place: Place,
  { weights }: Piece,
  setting: Setting,
): readonly UnitSums[] => {
  const sums = weights.map((row) => ({ weights: new Float64Array(row.length), bias: 0 }));
  for (const example of examples) {
    const { inputs } = at(example.forward, place.layer);
    const activations = reaches(inputs, example.slack);
    deltaFactors(example, place, setting).forEach((factor, unit) => {
      if (factor === null) return;
      const into = at(sums, unit);
      addProducts(into.weights, factor.error, activations, factor.magnitude, inputs.errors);
      into.bias += factor.error;
    });
  }
  return sums;
};

/** A penalised parameter: its value, the error of storing it, and its derivative in the reference. */
interface Penalised {
  readonly value: number;
  readonly stored: number;
  readonly derivative: number;
}

const dataError = (summed: number, { problem, scaling }: Setting): number =>
  late(summed + (problem.inputs.length + 2) * scaling.smallest, scaling);

const overflows = (error: number, { scaling, exampleSum, rounding }: Setting): boolean =>
  !(scaling.unscaled(error / exampleSum) <= rounding.largest);

/** The bound of a derivative from its summed error. */
const plainBound = (summed: number, setting: Setting): Bound => {
  const error = dataError(summed, setting);
  return derived(overflows(error, setting) ? Number.POSITIVE_INFINITY : error);
};

/** The same with 2 lambda times the parameter added, at the end or among the examples. */
const penalisedBound = (
  summed: number,
  { value, stored, derivative }: Penalised,
  setting: Setting,
): Bound => {
  const { rounding, scaling, exampleSum, lambda } = setting;
  const data = dataError(summed, setting);
  if (overflows(data, setting)) return derived(Number.POSITIVE_INFINITY);
  const lambdaError = rounding.represent(lambda) / lambda;
  const relative = lambdaError + (rounding.chain(6) + exampleSum) * (1 + lambdaError);
  const own = 2 * lambda * (Math.abs(value) * relative + stored * (1 + relative)) + 2 * scaling.smallest;
  return derived(data + own + rounding.chain(1) * (Math.abs(derivative) + data + own));
};

const matricesOf = (layer: Layer, weights: LayerWeights): readonly Matrix[] =>
  isMaxout(layer) ? (weights as readonly Matrix[]) : [weights as Matrix];

const vectorsOf = (layer: Layer, biases: Exclude<LayerBiases, null>): Matrix =>
  isMaxout(layer) ? (biases as Matrix) : [biases as Vector];

const weightBounds = (
  setting: Setting,
  sums: readonly UnitSums[],
  derivatives: Matrix,
  { layer, piece }: Place,
): Matrix<Bound> => {
  const { pieces, weightError, flushed } = at(setting.layers, layer);
  const parameters = at(pieces, piece).weights;
  return sums.map(({ weights }, unit) => {
    const bounds: Bound[] = [];
    if (setting.lambda === 0) {
      for (const summed of weights) bounds.push(plainBound(summed, setting));
      return bounds;
    }
    const row = at(derivatives, unit);
    at(parameters, unit).forEach((value, input) => {
      const stored = weightError * Math.abs(value) + flushed;
      const parameter = { value, stored, derivative: at(row, input) };
      bounds.push(penalisedBound(at(weights, input), parameter, setting));
    });
    return bounds;
  });
};

const biasBounds = (
  setting: Setting,
  sums: readonly UnitSums[],
  derivatives: Vector,
  { layer, piece }: Place,
): Vector<Bound> => {
  const penalised = setting.lambda > 0 && setting.problem.penalty?.biases === true;
  return at(at(setting.layers, layer).pieces, piece).biases.map((value, unit) => {
    const summed = at(sums, unit).bias;
    if (!penalised) return plainBound(summed, setting);
    const stored = setting.rounding.represent(value);
    return penalisedBound(summed, { value, stored, derivative: at(derivatives, unit) }, setting);
  });
};

/** The bounds of one layer's gradients, shaped like its parameters. */
export const parameterBounds = (
  setting: Setting,
  examples: readonly ExampleErrors[],
  gradients: Gradients,
  index: number,
): { readonly weights: LayerWeights<Bound>; readonly biases: LayerBiases<Bound> } => {
  const layer = at(setting.problem.layers, index);
  const weights = matricesOf(layer, at(gradients.weights, index));
  const found = at(gradients.biases, index);
  const biases = found === null ? null : vectorsOf(layer, found);
  const bounds = at(setting.layers, index).pieces.map((parameters, piece) => {
    const place = { layer: index, piece };
    const sums = summedErrors(examples, place, parameters, setting);
    return {
      weights: weightBounds(setting, sums, at(weights, piece), place),
      biases: biases === null ? [] : biasBounds(setting, sums, at(biases, piece), place),
    };
  });
  const [matrices, vectors] = [bounds.map((piece) => piece.weights), bounds.map((piece) => piece.biases)];
  if (isMaxout(layer)) return { weights: matrices, biases: biases === null ? null : vectors };
  return { weights: at(matrices, 0), biases: biases === null ? null : at(vectors, 0) };
};
