/** The codes that say more about a verdict than its kind; their sentences stand in spec/codes.json. */

import entries from '#spec/codes.json' with { type: 'json' };
import type { VerdictKind } from './verdict-kind.ts';

/** Every code, in the order of the file. A code is never reused for another meaning. */
export const codes = [
  'WRONG-VALUE',
  'NOT-FINITE',
  'CONVENTION',
  'NONDETERMINISTIC',
  'IMPURE',
  'PRECISION',
  'OUTVOTED',
  'THROWN',
  'DIED',
  'MEMORY',
  'CLAIM',
  'TIMEOUT',
  'SHAPE',
  'MISSING',
  'NOT-A-NUMBER',
  'UNREADABLE',
  'NOT-JSON',
  'NOT-UTF8',
  'PROTOCOL',
  'TOO-LONG',
  'WRONG-ID',
  'REFUSED',
  'SATURATED',
  'KINK',
  'START',
  'VERSION',
  'UNANSWERED',
  'STOPPED',
  'PRINTED-SHORT',
] as const;

/** A code of spec/codes.json. */
export type Code = (typeof codes)[number];

/** The verdict a code comes with; a note changes no verdict. */
export type CodeVerdict = Exclude<VerdictKind, 'conforms'> | 'note';

/** A code with its sentences. */
export interface CodeEntry {
  readonly code: Code;
  readonly verdict: CodeVerdict;
  /** What is the case. */
  readonly sentence: string;
  /** What to do about it. */
  readonly help: string;
}

const codeVerdicts = [
  'discrepant',
  'error',
  'timeout',
  'malformed',
  'inconclusive',
  'unsupported',
  'not-run',
  'note',
] as const satisfies readonly CodeVerdict[];

/** The entry of a code; throws when the file lacks it, which is a defect of ours. */
export const codeEntry = (code: Code): CodeEntry => {
  const entry = entries.find((candidate) => candidate.code === code);
  const verdict = codeVerdicts.find((kind) => kind === entry?.verdict);
  if (entry === undefined || verdict === undefined)
    throw new Error(`spec/codes.json has no sound entry for ${code}`);
  return { code, verdict, sentence: entry.sentence, help: entry.help };
};
