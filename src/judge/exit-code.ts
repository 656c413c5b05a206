/** What a run says to the shell (runner: exit codes). */

import type { Verdict } from '../model/verdict.ts';

export const exitCodes = {
  conforms: 0,
  discrepant: 1,
  usage: 2,
  notTestable: 3,
  nothingVerified: 4,
  defect: 5,
  interrupted: 130,
} as const;

const wrong = ['discrepant', 'error', 'timeout', 'malformed'];

/** Clauses none of whose checks came to a verdict although the subject claims them. */
export const unexercisedClauses = (verdicts: readonly Verdict[]): readonly string[] => {
  const exercised = new Set(
    verdicts
      .filter(({ verdict }) => verdict === 'conforms' || wrong.includes(verdict))
      .map(({ clause }) => clause),
  );
  const claimed = verdicts.filter(({ verdict }) => verdict !== 'unsupported').map(({ clause }) => clause);
  return [...new Set(claimed)].filter((clause) => !exercised.has(clause));
};

/** 1 for anything wrong, 4 when nothing (or not every claimed clause) was verified, else 0. */
export const exitCodeOf = (verdicts: readonly Verdict[]): 0 | 1 | 4 => {
  if (verdicts.some(({ verdict }) => wrong.includes(verdict))) return exitCodes.discrepant;
  const verified = verdicts.some(({ verdict }) => verdict === 'conforms');
  return verified && unexercisedClauses(verdicts).length === 0
    ? exitCodes.conforms
    : exitCodes.nothingVerified;
};
