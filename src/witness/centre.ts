/**
 * The point that is differentiated at: z of every piece and a of every unit, with proven radii around
 * the float64 values. Layers count from 0.
 */

import type { Trace } from '../model/answer.ts';
import { type Activation, isMaxout, type MlpProblem, type Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { sigmoidSuprema } from './majorant/suprema.ts';
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
/** exp, expm1, log and tanh are granted a relative error of 8 u: four units in the last place. */
export const elementaryUlps = 8;
/** What an operation may lose to underflow: the smallest normal number. */
export const smallest = 2 ** -1022;

/** W a + b and its error: |W| E + (n + 1) u (|W| (|a| + E) + |b|), n products in any order. */
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
  return { z: sum + bias, error: carried + (layer.inputs + 1) * (u * magnitude + smallest) };
};

/** sup |g'| over |z| away from 0 by `nearest` at least, for a sigmoid: e^-z / (1 + e^-z)^2. */
const sigmoidSlope = (nearest: number): number => at(sigmoidSuprema(1, nearest), 1);

/**
 * The largest slope of g within twice the error of z, and how many u of |a| evaluating g costs. Both
 * the exact z and the one that a was computed from are within the error, so the slope holds between them.
 */
const slopeAndRoundings = (
  activation: Activation,
  z: number,
  error: number,
): { readonly slope: number; readonly roundings: number } => {
  const nearest = Math.max(Math.abs(z) - 2 * error, 0);
  const sign = nearest === 0 ? 0 : Math.sign(z);
  switch (activation.name) {
    case 'identity':
    case 'maxout':
      return { slope: 1, roundings: 0 };
    case 'relu':
      return { slope: sign < 0 ? 0 : 1, roundings: 0 };
    case 'linear':
      return { slope: Math.abs(activation.alpha), roundings: 1 };
    case 'sigmoid':
      return { slope: sigmoidSlope(nearest), roundings: elementaryUlps + 4 };
    case 'tanh':
      return { slope: 4 * sigmoidSlope(2 * nearest), roundings: elementaryUlps };
    case 'leaky-relu': {
      const { alpha } = activation;
      return sign > 0
        ? { slope: 1, roundings: 0 }
        : { slope: sign < 0 ? alpha : Math.max(1, alpha), roundings: 1 };
    }
    case 'elu': {
      if (sign > 0) return { slope: 1, roundings: 0 };
      const below = activation.alpha * Math.exp(-nearest);
      return { slope: sign < 0 ? below : Math.max(1, below), roundings: elementaryUlps + 1 };
    }
    case 'softmax':
      throw new TypeError('activation: expected one that acts unit by unit, got softmax');
  }
};

/** |computed a - g(exact z)|; a straight line rounds its product, which may be larger than its sum. */
const unitError = (activation: Activation, z: number, error: number, a: number): number => {
  const { slope, roundings } = slopeAndRoundings(activation, z, error);
  const carried = slope * error;
  const product = activation.name === 'linear' ? slope * (Math.abs(z) + error) : 0;
  return carried + roundings * (u * (Math.abs(a) + carried + product) + smallest);
};

/** How far ln sum e^z moves, at most, when each z moves by no more than its error: ln sum p e^error. */
export const logSumMove = (p: Vector, errors: Vector): number =>
  Math.log1p(p.reduce((sum, value, j) => sum + value * Math.expm1(at(errors, j)), 0)) * (1 + 2 ** -30);

/**
 * Each power e^(z - max z) is off by a factor e^(+-D): the error of z, the rounding of the difference,
 * the exponential's. Then p is off by e^(+-(D + ln sum p e^D)), and n + 2 roundings.
 */
const softmaxErrors = (z: Vector, zError: Vector, p: Vector): number[] => {
  const top = Math.max(...z);
  const exponents = z.map((value, j) => at(zError, j) + u * (2 * (top - value) + elementaryUlps + 2));
  const common = logSumMove(p, exponents) + (z.length + 2) * u;
  return p.map((value, j) => Math.min(1, value * Math.expm1(at(exponents, j) + common) + smallest));
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
  const zError = rows.map((piece) => piece.map((row) => row.error));
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
