import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clauseGlob } from '../../conformance/selection.ts';
import { verify } from '../../conformance/verify.ts';
import { exitCodeOf } from '../../judge/exit-code.ts';
import type { Verdict } from '../../model/verdict.ts';
import { failureLines } from '../../reports/failure.ts';
import { loadSuite } from '../suite.ts';
import { unwrapped } from '../test-command.ts';
import { startSubjects } from './start-subjects.ts';

/** A program that answers graphs, and what it must earn. */
interface Faux {
  readonly program: string;
  readonly exit: number;
  readonly code?: string;
  readonly says?: string;
}

const folder = fileURLToPath(new URL('../../../fixtures/subjects/graphs', import.meta.url));
const rows: readonly Faux[] = JSON.parse(readFileSync(`${folder}/graphs.json`, 'utf8'));
const notListed = ['reverse.mjs', 'serve.mjs', 'mistaken.mjs', 'mistakes.mjs'];

// Long where nothing is awaited in vain: no verdict here depends on how fast the machine is.
const limits = { timeout: 60_000, startTimeout: 60_000, memory: 2 ** 31, restarts: 1, window: 64 };

const judged = async (program: string, clauses = '*', ofGraphs = true): Promise<readonly Verdict[]> => {
  const selection = { clause: clauseGlob(clauses) };
  const suite = loadSuite(selection, '*');
  const properties = suite.properties.filter(({ kind }) => !ofGraphs || kind === 'graph');
  const command = [process.execPath, `${folder}/${program}.mjs`];
  const { subjects } = await startSubjects({ modules: [], command }, limits);
  const verdicts: Verdict[] = [];
  const options = { seed: 1, runs: 20, shrink: false };
  for await (const { verdict } of verify({ ...suite, properties }, subjects, options, selection))
    verdicts.push(verdict);
  await Promise.all(subjects.map((subject) => subject.close()));
  return verdicts;
};

const exitOf = (verdicts: readonly Verdict[]): number =>
  exitCodeOf({
    subjects: [{ verdicts, notTestable: false }],
    must: new Set(),
    excused: new Map(),
    stale: 0,
    shard: false,
    interrupted: false,
    incomplete: false,
  });

it('every program is listed, and every listed program is there', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs') && !notListed.includes(file));
  expect(rows.map(({ program }) => `${program}.mjs`).toSorted()).toEqual(files.toSorted());
  expect(rows.length).toBeGreaterThanOrEqual(12);
});

describe.concurrent('a faux subject of kind graph earns its verdict', () => {
  it.each(rows)('$program', async ({ program, exit, code, says = '' }) => {
    const verdicts = await judged(program);
    const text = verdicts
      .flatMap((verdict) => failureLines(verdict, { subjectArguments: '', seed: 1 }))
      .join('\n');
    expect(unwrapped(text)).toContain(says);
    if (code !== undefined) expect(text).toContain(`[${code}]`);
    expect(exitOf(verdicts)).toBe(exit);
    if (exit === 0)
      expect(verdicts.filter(({ verdict }) => verdict === 'conforms').length).toBeGreaterThan(30);
  });
});

it('one of both kinds is asked for both, one of graphs for no network', async () => {
  const kinds = (verdicts: readonly Verdict[]) => new Set(verdicts.map(({ clause }) => clause));
  const both = kinds(await judged('both-kinds', 'G*-*E*', false));
  expect([...both]).toEqual(expect.arrayContaining(['GRAD-WEIGHT', 'GENERAL-SEED']));
  const graphs = kinds(await judged('right', 'G*-*E*', false));
  expect([...graphs]).toContain('GENERAL-SEED');
  expect([...graphs]).not.toContain('GRAD-WEIGHT');
});
