/** Listed discrepancies held against a run: which failures they excuse, and which of them are stale. */

import type { Verdict } from '../model/verdict.ts';
import { isWrong } from './exit-code.ts';
import { codeOfFailure, fingerprintOf } from './fingerprint.ts';

/** A discrepancy that is listed as known, until a day. */
export interface KnownEntry {
  /** The subject that has it; absent: any. */
  readonly subject?: string;
  readonly clause: string;
  readonly check: string;
  /** The code of the failure, or its verdict where it has no code. */
  readonly code: string;
  readonly fingerprint: string;
  /** Where it is dealt with. */
  readonly link: string;
  readonly reason: string;
  /** The last day on which it counts, `2027-01-31`, by UTC. */
  readonly expires: string;
}

/** What of a subject is held against the list. */
interface Judged {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
}

/** An entry that no longer says what is the case. */
export interface StaleEntry {
  readonly entry: KnownEntry;
  readonly why: 'passes' | 'differs' | 'expired';
  readonly sentence: string;
}

/** What the list came to. */
export interface KnownMatch {
  /** Failures that fail as listed, each with its entry. */
  readonly excused: ReadonlyMap<Verdict, KnownEntry>;
  readonly stale: readonly StaleEntry[];
  /** Entries whose check came to no verdict in this run: nothing is said of them. */
  readonly unreached: readonly KnownEntry[];
}

const day = 24 * 60 * 60 * 1000;

const hasExpired = ({ expires }: KnownEntry, now: Date): boolean =>
  now.getTime() >= Date.parse(expires) + day;

const concerns = (entry: KnownEntry, { name }: Pick<Judged, 'name'>): boolean =>
  entry.subject === undefined || entry.subject === name;

/** The entry of a failure, as a list would have it. */
export const entryOf = (
  verdict: Verdict,
  subject: string,
): Pick<KnownEntry, 'clause' | 'check' | 'code' | 'fingerprint'> & { readonly subject: string } => ({
  subject,
  clause: verdict.clause,
  check: verdict.check,
  code: codeOfFailure(verdict),
  fingerprint: fingerprintOf(verdict),
});

const failsAsListed = (entry: KnownEntry, verdict: Verdict): boolean =>
  isWrong(verdict) && codeOfFailure(verdict) === entry.code && fingerprintOf(verdict) === entry.fingerprint;

/** True of a failure that the list excuses today. */
export const isExcused = (
  entries: readonly KnownEntry[],
  name: string,
  verdict: Verdict,
  now: Date,
): boolean =>
  entries.some(
    (entry) => concerns(entry, { name }) && !hasExpired(entry, now) && failsAsListed(entry, verdict),
  );

const staleEntry = (
  entry: KnownEntry,
  concerned: readonly Verdict[],
  now: Date,
): Omit<StaleEntry, 'entry'> | null => {
  const place = `${entry.clause}, ${entry.check}${entry.subject === undefined ? '' : ` of ${entry.subject}`}`;
  const other = concerned.find((verdict) => isWrong(verdict));
  if (hasExpired(entry, now))
    return { why: 'expired', sentence: `${place}: listed as known until ${entry.expires}, which is over` };
  if (concerned.some((verdict) => failsAsListed(entry, verdict))) return null;
  if (other !== undefined) {
    const found = `expected ${entry.fingerprint}, got ${fingerprintOf(other)}`;
    return { why: 'differs', sentence: `${place}: listed as known, and fails in another way: ${found}` };
  }
  return concerned.some(({ verdict }) => verdict === 'conforms')
    ? { why: 'passes', sentence: `${place}: listed as known, and passes now: take it off the list` }
    : null;
};

/** Holds the list against every subject of a run. `now` decides what has expired. */
export const matchKnown = (
  entries: readonly KnownEntry[],
  subjects: readonly Judged[],
  now: Date,
): KnownMatch => {
  const held = entries.map((entry) => {
    const concerned = subjects
      .filter((subject) => concerns(entry, subject))
      .flatMap(({ verdicts }) => verdicts)
      .filter(({ clause, check }) => clause === entry.clause && check === entry.check);
    const stale = staleEntry(entry, concerned, now);
    const matching = stale === null ? concerned.filter((verdict) => failsAsListed(entry, verdict)) : [];
    return { entry, stale, matching };
  });
  return {
    excused: new Map(held.flatMap(({ entry, matching }) => matching.map((verdict) => [verdict, entry]))),
    stale: held.flatMap(({ entry, stale }) => (stale === null ? [] : [{ entry, ...stale }])),
    unreached: held.flatMap(({ entry, stale, matching }) =>
      stale === null && matching.length === 0 ? [entry] : [],
    ),
  };
};
