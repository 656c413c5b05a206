/** What is counted of many runs, per format and family; plain numbers that merge by addition. */

import { at } from '../../model/at.ts';
import { type Exclusion, exclusions } from './contract.ts';
import { quantities } from './flat.ts';
import { type LogCounts, shareEnds } from './histogram.ts';
import { plantedErrors, type RuleName, ruleNames } from './rules.ts';

/** One rule on correct answers, and on the same answers with one entry made wrong. */
export interface RuleCounts {
  /** Correct answers judged, and how many of them were refused. */
  correct: number;
  alarms: number;
  /** By planted error: entries made wrong, and how many of them were accepted. */
  planted: number[];
  missed: number[];
}

/** Counts of runs of one format and one family. */
export interface Cell {
  problems: number;
  runs: number;
  /** Runs in which some branch is uncertain, or a whole jump is in the bounds. */
  uncertainRuns: number;
  /** Runs in which not a single number had a finite bound. */
  emptyRuns: number;
  entries: number;
  /** Entries with an infinite bound. */
  unbounded: number;
  /** Entries that are not finite, with a reason that `saturation` gives. */
  excused: number;
  violations: number;
  excluded: Record<Exclusion, number>;
  /** Entries by error / bound, where all branches are certain and where not. */
  certainShares: number[];
  uncertainShares: number[];
  largestUncertain: number;
  /** By quantity, branches certain. */
  largest: number[];
  /** bound / |g| of gradient entries, once per problem. */
  relative: LogCounts;
  /** The smallest bound / |g| of each problem's gradients. */
  best: LogCounts;
  /** By rule; where all branches are certain and where not. */
  certainRules: Record<RuleName, RuleCounts>;
  uncertainRules: Record<RuleName, RuleCounts>;
}

const zeros = (values: readonly unknown[]): number[] => values.map(() => 0);

const byRule = (): Record<RuleName, RuleCounts> => {
  const counts = (): RuleCounts => ({
    correct: 0,
    alarms: 0,
    planted: zeros(plantedErrors),
    missed: zeros(plantedErrors),
  });
  return { bound: counts(), gradcheck: counts(), allclose: counts(), cs231n: counts() };
};

/** Nothing counted yet. */
export const emptyCell = (): Cell => ({
  problems: 0,
  runs: 0,
  uncertainRuns: 0,
  emptyRuns: 0,
  entries: 0,
  unbounded: 0,
  excused: 0,
  violations: 0,
  excluded: { exponentials: 0, reciprocal: 0, division: 0 },
  certainShares: zeros(shareEnds),
  uncertainShares: zeros(shareEnds),
  largestUncertain: 0,
  largest: zeros(quantities),
  relative: {},
  best: {},
  certainRules: byRule(),
  uncertainRules: byRule(),
});

const addInto = (into: number[], from: readonly number[]): void => {
  from.forEach((count, index) => {
    into[index] = at(into, index) + count;
  });
};

const addCounts = (into: LogCounts, from: LogCounts): void => {
  for (const [bin, count] of Object.entries(from)) into[bin] = (into[bin] ?? 0) + count;
};

const addRules = (into: Record<RuleName, RuleCounts>, from: Record<RuleName, RuleCounts>): void => {
  for (const name of ruleNames) {
    into[name].correct += from[name].correct;
    into[name].alarms += from[name].alarms;
    addInto(into[name].planted, from[name].planted);
    addInto(into[name].missed, from[name].missed);
  }
};

/** Adds one cell to another. */
export const addCell = (into: Cell, from: Cell): void => {
  into.problems += from.problems;
  into.runs += from.runs;
  into.uncertainRuns += from.uncertainRuns;
  into.emptyRuns += from.emptyRuns;
  into.entries += from.entries;
  into.unbounded += from.unbounded;
  into.excused += from.excused;
  into.violations += from.violations;
  for (const name of Object.keys(exclusions) as Exclusion[]) into.excluded[name] += from.excluded[name];
  addInto(into.certainShares, from.certainShares);
  addInto(into.uncertainShares, from.uncertainShares);
  into.largestUncertain = Math.max(into.largestUncertain, from.largestUncertain);
  into.largest = into.largest.map((share, index) => Math.max(share, at(from.largest, index)));
  addCounts(into.relative, from.relative);
  addCounts(into.best, from.best);
  addRules(into.certainRules, from.certainRules);
  addRules(into.uncertainRules, from.uncertainRules);
};

/** Cells by `format|family`. */
export type Tally = Record<string, Cell>;

/** The cell of a format and a family, made when it is first asked for. */
export const cellOf = (tally: Tally, format: string, family: string): Cell => {
  const key = `${format}|${family}`;
  tally[key] ??= emptyCell();
  return tally[key];
};

/** Adds a whole tally to another. */
export const addTally = (into: Tally, from: Tally): void => {
  for (const [key, cell] of Object.entries(from)) {
    into[key] ??= emptyCell();
    addCell(into[key], cell);
  }
};
