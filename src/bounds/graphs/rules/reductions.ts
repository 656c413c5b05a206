/** One number per lane: sums, means, extremes and the norm; sections 4, 5 and 7 of spec/graph-bounds.md. */

import { elementaryUlps as K } from '../../assumptions.ts';
import { at } from '../../at.ts';
import { type Estimate, high, isExact, type Known, knownAs, least, low, reach } from '../known.ts';
import { lanesOf } from '../lanes.ts';
import { type Application, type Applied, type BoundRule, estimates, inputIn, knownAt } from '../rule.ts';
import { sumOfTerms } from '../sum.ts';
import { copy, inverseRange, lostOnTheWay, product, quotient, rangeOf, type Term } from '../term.ts';
import { addTerm, type Totals } from '../totals.ts';
import { chosen, taken } from './pieces.ts';

/** The numbers of every lane. */
const lanesIn = (application: Application): readonly (readonly Known[])[] => {
  const x = inputIn(application, 0);
  return lanesOf(x.shape, application.attributes.axis).map((places) =>
    places.map((place) => knownAt(x, place)),
  );
};

/** Adds to every entry of every lane the terms that come back to it. */
const toLanes = (
  applied: Applied,
  into: Totals,
  terms: (lane: readonly Known[], index: number, places: readonly number[]) => readonly (readonly Term[])[],
): void => {
  const lanes = lanesIn(applied);
  const all = lanesOf(inputIn(applied, 0).shape, applied.attributes.axis);
  for (const [index, places] of all.entries()) {
    for (const [k, list] of terms(at(lanes, index), index, places).entries())
      for (const term of list) addTerm(into, at(places, k), term);
  }
};

export const sum: BoundRule = {
  forward: (application) =>
    estimates(lanesIn(application).map((lane) => sumOfTerms(lane.map(copy), application.setting.rounding))),
  backward: (applied, _slot, G, into) =>
    toLanes(applied, into, (lane, index) => lane.map(() => [copy(knownAt(G, index))])),
};

/** The length of a lane as it is stored. */
const lengthOf = (lane: readonly Known[], { setting }: Application): Known => ({
  value: lane.length,
  own: 0,
  error: setting.rounding.represent(lane.length),
});

/** The sum over n, the sum times 1 / n, or the sum of what each entry gives. */
const meanOf = (lane: readonly Known[], application: Application): Estimate => {
  const { rounding } = application.setting;
  const n = lengthOf(lane, application);
  const total = sumOfTerms(lane.map(copy), rounding);
  const whole = quotient(knownAs(total), n, rounding);
  const shares = lane.map((x) => quotient(x, n, rounding));
  const parts = sumOfTerms(shares, rounding);
  return { value: total.value / lane.length, error: Math.max(whole.error, parts.error) };
};

export const mean: BoundRule = {
  forward: (application) => estimates(lanesIn(application).map((lane) => meanOf(lane, application))),
  backward: (applied, _slot, G, into) =>
    toLanes(applied, into, (lane, index) => {
      const share = quotient(knownAt(G, index), lengthOf(lane, applied), applied.setting.rounding);
      return lane.map(() => [share]);
    }),
};

const mirrored = ({ value, own, error }: Known, sign: 1 | -1): Known => ({ value: sign * value, own, error });

/** The entries that subject or exact number may find largest, and the first that float64 finds so. */
const candidatesIn = (
  lane: readonly Known[],
): { readonly first: number; readonly all: readonly number[] } => {
  const floor = Math.max(...lane.map(low));
  const all = [...lane.keys()].filter((k) => !(high(at(lane, k)) < floor));
  const largest = Math.max(...lane.map(({ value }) => value));
  return { first: lane.findIndex(({ value }) => value === largest), all };
};

/** Exact entries of which the convention takes the first. */
const isDecided = (lane: readonly Known[], all: readonly number[], { setting }: Application): boolean =>
  all.length === 1 || (setting.kinks === 'convention' && all.every((k) => isExact(at(lane, k))));

const extreme = (sign: 1 | -1): BoundRule => ({
  forward: (application) =>
    estimates(
      lanesIn(application).map((lane) => {
        const signed = lane.map((x) => mirrored(x, sign));
        const { first, all } = candidatesIn(signed);
        const value = lane[first]?.value ?? Number.NaN;
        return { value, error: Math.max(...all.map((k) => at(lane, k).error)) };
      }),
    ),
  backward: (applied, _slot, G, into) =>
    toLanes(applied, into, (lane, index, places) => {
      const weights = places.map((place) => applied.chosen(place));
      const g = knownAt(G, index);
      const tied = weights.filter((weight) => weight !== undefined).length;
      // From an even share a weight is at most 1 - 1/n away: half of this jump.
      const jump = 2 - 2 / tied;
      if (tied > 0)
        return weights.map((weight) =>
          weight === undefined ? [] : [taken(g, weight, { jump, besides: 0 }, applied.setting)],
        );
      const signed = lane.map((x) => mirrored(x, sign));
      const { first, all } = candidatesIn(signed);
      if (isDecided(signed, all, applied)) return lane.map((_, k) => (k === first ? [copy(g)] : []));
      for (const k of all) applied.uncertain(at(places, k));
      const { rounding } = applied.setting;
      return lane.map((_, k) =>
        all.includes(k) ? [chosen(g, { value: k === first ? 1 : 0, most: 1, jump: 1 }, rounding)] : [],
      );
    }),
});

export const max = extreme(1);

export const min = extreme(-1);

/**
 * The norm h: its own Lipschitz constant is 1. Squares and their sum are under the root, which halves their
 * relative error; a scaled form multiplies and divides besides. Squares below omega may be lost.
 */
const normOf = (lane: readonly Known[], { setting: { rounding } }: Application): Estimate => {
  const n = lane.length;
  const value = Math.sqrt(lane.reduce((total, x) => total + x.value ** 2, 0));
  if (lane.every(isExact) && value === 0) return { value, error: 0 };
  const moved = Math.sqrt(lane.reduce((total, x) => total + x.error ** 2, 0));
  const most = Math.sqrt(lane.reduce((total, x) => total + reach(x) ** 2, 0));
  const fewest = Math.sqrt(lane.reduce((total, x) => total + least(x) ** 2, 0));
  if (!(most ** 2 <= rounding.largest)) return { value, error: Number.POSITIVE_INFINITY };
  const squares = lane.map((x) => least(x) ** 2).filter((x) => x < rounding.smallest).length;
  const flushed = (n + squares) * rounding.smallest;
  const lost = squares === 0 ? 0 : Math.min(Math.sqrt(flushed), flushed / fewest);
  return { value, error: moved + (rounding.sum(n, 2) + rounding.chain(K)) * most + lost };
};

/** G (x / h), or G / (2h) times x, twice. */
const normTerms = (G: Known, x: Known, h: Known, { setting: { rounding } }: Application): Term => {
  const half = { most: 1, least: 1 / 2 };
  const lost = 2 * lostOnTheWay([rangeOf(G), rangeOf(x), inverseRange(h), half], 3, rounding);
  return product(G, knownAs(quotient(x, h, rounding, 3)), rounding, 2, lost);
};

export const norm: BoundRule = {
  forward: (application) => estimates(lanesIn(application).map((lane) => normOf(lane, application))),
  backward: (applied, _slot, G, into) =>
    toLanes(applied, into, (lane, index, places) => {
      const [g, h] = [knownAt(G, index), knownAt(applied.result, index)];
      if (least(h) > 0) return lane.map((x) => [normTerms(g, x, h, applied)]);
      const isZero = lane.every((x) => isExact(x) && x.value === 0);
      if (isZero && applied.setting.kinks === 'convention') return lane.map(() => []);
      applied.uncertain(at(places, 0));
      const jump = isZero ? 1 : Number.POSITIVE_INFINITY;
      return lane.map(() => [chosen(g, { value: 0, most: 1, jump }, applied.setting.rounding)]);
    }),
};
