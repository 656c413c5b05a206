/** The words of the command line that name subjects, and back. */

import { shellWord } from '../../subjects/shell-words.ts';
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

/** Words that may name files of the subjects: a module, a program, a script that it is given. */
export const subjectFiles = (
  { modules, command = [] }: SubjectWords,
  { subject = [] }: Pick<SubjectOptions, 'subject'>,
): readonly string[] => [...modules, ...subject, ...command];

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
