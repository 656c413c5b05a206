/** Majorants of one example's loss along the segment; entry 0 of what is returned is meaningless. */

import type { LossName, Vector } from '../../model/problem.ts';
import { at } from '../at.ts';
import type { LayerCentre } from '../centre.ts';
import { kinkAt, type LayerMajorant } from './layer.ts';
import {
  coefficient,
  compose,
  isConstant,
  product,
  type Series,
  slope,
  sum,
  times,
  withValue,
  zeroSeries,
} from './series.ts';
import { softmaxMajorant } from './softmax.ts';
import { softplusSuprema } from './suprema.ts';

/** The last layer of one example on the segment, with its target. */
export interface OutputMajorant {
  readonly centre: LayerCentre;
  readonly majorant: LayerMajorant;
  readonly target: Vector;
  readonly reach: number;
  readonly example: number;
}

const total = (terms: readonly Series[], order: number): Series =>
  terms.reduce<Series>((left, right) => sum(left, right), zeroSeries(order));

/** |a_k - its centre| over the segment. */
const outputRadius = ({ centre, majorant, reach }: OutputMajorant, k: number): number =>
  at(centre.aError, k) + reach * at(at(majorant.a, k), 1);

/** a - t, entry 0 being |a - t| over the segment. */
const differences = (output: OutputMajorant): Series[] =>
  output.majorant.a.map((a, k) =>
    withValue(Math.abs(at(output.centre.a, k) - at(output.target, k)) + outputRadius(output, k), a),
  );

const squaredError = (output: OutputMajorant, order: number): Series =>
  total(
    differences(output).map((difference) => product(difference, difference)),
    order,
  );

/** Covers the roundings of a norm of n components, n + 3 of them, for n < 2^22. */
const rounded = 2 ** -30;

/** The smallest norm of a - t on the segment: that of the centre, less the norm of what may be added to it. */
const smallestNorm = (output: OutputMajorant): number => {
  const centre = Math.hypot(...output.centre.a.map((a, k) => a - at(output.target, k)));
  const away = Math.hypot(...output.centre.a.map((_, k) => outputRadius(output, k)));
  return centre * (1 - rounded) - away * (1 + rounded);
};

/**
 * n = |c| and the unit vector e = c / n satisfy n' = <e, c'> and n e' = c' - n' e: coefficient k + 1 of
 * n and of e from lower ones. At k = 0 the second right side is the part of c' across e, at most |c'|.
 * `c` holds the Euclidean norms of the vectors of coefficients of c(s).
 */
const normSeries = (c: Series, smallest: number): Series => {
  const moved = slope(c);
  const n = [at(c, 0)];
  const e = [1];
  const nSlope: number[] = [];
  const eSlope: number[] = [];
  moved.forEach((value, k) => {
    nSlope.push(coefficient(e, moved, k));
    const along = k === 0 ? 0 : coefficient(nSlope, e, k);
    const carried = coefficient([0, ...n.slice(1)], [...eSlope, 0], k);
    eSlope.push((value + along + carried) / smallest);
    n.push(at(nSlope, k) / (k + 1));
    e.push(at(eSlope, k) / (k + 1));
  });
  return n;
};

const norm = (output: OutputMajorant, order: number): Series => {
  if (output.majorant.a.every(isConstant)) return zeroSeries(order);
  const smallest = smallestNorm(output);
  if (!(smallest > 0)) throw kinkAt({ kind: 'norm', example: output.example, unit: 0 }, smallest);
  const components = differences(output);
  const lengths = zeroSeries(order).map((_, k) => Math.hypot(...components.map((series) => at(series, k))));
  return normSeries(lengths, smallest);
};

/** ln(1 + e^z) - t z: its slope is y - t, at most 1 and at most |y - t| over the segment. */
const logLoss = (output: OutputMajorant, order: number): Series => {
  const z = at(output.centre.z, 0);
  const terms = differences(output).map((difference, k) => {
    const nearest = Math.max(Math.abs(at(z, k)) - at(output.majorant.radii, k), 0);
    const outer = softplusSuprema(order, nearest, Math.min(1, at(difference, 0)));
    return compose(outer, at(output.majorant.z, k));
  });
  return total(terms, order);
};

/** -sum t ln p, from the logarithms of the softmax of the logits. */
const crossEntropy = (logarithms: readonly Series[], target: Vector, order: number): Series =>
  total(
    logarithms.map((logarithm, k) => times(Math.abs(at(target, k)), logarithm)),
    order,
  );

const margin = (a: Vector, k: number, correct: number) => at(a, k) - at(a, correct) + 1;

const hinge = (output: OutputMajorant, order: number): Series => {
  const correct = output.target.indexOf(1);
  const { a } = output.majorant;
  const terms = a.map((series, unit) => {
    const moved = sum(series, at(a, correct));
    if (unit === correct || isConstant(moved)) return zeroSeries(order);
    const value = margin(output.centre.a, unit, correct);
    const rounding = 2 ** -52 * (at(moved, 0) + 1);
    const radius = outputRadius(output, unit) + outputRadius(output, correct) + rounding;
    if (!(Math.abs(value) > radius)) throw kinkAt({ kind: 'hinge', example: output.example, unit }, radius);
    return value > 0 ? moved : zeroSeries(order);
  });
  return total(terms, order);
};

/** The majorant of the loss of one example, without the scale; throws `NoMajorant`. */
export const lossMajorant = (name: LossName, output: OutputMajorant, order: number): Series => {
  const { centre, majorant, target } = output;
  switch (name) {
    case 'squared-error':
      return squaredError(output, order);
    case 'norm':
      return norm(output, order);
    case 'log-loss':
      return logLoss(output, order);
    case 'cross-entropy': {
      const logits = { values: at(centre.z, 0), radii: majorant.radii, series: majorant.z };
      return crossEntropy(softmaxMajorant(logits).logarithms, target, order);
    }
    case 'cross-entropy-logits': {
      const radii = centre.a.map((_, k) => outputRadius(output, k));
      const logits = { values: centre.a, radii, series: majorant.a };
      return crossEntropy(softmaxMajorant(logits).logarithms, target, order);
    }
    case 'hinge':
      return hinge(output, order);
  }
};
