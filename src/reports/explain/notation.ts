/**
 * The names of what a network is made of, as the derivation writes them: layers, units, inputs and pieces
 * count from 1 in symbols and from 0 in code. `w[2](1,3)` leads into unit 1 of layer 2 from unit 3 below.
 */

import type { Place } from '../../gradients/per-weight/place.ts';
import type { Path } from '../../model/path.ts';
import type { Layer, MlpProblem } from '../../model/problem.ts';
import { isMaxout } from '../../model/problem.ts';

/** A name of its own for the layer at an index; throws where there is none. */
export const layerAt = ({ layers }: MlpProblem, l: number): Layer => {
  const layer = layers[l];
  if (layer === undefined) throw new RangeError(`layers[${l}]: expected an index below ${layers.length}`);
  return layer;
};

/** `z[2](1)`, `a[2](1)` or `delta[2](1)`. */
export const unitSymbol = (name: 'z' | 'a' | 'delta', l: number, unit: number): string =>
  `${name}[${l + 1}](${unit + 1})`;

const pieceSymbol = (problem: MlpProblem, l: number, piece: number): string =>
  isMaxout(layerAt(problem, l)) ? `[${l + 1}]{${piece + 1}}` : `[${l + 1}]`;

/** `z[2]{1}(1)` of one piece of a maxout layer, `z[2](1)` of any other. */
export const pieceValueSymbol = (problem: MlpProblem, l: number, piece: number, unit: number): string =>
  `z${pieceSymbol(problem, l, piece)}(${unit + 1})`;

/** `w[2](1,3)`, `w[2]{1}(1,3)`. */
export const weightSymbol = (
  problem: MlpProblem,
  l: number,
  piece: number,
  unit: number,
  input: number,
): string => `w${pieceSymbol(problem, l, piece)}(${unit + 1},${input + 1})`;

/** `x(1)` below the first layer, `a[1](1)` above it. */
export const sourceSymbol = (l: number, input: number): string =>
  l === 0 ? `x(${input + 1})` : unitSymbol('a', l - 1, input);

/** `w[2](1,3)`, `b[2](1)`, `x(1)`. */
export const placeSymbol = (problem: MlpProblem, place: Place): string => {
  if (place.kind === 'input') return sourceSymbol(0, place.component);
  const { layer, unit, piece = 0 } = place;
  return place.kind === 'weight'
    ? weightSymbol(problem, layer, piece, unit, place.input)
    : `b${pieceSymbol(problem, layer, piece)}(${unit + 1})`;
};

/** Where the derivative stands in an answer, below `gradients`, and the parameter in `layers` turned round. */
export const placePath = (place: Place): Path => {
  if (place.kind === 'input') return ['inputs', place.example, place.component];
  const { layer, unit, piece } = place;
  const front = piece === undefined ? [layer] : [layer, piece];
  return place.kind === 'weight' ? ['weights', ...front, unit, place.input] : ['biases', ...front, unit];
};
