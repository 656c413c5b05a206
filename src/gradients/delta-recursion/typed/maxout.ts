/** Maxout on stacked pieces: the largest per unit, and its row for the delta; ties to the lowest piece. */

import type { LayerBuffers } from './buffers.ts';

/** The place in `affine` of a unit's largest piece; `at` is the place of its first. */
const largestPieceAt = ({ affine, units, pieces }: LayerBuffers, at: number): number => {
  let best = at;
  for (let p = 1; p < pieces; p += 1) {
    const candidate = at + p * units;
    if (Number(affine[candidate]) > Number(affine[best])) best = candidate;
  }
  return best;
};

/** z = the largest piece, from `affine`. */
export const takeLargestPieces = (layer: LayerBuffers): void => {
  const { affine, z, units, rows } = layer;
  let i = 0;
  for (let at = 0; at < affine.length; at += rows)
    for (let u = 0; u < units; u += 1, i += 1) z[i] = Number(affine[largestPieceAt(layer, at + u)]);
};

/** rowDelta = delta on the row of the largest piece, 0 on the others. */
export const giveToLargestPieces = (layer: LayerBuffers): void => {
  const { rowDelta, delta, units, rows } = layer;
  rowDelta.fill(0);
  let i = 0;
  for (let at = 0; at < rowDelta.length; at += rows)
    for (let u = 0; u < units; u += 1, i += 1) rowDelta[largestPieceAt(layer, at + u)] = Number(delta[i]);
};
