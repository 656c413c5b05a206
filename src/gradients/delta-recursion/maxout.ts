/** Maxout: the largest of several affine pieces, unit by unit, and who gets the delta. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix } from '../../model/problem.ts';
import type { Choose } from './kink.ts';
import { columnOf, entry, matricesOver } from './matrix.ts';
import { argmax } from './softmax.ts';

/** `[piece][unit][example]` to `[unit][example]`, through a function of one unit's pieces. */
const overPieces = <T, R>(pieces: readonly Matrix<T>[], f: (values: readonly T[]) => R): R[][] =>
  entry(pieces, 0).map((row, unit) => row.map((_, example) => f(columnOf(columnOf(pieces, unit), example))));

/** z, `[unit][example]`, from the values of the pieces, `[piece][unit][example]`. */
export const largestPiece = <T>(arithmetic: Arithmetic<T>, pieces: readonly Matrix<T>[]): Matrix<T> =>
  pieces.length === 1
    ? entry(pieces, 0)
    : overPieces(pieces, (values) => entry(values, argmax(arithmetic, values)));

/**
 * The delta of each piece, `[piece][unit][example]`: delta for the largest piece (ties go to the
 * lowest), 0 for the others, unless a choice gives the pieces other shares. One piece takes it all.
 */
export const pieceDeltas = <T>(
  layer: number,
  pieces: readonly Matrix<T>[],
  delta: Matrix<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): readonly Matrix<T>[] => {
  if (pieces.length === 1) return [delta];
  const winners = overPieces(pieces, (values) => argmax(arithmetic, values));
  return pieces.map((_, piece) => {
    const shares = winners.map((row, unit) =>
      row.map((winner, example) =>
        choose({ kind: 'maxout', layer, example, unit, piece }, arithmetic.of(winner === piece ? 1 : 0)),
      ),
    );
    return matricesOver(arithmetic).hadamard(shares, delta);
  });
};
