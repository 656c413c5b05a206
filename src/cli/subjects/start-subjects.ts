/** From the words of the command line to running subjects. */

import { existsSync, statSync } from 'node:fs';
import { extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProblemKind, problemKinds } from '../../model/any-kind.ts';
import type { Code } from '../../model/codes.ts';
import { quote } from '../../model/defect.ts';
import { nearest } from '../../model/nearest.ts';
import { defaultLimits, type SubjectLimits } from '../../subjects/limits.ts';
import { moduleSubject } from '../../subjects/module.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import { defaultSubjects, ownSubjects } from '../../subjects/own.ts';
import { programSubject } from '../../subjects/program/program.ts';
import { shellWord, shown } from '../../subjects/shell-words.ts';
import type { FileDigest, Subject } from '../../subjects/subject.ts';
import { UsageError } from '../failures.ts';
import { digestOf, digestsOfCommand } from './file-digests.ts';
import { type NamedSubject, readSubjectFile } from './subject-file.ts';
import { limitWords, type SubjectOptions } from './subject-options.ts';

/** The words that are no options. */
export interface SubjectWords {
  /** Modules, and names of our own implementations. */
  readonly modules: readonly string[];
  /** A program and its arguments, after `--`. */
  readonly command?: readonly string[] | undefined;
  /** Names of commands, where a word may be one that was misspelt. */
  readonly commands?: readonly string[];
}

/** A subject that could not be started, or did not say what it is. */
export interface NotTestable {
  /** What it was called on the command line. */
  readonly name: string;
  readonly code: Code;
  readonly message: string;
}

export interface StartedSubjects {
  /** In the order of the command line; no two of one name. */
  readonly subjects: readonly Subject[];
  readonly notTestable: readonly NotTestable[];
}

/** One subject before it is started. */
interface Candidate {
  readonly name: string;
  /** Its source, where that is one file. */
  readonly file?: string;
  /** What stands in the files that it is named by. */
  readonly files?: () => readonly FileDigest[];
  readonly start: () => Promise<Subject>;
}

const demoModule = fileURLToPath(import.meta.resolve('#fixtures/subjects/forgets-hidden-slope.mjs'));

const moduleExtensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

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

/** What is there instead of a module; undefined where it may be one, or nothing is there. */
const otherThanModule = (word: string): string | undefined => {
  const found = statSync(word, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (!found.isFile()) return 'a device or a pipe';
  const extension = extname(word);
  return extension === '' || moduleExtensions.includes(extension) ? undefined : `a file ${quote(extension)}`;
};

const refuseOtherThanModule = (word: string): void => {
  if (word === '') throw new UsageError('expected a JavaScript or TypeScript module, got ""');
  const other = otherThanModule(word);
  if (other === undefined) return;
  throw new UsageError(
    `${word}: expected a JavaScript or TypeScript module, got ${other}; a program is given after --, as in: backproof verify -- python3 net.py`,
  );
};

/** A first word that is no command is taken for a module; one that is almost a command was meant as one. */
const refuseCommand = (word: string, commands: readonly string[]): void => {
  const names = ownSubjects().map(({ name }) => name);
  if (!/^\w+$/.test(word) || existsSync(word) || nearest(word, names) !== undefined) return;
  const meant = nearest(word, commands);
  if (meant === undefined) return;
  throw new UsageError(
    `${word}: expected a command, a module or one of our implementations, got none of them; did you mean ${meant}?`,
  );
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

const candidates = (
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

/** Files are read before it starts: what is changed while it runs is not what ran. */
const started = async ({ start, file, files }: Candidate): Promise<Subject> => {
  const digests = files?.();
  const subject = await start();
  return {
    ...subject,
    ...(file !== undefined && { file: relative('.', file) }),
    ...(digests && { files: digests }),
  };
};

/** `net`, `net (2)`, `net (3)` */
const withDistinctNames = (subjects: readonly Subject[]): readonly Subject[] => {
  const taken = new Set<string>();
  return subjects.map((subject) => {
    let { name } = subject;
    for (let count = 2; taken.has(name); count += 1) name = `${subject.name} (${count})`;
    taken.add(name);
    return name === subject.name ? subject : { ...subject, name };
  });
};

const refusalOf = ({ name }: Candidate, reason: unknown): NotTestable[] =>
  reason instanceof SubjectNotTestable ? [{ name, code: reason.code, message: reason.message }] : [];

/**
 * Starts everything that the command line names: the demo, modules, programs, or our own where it names
 * nothing, as far as they answer problems of these kinds. One that cannot be tested does not keep the others from it; where none can, the first one's
 * reason is thrown as `SubjectNotTestable`. Throws `UsageError` before anything is started.
 */
export const startSubjects = async (
  words: SubjectWords,
  options: SubjectOptions,
  kinds: readonly ProblemKind[] = problemKinds,
): Promise<StartedSubjects> => {
  const named = candidates(words, options, kinds);
  const outcomes = await Promise.allSettled(named.map(started));
  const subjects = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const reasons = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const [defect] = reasons.filter((reason) => !(reason instanceof SubjectNotTestable));
  if (defect !== undefined || (subjects.length === 0 && reasons.length === 1)) {
    await Promise.all(subjects.map((subject) => subject.close()));
    throw defect ?? reasons[0];
  }
  const notTestable = named.flatMap((candidate, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'rejected' ? refusalOf(candidate, outcome.reason) : [];
  });
  return { subjects: withDistinctNames(subjects), notTestable };
};

/**
 * The words that name the same subjects under the same limits, quoted for a shell. They come last on a
 * command line, because everything after `--` belongs to the program.
 */
export const subjectArguments = (words: SubjectWords, options: SubjectOptions): string =>
  [
    ...(options.demo ? ['--demo'] : []),
    ...limitWords(options),
    ...(options.subject ?? []).flatMap((file) => ['--subject', file]),
    ...words.modules,
    ...(words.command === undefined ? [] : ['--', ...words.command]),
  ]
    .map(shellWord)
    .join(' ');
