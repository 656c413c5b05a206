/** Templates as their users have them: copied, built, edited and started, where the language is present. */

import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultLimits } from '../../subjects/limits.ts';
import { moduleSubject } from '../../subjects/module.ts';
import { programSubject } from '../../subjects/program/program.ts';
import type { Subject } from '../../subjects/subject.ts';

/** The folder of the templates. */
export const templates = fileURLToPath(new URL('../../../adapters/templates/', import.meta.url));

export const textOf = (template: string): string => readFileSync(join(templates, template), 'utf8');

/** Programs of this name on PATH, in its order. */
export const programs = (name: string): readonly string[] =>
  (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return [join(folder, name)];
    } catch {
      return [];
    }
  });

/** The first Python that can import these. */
export const pythonWith = (...modules: readonly string[]): string | undefined => {
  const code = `import importlib.util as u, sys; sys.exit(any(u.find_spec(m) is None for m in ${JSON.stringify(modules)}))`;
  return programs('python3').find((python) => spawnSync(python, ['-c', code]).status === 0);
};

/** One way to run a template. */
export interface Way {
  readonly name: string;
  readonly template: string;
  /** What must be there, for the reason of a skip. */
  readonly needs: string;
  /** The program that builds or runs it; undefined where there is none. */
  readonly program: string | undefined;
  readonly build?: (program: string) => readonly string[];
  readonly run: 'module' | ((program: string) => readonly string[]);
  /** Files beside it. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What its user made of it. */
  readonly edit?: (text: string) => string;
}

export const node = process.execPath;
export const python = programs('python3')[0];

/** A source file is run by `java` alone where the compiler is there as well. */
export const java = programs('javac').length > 0 ? programs('java')[0] : undefined;

export const interpreted = (
  name: string,
  template: string,
  needs: string,
  program: string | undefined,
): Way => ({
  name,
  template,
  needs,
  program,
  run: (path) => [path, template],
});

/** `words` are those of the compiler; the program is called what `-o` says. */
export const compiled = (
  name: string,
  template: string,
  compiler: string,
  ...words: readonly string[]
): Way => ({
  name,
  template,
  needs: compiler,
  program: programs(compiler)[0],
  build: (path) => [path, ...words],
  run: () => [`./${words[words.indexOf('-o') + 1]}`],
});

const run = promisify(execFile);
const limits = { ...defaultLimits, startMilliseconds: 120_000, problemMilliseconds: 60_000 };

/** Copies the template of a way below `scratch`, and builds and starts it there. */
export const start = async (
  { name, template, program, build, run: how, beside, edit }: Way,
  scratch: string,
): Promise<Subject> => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const text = textOf(template);
  writeFileSync(join(folder, template), edit?.(text) ?? text);
  for (const [file, text] of Object.entries(beside ?? {})) writeFileSync(join(folder, file), text);
  if (how === 'module') return moduleSubject(join(folder, template), limits);
  const [compiler, ...words] = build?.(program ?? '') ?? [];
  if (compiler !== undefined) await run(compiler, words, { cwd: folder });
  return programSubject({ words: how(program ?? ''), folder }, limits);
};
