/**
 * The point that is differentiated at: z of every piece and a of every unit, with proven radii around
 * the float64 values. Layers count from 0.
 */

import type { Trace } from '../model/answer.ts';
import { type Activation, isMaxout, type MlpProblem, type Vector } from '../model/problem.ts';
import { at } from './at.ts';
import type { LayerLayout, Layout } from './parameters.ts';

/** One layer in one example: the exact value lies within the error of the value given. */
export interface LayerCentre {
  /** `[piece][unit]` */
  readonly z: readonly Vector[];
  readonly zError: readonly Vector[];
  /** `[unit]` */
  readonly a: Vector;
  readonly aError: Vector;
}

/** The unit roundoff of float64. */
export const u = 2 ** -53;
/** The relative error granted to exp, expm1, log and tanh: 8 u, four units in the last place. */
export const elementary = 8 * u;
/** What an operation may lose to underflow: the smallest normal number. */
export const smallest = 2 ** -1022;

/** W a + b and its error: |W| E + (n + 2) u (|W| (|a| + E) + |b|), n products in any order. */
const affineRow = (
  parameters: Vector,
  layer: LayerLayout,
  row: number,
  below: Pick<LayerCentre, 'a' | 'aError'>,
) => {
  const start = layer.weights + row * layer.inputs;
  const bias = layer.biases === null ? 0 : at(parameters, layer.biases + row);
  let sum = 0;
  let magnitude = Math.abs(bias);
  let carried = 0;
  for (let i = 0; i < layer.inputs; i += 1) {
    const weight = at(parameters, start + i);
    sum += weight * at(below.a, i);
    carried += Math.abs(weight) * at(below.aError, i);
    magnitude += Math.abs(weight) * (Math.abs(at(below.a, i)) + at(below.aError, i));
  }
  return { z: sum + bias, error: carried + (layer.inputs + 2) * (u * magnitude + smallest) };
};

/** |error of g(z)| from |error of z|: the largest slope times it, plus the roundings of g's own evaluation. */
const unitError = (activation: Activation, z: number, error: number, a: number): number => {
  const reach = Math.abs(a) + error;
  switch (activation.name) {
    case 'identity':
    case 'maxout':
    case 'relu':
      return error;
    case 'linear': {
      const { alpha, beta } = activation;
      const slope = Math.abs(alpha);
      return slope * error + 2 * u * (slope * (Math.abs(z) + error) + Math.abs(beta)) + smallest;
    }
    case 'sigmoid':
      return error / 4 + (elementary + 4 * u) * reach + smallest;
    case 'tanh':
      return error + elementary * reach + smallest;
    case 'leaky-relu':
      return Math.max(1, activation.alpha) * (error + 2 * u * (Math.abs(z) + error)) + smallest;
    case 'elu':
      return (
        Math.max(1, activation.alpha) * (error + (elementary + 2 * u) * (Math.abs(z) + error)) + smallest
      );
    case 'softmax':
      throw new TypeError('activation: expected one that acts unit by unit, got softmax');
  }
};

/** Each power is off by a factor e^(+-D), D = the errors of z and of two roundings more: p by e^(+-2D) and n + 2 u. */
const softmaxErrors = (z: Vector, zError: Vector, p: Vector): number[] => {
  const worst = Math.max(...zError);
  const range = Math.max(...z) - Math.min(...z);
  const exponent = 4 * worst + 2 * u * range + 2 * elementary + (z.length + 4) * u;
  return p.map((value) => Math.min(1, value * Math.expm1(exponent) + smallest));
};

const aErrors = (activation: Activation, z: Vector, zError: Vector, a: Vector): number[] =>
  activation.name === 'softmax'
    ? softmaxErrors(z, zError, a)
    : a.map((value, j) => unitError(activation, at(z, j), at(zError, j), value));

/** Over the pieces, unit by unit: the largest of one quantity. */
const largestByUnit = (pieces: readonly Vector[]): number[] =>
  at(pieces, 0).map((_, j) => Math.max(...pieces.map((piece) => at(piece, j))));

const layerCentre = (
  activation: Activation,
  layer: LayerLayout,
  parameters: Vector,
  below: Pick<LayerCentre, 'a' | 'aError'>,
  a: Vector,
): LayerCentre => {
  const rows = Array.from({ length: layer.pieces }, (_, piece) =>
    Array.from({ length: layer.units }, (_, j) =>
      affineRow(parameters, layer, piece * layer.units + j, below),
    ),
  );
  const z = rows.map((piece) => piece.map((row) => row.z));
  // Twice the error: the trace's z may come from another order of summation than this one.
  const zError = rows.map((piece) => piece.map((row) => 2 * row.error));
  return { z, zError, a, aError: aErrors(activation, largestByUnit(z), largestByUnit(zError), a) };
};

/** `[example][layer]`: the centre of a forward pass in float64 over the flat `parameters`. */
export const centreOf = (
  problem: MlpProblem,
  layout: Layout,
  parameters: Vector,
  trace: Trace,
): LayerCentre[][] =>
  problem.targets.map((_, example) => {
    const start = layout.inputs + example * layout.components;
    const x = parameters.slice(start, start + layout.components);
    let below: Pick<LayerCentre, 'a' | 'aError'> = { a: x, aError: x.map(() => 0) };
    return problem.layers.map((layer, l) => {
      const a = at(at(trace.activations, l), example);
      const centre = layerCentre(layer.activation, at(layout.layers, l), parameters, below, a);
      if (isMaxout(layer) && centre.z.length !== layer.activation.pieces)
        throw new RangeError(
          `layers[${l}].weights: expected ${layer.activation.pieces} pieces, got ${centre.z.length}`,
        );
      below = centre;
      return centre;
    });
  });
