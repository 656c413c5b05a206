/** z = W a + b and v = W' delta: how errors pass through a matrix; section 3 of spec/bounds.md. */

import type { Matrix, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { choiceError } from './choice.ts';
import { type Enclosure, orInfinity, reach } from './enclosure.ts';
import type { Piece, RoundedLayer } from './layers.ts';
import { addMagnitudes, addMultiple, listOf, magnitudeProduct, product } from './loops.ts';
import type { Rounding } from './rounding.ts';

/** A sum of magnitudes beyond the largest number may overflow; its size follows from its own bound. */
const unlessOverflow = (error: number, relative: number, largest: number): number =>
  error / relative > largest ? Number.POSITIVE_INFINITY : orInfinity(error);

/** Per piece, bounds of the errors of z given those of the layer's inputs; `[piece][unit]`. */
export const preActivationErrors = (
  layer: RoundedLayer,
  inputs: Enclosure,
  rounding: Rounding,
  slack: number,
): Matrix => {
  const { flushed, inputSum, terms } = layer;
  const sources = inputs.values.map((value, j) => {
    const error = at(inputs.errors, j);
    return error + inputSum * reach(value, error, slack);
  });
  const lost =
    terms * rounding.smallest +
    (flushed === 0
      ? 0
      : 2 * flushed * inputs.values.reduce((sum, a, j) => sum + reach(a, at(inputs.errors, j), slack), 0));
  return layer.pieces.map(({ weights, biasErrors }) =>
    weights.map((row, unit) => {
      const error = magnitudeProduct(row, sources) + at(biasErrors, unit) + lost;
      return unlessOverflow(error, inputSum, rounding.largest);
    }),
  );
};

/** z of one piece in float64. */
export const preActivations = ({ weights, biases }: Piece, inputs: Vector): Vector =>
  weights.map((row, unit) => product(row, inputs) + at(biases, unit));

/** Which pieces of a maxout layer lead back from its units. */
export interface Routes {
  /** `[unit]`: the piece whose weights lead back. */
  readonly routes: Vector;
  /** `[unit]`: the pieces that another subject's maximum may have chosen. */
  readonly candidates: readonly (readonly number[])[];
  /** `[unit][piece]`: the shares of a delta among its candidates where they were chosen, else null. */
  readonly shares: readonly (Vector | null)[];
  /** `[unit]`: how far a subject's shares may be from them. */
  readonly away: Vector;
}

/** How the errors of one layer's deltas reach the adjoints of its inputs, and the adjoints themselves. */
export interface Backward {
  /** Null where there is only one piece. */
  readonly maxout: Routes | null;
  /** omega, enlarged for a factor that comes late. */
  readonly smallest: number;
  /** Where a delta counts as it is, or divided by the scale, whichever is larger. */
  readonly unscaled: (magnitude: number) => number;
}

/** The largest |weight| among pieces at each input, and how far apart the weights are. */
const envelope = (rows: readonly Vector[], width: number) => {
  const [sizes, spreads] = [new Array<number>(width), new Array<number>(width)];
  for (let j = 0; j < width; j += 1) {
    const weights = rows.map((row) => at(row, j));
    const [low, high] = [Math.min(...weights), Math.max(...weights)];
    sizes[j] = Math.max(-low, high);
    spreads[j] = high - low;
  }
  return { sizes, spreads };
};

/** Sums under way: v = W' delta, and its error. */
interface Adjoints {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** One unit's delta on its way back. */
interface UnitDelta {
  readonly unit: number;
  readonly delta: number;
  /** Its reach. */
  readonly most: number;
  /** Its error with that of storing the weights and summing over the units. */
  readonly source: number;
  /** What flushed weights lose of it. */
  readonly lost: number;
}

/** Adds one unit of a maxout layer: through its winner and what rivals may change, or through chosen shares. */
const addMaxoutUnit = (
  { values, errors }: Adjoints,
  { unit, delta, most, source, lost }: UnitDelta,
  { pieces }: RoundedLayer,
  { routes, candidates, shares, away }: Routes,
  smallest: number,
  rounding: Rounding,
): void => {
  const rowOf = (piece: number): Vector => at(at(pieces, piece).weights, unit);
  const chosen = at(shares, unit);
  if (chosen !== null) {
    for (const piece of at(candidates, unit)) {
      const share = at(chosen, piece);
      addMultiple(values, rowOf(piece), share * delta);
      const extra = choiceError(share, rounding, at(away, unit)) + rounding.chain(1) * share;
      addMagnitudes(errors, rowOf(piece), share * source + extra * most, lost + smallest);
    }
    return;
  }
  const row = rowOf(at(routes, unit));
  const rivals = at(candidates, unit).map(rowOf);
  addMultiple(values, row, delta);
  if (rivals.length === 0) {
    addMagnitudes(errors, row, source, lost);
  } else {
    const { sizes, spreads } = envelope([row, ...rivals], values.length);
    addMagnitudes(errors, sizes, source, lost);
    addMultiple(errors, spreads, most);
  }
};

/** A delta that is split among tied pieces is several terms of the sum over the units. */
const unitSumOf = ({ unitSum }: RoundedLayer, maxout: Routes | null, rounding: Rounding): number => {
  const split = maxout?.candidates.reduce((terms, pieces) => terms + Math.max(0, pieces.length - 1), 0) ?? 0;
  return split === 0 ? unitSum : unitSum + rounding.chain(split) * (1 + unitSum);
};

/** v = W' delta with its error, one component per input of the layer. */
export const adjointsOfInputs = (
  layer: RoundedLayer,
  deltas: Enclosure,
  { maxout, smallest, unscaled }: Backward,
  rounding: Rounding,
  slack: number,
): Enclosure => {
  const { weights } = at(layer.pieces, 0);
  const width = at(weights, 0).length;
  const values = new Float64Array(width);
  const errors = new Float64Array(width).fill((deltas.values.length + 1) * smallest);
  const unitSum = unitSumOf(layer, maxout, rounding);
  deltas.values.forEach((delta, unit) => {
    const error = at(deltas.errors, unit);
    const most = reach(delta, error, slack);
    const source = error + unitSum * most;
    const lost = 2 * layer.flushed * most;
    if (maxout !== null) {
      const leading = { unit, delta, most, source, lost };
      addMaxoutUnit({ values, errors }, leading, layer, maxout, smallest, rounding);
    } else {
      const row = at(weights, unit);
      addMultiple(values, row, delta);
      addMagnitudes(errors, row, source, lost);
    }
  });
  const bounded = listOf(errors).map((error) =>
    unscaled(error / layer.unitSum) > rounding.largest ? Number.POSITIVE_INFINITY : orInfinity(error),
  );
  return { values: listOf(values), errors: bounded };
};
