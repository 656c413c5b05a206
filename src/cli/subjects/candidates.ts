/** What the words of the command line name, before anything is started. */

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProblemKind } from '../../model/any-kind.ts';
import { nearest } from '../../model/nearest.ts';
import { defaultLimits, type SubjectLimits } from '../../subjects/limits.ts';
import { moduleSubject } from '../../subjects/module.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import { defaultSubjects, ownSubjects } from '../../subjects/own.ts';
import { programSubject } from '../../subjects/program/program.ts';
import { shown } from '../../subjects/shell-words.ts';
import type { FileDigest, Subject } from '../../subjects/subject.ts';
import { UsageError } from '../failures.ts';
import { digestOf, digestsOfCommand } from './file-digests.ts';
import { refuseCommand, refuseOtherThanModule } from './refused-words.ts';
import { type NamedSubject, readSubjectFile } from './subject-file.ts';
import type { SubjectOptions } from './subject-options.ts';
import type { SubjectWords } from './subject-words.ts';

/** One subject before it is started. */
export interface Candidate {
  readonly name: string;
  /** Its source, where that is one file. */
  readonly file?: string;
  /** What stands in the files that it is named by. */
  readonly files?: () => readonly FileDigest[];
  readonly start: () => Promise<Subject>;
}

const demoModule = fileURLToPath(import.meta.resolve('#fixtures/subjects/forgets-hidden-slope.mjs'));

const noSuchFile = (word: string): SubjectNotTestable => {
  const names = ownSubjects().map(({ name }) => name);
  const meant = nearest(word, names);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return new SubjectNotTestable('START', `could not start ${word}: no such file${hint}`);
};

const moduleAt = async (file: string, word: string, limits: SubjectLimits): Promise<Subject> => {
  if (!existsSync(file)) throw noSuchFile(word);
  return moduleSubject(file, limits, word);
};

const ofModule = (word: string, limits: SubjectLimits, commands: readonly string[]): Candidate => {
  const own = ownSubjects().find(({ name }) => name === word);
  if (own !== undefined) return { name: word, start: async () => own };
  refuseCommand(word, commands);
  refuseOtherThanModule(word);
  return {
    name: word,
    file: resolve(word),
    files: () => digestOf(word),
    start: () => moduleAt(resolve(word), word, limits),
  };
};

/** The first word of a command that is a file, such as the script that an interpreter is given. */
const sourceOf = (words: readonly string[], folder: string): Pick<Candidate, 'file'> => {
  const paths = words.map((word) => resolve(folder, word));
  const file = paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  return file === undefined ? {} : { file };
};

const digestsOfNamed = (named: NamedSubject): readonly FileDigest[] =>
  named.kind === 'program' ? digestsOfCommand(named.words, named.folder) : digestOf(named.word, named.folder);

const ofFile = (file: string, limits: SubjectLimits): Candidate => {
  const named = readSubjectFile(file);
  const start = () =>
    named.kind === 'program' ? programSubject(named, limits) : moduleAt(named.file, named.file, limits);
  const { name } = named;
  return {
    name: name ?? file,
    files: () => [...digestOf(file), ...digestsOfNamed(named)],
    ...(named.kind === 'module' ? { file: named.file } : sourceOf(named.words, named.folder)),
    start: name === undefined ? start : async () => ({ ...(await start()), name }),
  };
};

const ofCommand = (words: readonly string[], limits: SubjectLimits): Candidate => {
  const [program = ''] = words;
  if (program === '') {
    const got = words.length === 0 ? 'nothing' : '""';
    throw new UsageError(`--: expected a program and its arguments, got ${got}`);
  }
  return {
    name: shown(words),
    ...sourceOf(words, '.'),
    files: () => digestsOfCommand(words),
    start: () => programSubject({ words }, limits),
  };
};

const limitsOf = ({ timeout, startTimeout, memory, restarts, window }: SubjectOptions): SubjectLimits => ({
  ...defaultLimits,
  problemMilliseconds: timeout,
  startMilliseconds: startTimeout,
  memoryBytes: memory,
  restarts,
  window,
});

/** Ours that a run judges unnamed, as far as they answer any of these kinds. */
const oursOf = (kinds: readonly ProblemKind[]): readonly Candidate[] =>
  defaultSubjects()
    .filter(({ supports }) => supports.kinds.some((kind) => kinds.includes(kind)))
    .map((own) => ({ name: own.name, start: async () => own }));

/**
 * The demo, modules, files and a program, or our own of these kinds where nothing is named. Throws UsageError for
 * words that name nothing.
 */
export const candidates = (
  { modules, command, commands = [] }: SubjectWords,
  options: SubjectOptions,
  kinds: readonly ProblemKind[],
): readonly Candidate[] => {
  const limits = limitsOf(options);
  const files = options.subject ?? [];
  const named = [
    ...modules.map((word) => ofModule(word, limits, commands)),
    ...files.map((file) => ofFile(file, limits)),
    ...(command === undefined ? [] : [ofCommand(command, limits)]),
  ];
  if (options.demo && named.length > 0) {
    throw new UsageError('--demo judges the network shipped with us: expected no MODULE and no COMMAND');
  }
  if (options.demo) return [{ name: '--demo', start: () => moduleSubject(demoModule, limits) }];
  if (named.length > 0) return named;
  return oursOf(kinds);
};
