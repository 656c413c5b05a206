/**
 * Finding the wrong entries of a claimed gradient with few derivatives along directions of +-1.
 *
 * No threshold is chosen: a residual counts when it is above the bounds of what went into it, so that the
 * claim cannot be right; and an entry is named only after its own derivative has shown it wrong.
 */

import type { Bound } from '../bounds/bound.ts';
import { combinationBound, noDifference, sumOfBounds } from '../bounds/combine.ts';
import type { Vector } from '../model/problem.ts';
import { at } from './at.ts';
import {
  type Claim,
  isWrong,
  type Measure,
  type Measurement,
  type Residual,
  residualOf,
  restOf,
  type Stretch,
} from './residual.ts';

/** An entry whose claimed derivative is further from the measured one than both bounds allow. */
export interface WrongEntry {
  /** In the order of the layout. */
  readonly index: number;
  readonly claimed: number;
  readonly measured: number;
  readonly bound: Bound;
}

/** What came of the search. */
export interface Located {
  readonly wrong: readonly WrongEntry[];
  /** How many derivatives were measured. */
  readonly evaluations: number;
  /** Directions along which the claim, with the wrong entries replaced, is confirmed. */
  readonly confirmed: number;
  /** Directions along which something is surely wrong, and no entry could be named. */
  readonly unresolved: number;
  /** Stretches that could not be measured, and why. */
  readonly skipped: readonly { readonly from: number; readonly to: number; readonly reason: string }[];
  /** One wrong entry alone, of an error above this, would not have been confirmed; Infinity where nothing was. */
  readonly resolution: number;
}

/** How the search goes. */
export interface LocateOptions {
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /**
   * How many directions in a row must confirm the corrected claim, or stay unresolved, before the search
   * ends: k errors of equal size hide from n of them with probability 2^-n at most.
   */
  readonly directions: number;
}

/** A search in progress; measuring adds to it. */
interface Search {
  readonly measure: Measure;
  readonly gradient: number[];
  readonly bounds: Bound[];
  readonly wrong: WrongEntry[];
  readonly skipped: { from: number; to: number; reason: string }[];
  evaluations: number;
}

interface Seen {
  readonly residual: Residual;
  readonly measurement: Measurement;
}

/** The claim as corrected so far, against a measurement; undefined where there is none. */
const look = (search: Search, stretch: Stretch): Seen | undefined => {
  search.evaluations += 1;
  const measurement = search.measure(stretch);
  if ('reason' in measurement) {
    search.skipped.push({ from: stretch.from, to: stretch.to, reason: measurement.reason });
    return undefined;
  }
  return { residual: residualOf(search, stretch, measurement), measurement };
};

/** Names an entry that its own derivative shows wrong, and corrects the claim there. */
const name = (search: Search, { signs, from }: Stretch, { measurement, residual }: Seen): void => {
  // Named twice it would be by a measurement outside of its own bound, for ever.
  const isNamed = search.wrong.some(({ index }) => index === from);
  if (isNamed || !isWrong(residual)) return;
  const share = at(measurement.direction ?? signs, from);
  const measured = measurement.quotient / share;
  const { quotient: value, bound: own } = measurement;
  const bound = combinationBound([{ coefficient: 1 / share, value, bound: own }], 0);
  search.wrong.push({ index: from, claimed: at(search.gradient, from), measured, bound });
  search.gradient[from] = measured;
  search.bounds[from] = bound;
};

const isSingle = ({ from, to }: Stretch): boolean => to - from === 1;

/** The rest of a wrong stretch whose left half is known: by subtraction, which costs nothing. */
const restFrom = (whole: Residual, left: Seen | undefined): Residual | undefined => {
  const rest = left && restOf(whole, left.residual);
  return rest !== undefined && Number.isFinite(rest.value) ? rest : undefined;
};

/**
 * Looks into the halves of a stretch that is surely wrong. The left half is measured. The right half is what
 * remains of the whole, so that no residual is lost; it is measured too where that does not settle it and
 * the left half is not to blame.
 */
const halve = (search: Search, stretch: Stretch, whole: Residual): void => {
  const middle = Math.floor((stretch.from + stretch.to) / 2);
  const [left, right] = [
    { ...stretch, to: middle },
    { ...stretch, from: middle },
  ];
  const seenLeft = look(search, left);
  // Taken before the left half is corrected: both residuals are of one claim.
  const rest = restFrom(whole, seenLeft);
  const isLeftWrong = seenLeft !== undefined && isWrong(seenLeft.residual);
  if (isLeftWrong) descend(search, left, seenLeft);
  if (rest !== undefined && isWrong(rest)) descend(search, right, rest);
  else if (rest === undefined || !isLeftWrong) {
    const seenRight = look(search, right);
    if (seenRight !== undefined && isWrong(seenRight.residual)) descend(search, right, seenRight);
  }
};

/** Into a stretch that is wrong: an entry by its own derivative, measured now unless it was already. */
const descend = (search: Search, stretch: Stretch, known: Seen | Residual): void => {
  if (!isSingle(stretch)) {
    halve(search, stretch, 'residual' in known ? known.residual : known);
    return;
  }
  const seen = 'residual' in known ? known : look(search, stretch);
  if (seen !== undefined) name(search, stretch, seen);
};

const signsFrom = (random: () => number, size: number): Vector =>
  Array.from({ length: size }, () => (random() < 0.5 ? -1 : 1));

/**
 * The wrong entries of a claimed gradient. Each direction that shows the claim wrong is searched by halving,
 * about log2 of the number of entries in measurements for each wrong entry; what is found is replaced by the
 * measured derivative, and another direction is tried.
 */
export const locate = (claim: Claim, measure: Measure, { random, directions }: LocateOptions): Located => {
  const size = claim.gradient.length;
  const search: Search = {
    measure,
    gradient: [...claim.gradient],
    bounds: [...(claim.bounds ?? claim.gradient.map(() => noDifference))],
    wrong: [],
    skipped: [],
    evaluations: 0,
  };
  let [confirmed, unresolved] = [0, 0];
  let resolution = Number.POSITIVE_INFINITY;
  while (confirmed + unresolved < directions) {
    const stretch = { signs: signsFrom(random, size), from: 0, to: size };
    const seen = look(search, stretch);
    if (seen === undefined) break;
    if (!isWrong(seen.residual)) {
      confirmed += 1;
      resolution = Math.min(resolution, sumOfBounds(seen.residual.bound, seen.residual.bound));
      continue;
    }
    const found = search.wrong.length;
    descend(search, stretch, seen);
    if (search.wrong.length === found) unresolved += 1;
    else [confirmed, unresolved, resolution] = [0, 0, Number.POSITIVE_INFINITY];
  }
  const { wrong, evaluations, skipped } = search;
  return { wrong, evaluations, confirmed, unresolved, skipped, resolution };
};
