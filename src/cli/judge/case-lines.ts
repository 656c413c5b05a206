/** The lines of a cases file: a greeting that says how they were made, the questions, the end. */

import { createHash } from 'node:crypto';
import { type Case, casesOf } from '../../conformance/cases.ts';
import type { Universe } from '../../conformance/options.ts';
import { clauseGlob } from '../../conformance/selection.ts';
import { lineOf } from '../../journal/text.ts';
import type { Supports } from '../../model/supports.ts';
import { gradientLine, greetingId, shutdownLine } from '../../subjects/program/requests.ts';
import { loadSuite } from '../suite.ts';
import { suiteVersion } from '../version.ts';

/** What the questions follow from. */
export interface CasesIdentity extends Universe {
  readonly seed: number;
  readonly runs: number;
  /** Glob of clause ids. */
  readonly clauses: string;
}

/** The questions in their order. Throws `UsageError` where no clause has that id. */
export const regenerate = ({ seed, runs, clauses, ...universe }: CasesIdentity): readonly Case[] => {
  const selection = { clause: clauseGlob(clauses) };
  const suite = loadSuite(selection, clauses);
  return [...casesOf(suite, selection, { seed, runs, shrink: false }, universe)];
};

const hashOf = (cases: readonly Case[]): string => {
  const hash = createHash('sha256');
  for (const { problem } of cases) hash.update(`${JSON.stringify(problem)}\n`);
  return hash.digest('hex');
};

/** Limits that are none are left out, as a subject leaves them out. */
const supportsJson = (supports: Supports): object =>
  Object.fromEntries(Object.entries(supports).filter(([, value]) => value !== Number.POSITIVE_INFINITY));

const greetingLine = (identity: CasesIdentity, cases: readonly Case[]): string => {
  const suite = { name: 'backproof', version: suiteVersion() };
  const params = {
    protocol: 1,
    suite,
    cases: { ...identity, supports: supportsJson(identity.supports), sha256: hashOf(cases) },
  };
  return `${lineOf({ jsonrpc: '2.0', id: greetingId, method: 'initialize', params })}\n`;
};

/** Every line, with its end. */
export function* caseLines(identity: CasesIdentity, cases: readonly Case[]): Generator<string> {
  yield greetingLine(identity, cases);
  for (const each of cases) yield gradientLine(each, false);
  yield shutdownLine(cases.length + 1);
}
