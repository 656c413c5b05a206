/** Majorants of softmax and of its logarithm over a segment, to any order. */

import { at } from '../at.ts';
import { integral, product, type Series, slope, sum, zeroSeries } from './series.ts';

/** What is known of the logits of one softmax: values, radii over the whole segment, series. */
export interface Logits {
  readonly values: readonly number[];
  readonly radii: readonly number[];
  readonly series: readonly Series[];
}

/** Majorants of one softmax. */
export interface SoftmaxMajorant {
  /** Of each probability. */
  readonly values: readonly Series[];
  /** Of the logarithm of each probability; entry 0 is unused and 0. */
  readonly logarithms: readonly Series[];
}

/** Covers n + 765 roundings of a computed probability (a wider range of logits underflows to 0) for n < 2^22. */
const rounded = 1 + 2 ** -30;

/** p_i over the segment is at most p_i e^(r_i + max r): its own logit up, all others down. */
const largestProbabilities = ({ values, radii }: Logits): number[] => {
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - top));
  const total = powers.reduce((left, right) => left + right, 0);
  const worst = Math.max(...radii);
  return powers.map((power, i) =>
    Math.min(1, (power / total) * rounded * Math.exp(at(radii, i) + worst) + 2 ** -1022),
  );
};

/** The slopes of ln p_i, to `order`: sum over j other than i of p_j (z_i' - z_j'), so 0 for a single unit. */
const logarithmSlope = (i: number, p: readonly Series[], slopes: readonly Series[], order: number): Series =>
  p.reduce<Series>(
    (total, other, j) =>
      j === i
        ? total
        : sum(
            total,
            product(other.slice(0, order + 1), sum(at(slopes, i), at(slopes, j)).slice(0, order + 1)),
          ),
    zeroSeries(order),
  );

/**
 * (ln p_i)' = sum_j p_j (z_i' - z_j') and p_i' = p_i (ln p_i)': each gives coefficient k + 1 of its
 * left side from coefficients 0 to k of its right side.
 */
export const softmaxMajorant = (logits: Logits): SoftmaxMajorant => {
  const order = at(logits.series, 0).length - 1;
  const slopes = logits.series.map(slope);
  const start: Series[] = largestProbabilities(logits).map((p) => [p]);
  let values = start;
  let logarithmSlopes: Series[] = [];
  for (let k = 0; k < order; k += 1) {
    logarithmSlopes = values.map((_, i) => logarithmSlope(i, values, slopes, k));
    values = values.map((p, i) => integral(at(at(start, i), 0), product(p, at(logarithmSlopes, i))));
  }
  return { values, logarithms: logarithmSlopes.map((derivative) => integral(0, derivative)) };
};
