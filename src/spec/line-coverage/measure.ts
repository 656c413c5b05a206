/** Puts every clause's checks to every implementation and says which of its lines and branches ran. */

import { evaluate, isFailure } from '../../conformance/evaluate.ts';
import { basisFor, experts } from '../../conformance/evidence.ts';
import { valueAt } from '../../model/at.ts';
import { ownSubjects } from '../../subjects/own.ts';
import type { Subject } from '../../subjects/subject.ts';
import { rangesOf } from '../line-ranges.ts';
import { digestOf, filesOf, hasSources, sourceOf, urlOf } from '../traceability/implementation-sources.ts';
import type { ClauseReach, ImplementationReach, LineCoverage, Reached } from '../traceability/measured.ts';
import { type ClauseChecks, checksOf, samplesPerProperty, seed } from './checks.ts';
import type { Counted, Counters } from './counting.ts';
import { type ExecutableFile, executableFile, type Ran } from './executable.ts';

/** A file of an implementation, and what was reached of it so far. */
interface Known {
  readonly file: string;
  readonly executable: ExecutableFile;
  readonly lines: Set<number>;
  readonly branches: Set<string>;
}

/** The files of an implementation that answering loads; the others derive or explain. */
const knownFiles = async (name: string, loaded: Counted): Promise<readonly Known[]> => {
  const known: Known[] = [];
  for (const file of filesOf(name)) {
    const functions = loaded.get(urlOf(file));
    if (functions === undefined) continue;
    const executable = await executableFile(urlOf(file), sourceOf(file), functions);
    known.push({ file, executable, lines: new Set(), branches: new Set() });
  }
  return known;
};

const sizes = (all: readonly Ran[], ran: readonly Ran[]): Reached => {
  const sum = (each: readonly Ran[], part: keyof Ran): number =>
    each.reduce((total, file) => total + file[part].size, 0);
  return {
    lines: { ran: sum(ran, 'lines'), of: sum(all, 'lines') },
    branches: { ran: sum(ran, 'branches'), of: sum(all, 'branches') },
  };
};

const nothing: Ran = { lines: new Set(), branches: new Set() };

/** What was reached since the last taking; it is added to what is known to be reached. */
const reachedIn = async (files: readonly Known[], counted: Counted): Promise<Reached> => {
  const ran: Ran[] = [];
  for (const { file, executable, lines, branches } of files) {
    const functions = counted.get(urlOf(file));
    const found = functions === undefined ? nothing : await executable.ran(functions);
    for (const line of found.lines) lines.add(line);
    for (const branch of found.branches) branches.add(branch);
    ran.push(found);
  }
  return sizes(
    files.map(({ executable }) => executable.all),
    ran,
  );
};

/** Throws where a check fails: what is not passed reaches nothing that counts. */
const expectPassed = async (subject: Subject, { clause, samples }: ClauseChecks): Promise<void> => {
  const known = experts();
  for (const sample of samples) {
    const evaluation = await evaluate(subject, sample, (problem) => basisFor(subject, problem, known));
    if (isFailure(evaluation)) throw new Error(`${subject.name} fails a check of ${clause}`);
  }
};

const reachOf = async (
  subject: Subject,
  checks: ClauseChecks,
  files: readonly Known[],
  counters: Counters,
): Promise<Reached> => {
  await expectPassed(subject, checks);
  // Judging asks the others too; only what comes from here on is counted.
  await counters.take();
  for (const { questions } of checks.samples) for (const problem of questions) await subject.ask(problem);
  return reachedIn(files, await counters.take());
};

const summaryOf = (name: string, files: readonly Known[]): ImplementationReach => ({
  name,
  files: files.length,
  sources: digestOf(name),
  reached: sizes(
    files.map(({ executable }) => executable.all),
    files,
  ),
  unreached: files.flatMap(({ file, executable: { all }, lines, branches }) => {
    const left = [...all.lines].filter((line) => !lines.has(line));
    const arms = [...all.branches].filter((branch) => !branches.has(branch)).length;
    return left.length + arms === 0 ? [] : [{ file, lines: rangesOf(left), branches: arms }];
  }),
});

/** The measurement; `loaded` is what was counted while this file and all it imports were loaded. */
export const measure = async (
  clauses: readonly string[],
  counters: Counters,
  loaded: Counted,
  onProgress: (clause: string) => void,
): Promise<LineCoverage> => {
  const subjects = ownSubjects().filter(({ name }) => hasSources(name));
  const files = new Map<string, readonly Known[]>();
  for (const { name } of subjects) files.set(name, await knownFiles(name, loaded));
  const rows: ClauseReach[] = [];
  for (const clause of clauses) {
    onProgress(clause);
    const checks = checksOf(clause);
    const questions = checks.samples.reduce((sum, sample) => sum + sample.questions.length, 0);
    const reached: Record<string, Reached> = {};
    for (const subject of questions === 0 ? [] : subjects)
      reached[subject.name] = await reachOf(subject, checks, valueAt(files, subject.name), counters);
    rows.push({ clause, questions, reached });
  }
  const implementations = subjects.map(({ name }) => summaryOf(name, valueAt(files, name)));
  return { samplesPerProperty, seed, implementations, clauses: rows };
};
