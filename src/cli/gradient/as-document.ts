/** The answers to a network as one of the documents writes them. */

import type { Written } from '../../arithmetic/named.ts';
import { withNearest } from '../../model/nearest.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { NamedAnswer } from '../../reports/answers.ts';
import { type WrittenColumn, writtenReport } from '../../reports/written-answers.ts';
import { entriesUnder, hasScaling, problemUnder, writtenUnder } from '../../spec/concordance/answers.ts';
import { type DocumentConvention, documentConventions } from '../../spec/concordance/conventions.ts';
import { UsageError } from '../failures.ts';

/** The conventions of a document. Throws UsageError for a name that is none. */
export const readConvention = (name: string): DocumentConvention => {
  const found = documentConventions.find((convention) => convention.name === name);
  if (found !== undefined) return found;
  const known = documentConventions.map((convention) => convention.name);
  throw new UsageError(`--convention: expected one of ${known.join(', ')}, got ${withNearest(name, known)}`);
};

const opposite = (value: Written): Written => {
  if (typeof value === 'number') return value === 0 ? value : -value;
  if (value.startsWith('-')) return value.slice(1);
  return Number(value) === 0 ? value : `-${value}`;
};

const writtenColumn = (convention: DocumentConvention, given: NamedAnswer): WrittenColumn => {
  if ('refused' in given) return given;
  const { name, arithmetic, answer } = given;
  const written = writtenUnder(convention, answer, opposite);
  return { name, arithmetic, written, entries: entriesUnder(convention, written) };
};

/** The report of the answers to the problem as the document poses it. */
export const reportAsDocument = async (
  convention: DocumentConvention,
  problem: MlpProblem,
  answersTo: (problem: MlpProblem) => Promise<readonly NamedAnswer[]>,
  json: boolean,
): Promise<string> => {
  const under = problemUnder(convention, problem);
  const columns = (await answersTo(under)).map((answer) => writtenColumn(convention, answer));
  const kept = hasScaling(problem) ? undefined : problem.loss.name;
  return writtenReport({ convention, loss: under.loss, kept }, columns, json);
};
