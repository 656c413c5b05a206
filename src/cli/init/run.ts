/** What `backproof init` does: copy a template, and say what to type next. */

import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProblemKind } from '../../model/any-kind.ts';
import { quote } from '../../model/defect.ts';
import { unwritable } from '../../model/file-errors.ts';
import { nearest } from '../../model/nearest.ts';
import { shellWord } from '../../subjects/shell-words.ts';
import { UsageError } from '../failures.ts';
import { type Language, languages, otherWords } from './languages.ts';

export interface InitOptions {
  readonly kind: ProblemKind;
  readonly force?: true;
}

const line = (words: readonly string[]): string => words.map(shellWord).join(' ');

/** Where it is described how an adapter is written in a language that has no template. */
const protocolPage = (): string => relative('.', fileURLToPath(import.meta.resolve('#spec/protocol.md')));

const languageNamed = (name: string, kind: ProblemKind): Language => {
  const word = name.toLowerCase();
  const known = otherWords.get(word) ?? word;
  const found = languages[kind].find((language) => language.name === known);
  if (found !== undefined) return found;
  const names = languages[kind].map((language) => language.name);
  const meant = nearest(name, names);
  const hint =
    meant === undefined ? `; for any other language see ${protocolPage()}` : `; did you mean ${meant}?`;
  const ofKind = kind === 'mlp' ? '' : ` for --kind ${kind}`;
  throw new UsageError(`init: expected one of ${names.join(', ')}${ofKind}, got ${quote(name)}${hint}`);
};

const templateText = ({ template }: Language, file: string): string => {
  const path = fileURLToPath(import.meta.resolve(`#adapters/templates/${template}`));
  return readFileSync(path, 'utf8').replaceAll(template, basename(file));
};

/** Codes of the system for files that were begun and could not be written to their end. */
const withoutSpace: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

const write = (file: string, text: string, force: boolean): void => {
  try {
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && !isFolder) {
      throw new UsageError(`${file}: expected no file yet, got one; --force overwrites it`);
    }
    // Half a file would be in the way of the next try.
    if (!force && withoutSpace.includes((error as NodeJS.ErrnoException).code ?? '')) rmSync(file);
    throw new UsageError(unwritable(file, isFolder ? { code: 'EISDIR' } : error));
  }
};

/** Writes the adapter and prints the next commands. Throws UsageError. */
export const runInit = (name: string, given: string | undefined, { kind, force }: InitOptions): void => {
  const language = languageNamed(name, kind);
  const file = given ?? language.template;
  write(file, templateText(language, file), force === true);
  const build = language.build?.(file);
  const subject = language.subject(file);
  const next = [
    `wrote ${file}: it works as it is; replace its ${language.gap} by your own`,
    ...(build === undefined ? [] : [`  ${line(build)}`]),
    `  ${line(['backproof', 'doctor', ...subject])}`,
    `  ${line(['backproof', 'verify', ...subject])}`,
  ];
  process.stdout.write(`${next.join('\n')}\n`);
};
