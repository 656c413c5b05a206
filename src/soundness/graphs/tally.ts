/** What is counted of runs on graphs, per format and family; plain numbers that merge by addition. */

import { at } from '../../model/at.ts';
import { type LogCounts, shareEnds } from '../trials/histogram.ts';

/** Counts of one format on one family. */
export interface GraphTally {
  problems: number;
  runs: number;
  entries: number;
  violations: number;
  /** Entries with an infinite bound. */
  unbounded: number;
  /** Entries that are not finite where a saturation is reported. */
  excused: number;
  /** Runs whose style was changed because the contract excludes it. */
  excluded: number;
  /** Entries that are judged although some side is uncertain. */
  uncertain: number;
  /** Entries beyond half of their bound, where every side is certain. */
  beyondHalf: number;
  /** Entries by error / bound, where every side is certain. */
  shares: number[];
  largestShare: number;
  largestUncertainShare: number;
  /** bound / |g| of gradient entries, once per problem. */
  relative: LogCounts;
}

/** Tallies by `format|family`. */
export type GraphTallies = Record<string, GraphTally>;

/** Nothing counted yet. */
const emptyGraphTally = (): GraphTally => ({
  problems: 0,
  runs: 0,
  entries: 0,
  violations: 0,
  unbounded: 0,
  excused: 0,
  excluded: 0,
  uncertain: 0,
  beyondHalf: 0,
  shares: shareEnds.map(() => 0),
  largestShare: 0,
  largestUncertainShare: 0,
  relative: {},
});

const counts = [
  'problems',
  'runs',
  'entries',
  'violations',
  'unbounded',
  'excused',
  'excluded',
  'uncertain',
  'beyondHalf',
] as const;

const addGraphTally = (into: GraphTally, from: GraphTally): void => {
  for (const count of counts) into[count] += from[count];
  into.shares = into.shares.map((entries, bin) => entries + at(from.shares, bin));
  into.largestShare = Math.max(into.largestShare, from.largestShare);
  into.largestUncertainShare = Math.max(into.largestUncertainShare, from.largestUncertainShare);
  for (const [bin, entries] of Object.entries(from.relative))
    into.relative[bin] = (into.relative[bin] ?? 0) + entries;
};

/** The tally of a format and a family, made when it is first asked for. */
export const graphTallyOf = (tallies: GraphTallies, format: string, family: string): GraphTally => {
  const key = `${format}|${family}`;
  tallies[key] ??= emptyGraphTally();
  return tallies[key];
};

/** Adds the counts of one run to those of others. */
export const addGraphTallies = (into: GraphTallies, from: GraphTallies): void => {
  for (const [key, tally] of Object.entries(from)) {
    into[key] ??= emptyGraphTally();
    addGraphTally(into[key], tally);
  }
};

/** The sum of the tallies of a format, of a family, of both or of all. */
export const selectedGraphs = (
  tallies: GraphTallies,
  { format, family }: { readonly format?: string; readonly family?: string } = {},
): GraphTally => {
  const total = emptyGraphTally();
  for (const [key, tally] of Object.entries(tallies)) {
    const [ofFormat, ofFamily] = key.split('|');
    if ((format ?? ofFormat) === ofFormat && (family ?? ofFamily) === ofFamily) addGraphTally(total, tally);
  }
  return total;
};
