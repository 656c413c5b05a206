/** `npm run spec:sources -- DIR`: spec/sources.json against the documents in DIR; `--write` records them. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe } from '../model/defect.ts';
import { linesCited } from './citations.ts';
import { documentDefects, recordOf } from './documents.ts';
import { readSources, type SourceDocument } from './sources.ts';
import { SpecError } from './spec-file.ts';
import { citationsOf, readStatements } from './statements.ts';

/** What the command works on and prints with. */
export interface SourcesRun {
  /** `spec/sources.json`. */
  readonly sources: string;
  /** `spec/statements.json`. */
  readonly statements: string;
  readonly print: (line: string) => void;
}

const usage = 'expected the folder of the documents: npm run spec:sources -- DIR [--write]';

const documentIn = (folder: string, { name, file }: SourceDocument): Buffer => {
  const path = join(folder, file);
  if (!existsSync(path)) throw new SpecError(`${name}: expected a file ${file} in ${folder}, got nothing`);
  return readFileSync(path);
};

const summary = (documents: readonly SourceDocument[]): string => {
  const sum = (count: (document: SourceDocument) => number): number =>
    documents.reduce((total, document) => total + count(document), 0);
  const lines = sum((document) => document.lines);
  const text = sum(({ hashes }) => Object.keys(hashes).length);
  const headings = sum((document) => document.headings.length);
  return `${documents.length} documents, ${lines} lines, ${text} of them with text, ${headings} headings`;
};

const compare = (folder: string, run: SourcesRun): number => {
  const documents = readSources(readFileSync(run.sources, 'utf8'), run.sources);
  const { statements } = readStatements(readFileSync(run.statements, 'utf8'), run.statements).value;
  const stated = linesCited(statements.flatMap(citationsOf));
  const defects = documents.flatMap((record) =>
    documentDefects(record, documentIn(folder, record), stated.get(record.name) ?? new Set()),
  );
  for (const defect of defects) run.print(describe(defect));
  run.print(
    `${summary(documents)}: ${defects.length === 0 ? 'all as recorded' : `${defects.length} differ`}`,
  );
  return defects.length === 0 ? 0 : 1;
};

const write = (folder: string, run: SourcesRun): void => {
  const documents = readSources(readFileSync(run.sources, 'utf8'), run.sources);
  const recorded = documents.map((record) => recordOf(record, documentIn(folder, record)));
  writeFileSync(run.sources, `${JSON.stringify({ documents: recorded }, null, 2)}\n`);
};

/** The exit status: 0 as recorded, 1 something differs, 2 not asked properly. */
export const runSources = (words: readonly string[], run: SourcesRun): number => {
  try {
    const options = { write: { type: 'boolean' } } as const;
    const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new TypeError(usage);
    if (values.write === true) write(folder, run);
    return compare(folder, run);
  } catch (error) {
    if (!(error instanceof SpecError || error instanceof TypeError)) throw error;
    run.print(error.message);
    return error instanceof SpecError ? 1 : 2;
  }
};

if (import.meta.main) {
  process.exitCode = runSources(process.argv.slice(2), {
    sources: 'spec/sources.json',
    statements: 'spec/statements.json',
    print: (line) => console.log(line),
  });
}
