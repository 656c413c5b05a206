/** Where a derivative is asked for. All indices count from 0. */

import type { Layer, MlpProblem } from '../../model/problem.ts';
import { at } from './at.ts';
import { pieceBiases, pieceWeights } from './network.ts';

/** One parameter or one input component; `piece` is needed in a maxout layer and absent elsewhere. */
export type Place =
  | {
      readonly kind: 'weight';
      readonly layer: number;
      readonly unit: number;
      readonly input: number;
      readonly piece?: number;
    }
  | { readonly kind: 'bias'; readonly layer: number; readonly unit: number; readonly piece?: number }
  | { readonly kind: 'input'; readonly example: number; readonly component: number };

const expectBelow = (path: string, index: number, limit: number): void => {
  if (Number.isInteger(index) && index >= 0 && index < limit) return;
  throw new RangeError(`${path}: expected an integer from 0 to ${limit - 1}, got ${index}`);
};

const expectPiece = (layer: Layer, piece: number | undefined): void => {
  if (layer.activation.name === 'maxout') {
    if (piece === undefined) throw new RangeError('place.piece: expected a piece of the maxout, got none');
    expectBelow('place.piece', piece, layer.activation.pieces);
  } else if (piece !== undefined) {
    throw new RangeError(`place.piece: expected none in a dense layer, got ${piece}`);
  }
};

/** Throws RangeError unless the problem has this place. */
export const expectPlace = (problem: MlpProblem, place: Place): void => {
  if (place.kind === 'input') {
    expectBelow('place.example', place.example, problem.inputs.length);
    expectBelow('place.component', place.component, at(problem.inputs, place.example).length);
    return;
  }
  expectBelow('place.layer', place.layer, problem.layers.length);
  const layer = at(problem.layers, place.layer);
  expectPiece(layer, place.piece);
  const rows = at(pieceWeights(layer), 0);
  expectBelow('place.unit', place.unit, rows.length);
  if (place.kind === 'weight') expectBelow('place.input', place.input, at(rows, place.unit).length);
  else if (pieceBiases(layer) === null) {
    throw new RangeError(`layers[${place.layer}].biases: expected biases, got null`);
  }
};
