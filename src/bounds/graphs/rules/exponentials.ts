/** Softmax, its logarithm and the logarithm of its sum, forwards and back; section 6 of spec/graph-bounds.md. */

import { at } from '../../at.ts';
import { orInfinity } from '../../enclosure.ts';
import type { Costs } from '../costs.ts';
import { carriedBy, type Known, knownAs, reach, totalOf } from '../known.ts';
import { type Application, type Applied, type BoundRule, type Estimates, inputIn, knownAt } from '../rule.ts';
import type { SoftmaxLane } from '../softmax.ts';
import { product, type Term } from '../term.ts';
import { addAll, type Lane, lanesIn, reduced, softmaxOf } from './exponential-lanes.ts';

/** As many numbers as there are arguments. */
const laneWise = (application: Application, of: (state: SoftmaxLane) => readonly Known[]): Estimates => {
  const { length } = inputIn(application, 0).values;
  const [values, errors] = [new Array<number>(length), new Array<number>(length)];
  for (const lane of lanesIn(application)) {
    for (const [k, { value, error }] of of(softmaxOf(lane, application)).entries()) {
      values[at(lane.places, k)] = value;
      errors[at(lane.places, k)] = error;
    }
  }
  return { values, errors };
};

/** G p, also as G over the sum times the exponential. */
const shares = (G: Known, { probabilities, smallest }: SoftmaxLane, rounding: Costs): readonly Term[] =>
  probabilities.map((p) => product(G, p, rounding, 3, 3 * smallest * Math.max(1, reach(G))));

export const logsumexp: BoundRule = {
  forward: (application) => reduced(application, (_, { logOfSum }) => logOfSum),
  backward: (applied, _slot, G, into) => {
    for (const lane of lanesIn(applied)) {
      const state = softmaxOf(lane, applied);
      addAll(lane, shares(knownAt(G, lane.index), state, applied.setting.rounding), into);
    }
  },
};

/** A finished number as the one term that it is. */
const finished = (value: number, error: number, size: number, { largest }: Costs): Term => ({
  value,
  error: size <= largest ? orInfinity(error) : Number.POSITIVE_INFINITY,
  size: orInfinity(size),
  floor: 0,
  grain: Number.NaN,
});

/**
 * p_i (v_i - sum_j p_j v_j) by the diagonal form, the full Jacobian, or through exponential, sum and quotient:
 * the same polynomial of p and v, whose terms have magnitudes p_i (|v_i| + sum_j p_j |v_j|).
 */
const throughJacobian = (
  p: readonly Known[],
  v: readonly Known[],
  smallest: number,
  rounding: Costs,
): readonly Term[] => {
  const n = p.length;
  const average = p.reduce((sum, share, j) => sum + share.value * at(v, j).value, 0);
  const carried = p.reduce((sum, share, j) => sum + carriedBy(share, at(v, j)), 0);
  const magnitude = p.reduce((sum, share, j) => sum + reach(share) * reach(at(v, j)), 0);
  const lost = (n + 3) * smallest * Math.max(1, ...v.map(reach));
  return p.map((share, i) => {
    const one = at(v, i);
    const difference = knownAs({ value: one.value - average, error: one.error + carried + lost });
    const size = reach(share) * (reach(one) + magnitude);
    const error = carriedBy(share, difference) + rounding.sum(n, 6) * size + 2 * lost;
    return finished(share.value * difference.value, error, size, rounding);
  });
};

const adjointsOf = (G: Applied['result'], { places }: Lane): readonly Known[] =>
  places.map((place) => knownAt(G, place));

export const softmax: BoundRule = {
  forward: (application) => laneWise(application, ({ probabilities }) => probabilities),
  backward: (applied, _slot, G, into) => {
    for (const lane of lanesIn(applied)) {
      const { smallest } = softmaxOf(lane, applied);
      const p = lane.places.map((place) => knownAt(applied.result, place));
      addAll(lane, throughJacobian(p, adjointsOf(G, lane), smallest, applied.setting.rounding), into);
    }
  },
};

/** v_i - p_i sum_j v_j, also as two terms or by the full Jacobian. */
const throughLogarithm = (
  { probabilities, smallest }: SoftmaxLane,
  v: readonly Known[],
  rounding: Costs,
): readonly Term[] => {
  const n = v.length;
  const total = totalOf(v);
  const magnitude = v.reduce((sum, one) => sum + reach(one), 0);
  const lost = (n + 3) * smallest * Math.max(1, magnitude);
  return probabilities.map((p, i) => {
    const one = at(v, i);
    const size = reach(one) + reach(p) * magnitude;
    const error = one.error + carriedBy(p, total) + rounding.sum(n, 6) * size + lost;
    return { ...finished(one.value - p.value * total.value, error, size, rounding), terms: 2 };
  });
};

export const logSoftmax: BoundRule = {
  forward: (application) => laneWise(application, ({ logarithms }) => logarithms),
  backward: (applied, _slot, G, into) => {
    for (const lane of lanesIn(applied)) {
      const state = softmaxOf(lane, applied);
      addAll(lane, throughLogarithm(state, adjointsOf(G, lane), applied.setting.rounding), into);
    }
  },
};
