import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../../conformance/verify.ts';
import { scoresOf } from '../../judge/scores.ts';
import { gradientFixtures } from '../../problems/fixtures.ts';
import { readJunit, runComplaints, sarifComplaints } from '../../reports/test-readers.ts';
import { ownSubjects } from '../../subjects/own.ts';
import type { Subject } from '../../subjects/subject.ts';
import { unwrapped } from '../test-command.ts';
import { openReporting } from './reporting.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'backproof-reporting-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const backproof = (...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd: root, timeout: 280_000, maxBuffer: 1 << 26 };
    execFile(process.execPath, ['src/cli/main.ts', ...words], options, (error, stdout, stderr) =>
      resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const file = (name: string): string => join(folder, name);
const jsonOf = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'));

const demo = ['verify', '--demo', '--runs', '2', '--no-shrink', '--out', file('out')];

let whole: Ended;

beforeAll(async () => {
  whole = await backproof(
    ...demo,
    ...['json', 'junit', 'markdown', 'github', 'sarif'].flatMap((name) => [
      '--reporter',
      `${name}=${file(`reports/${name}`)}`,
    ]),
  );
});

it('one run is reported in every form at once, each valid', () => {
  expect(whole.exit).toBe(1);
  expect(whole.stdout).toContain('DISCREPANT');
  const report = jsonOf('reports/json');
  expect(runComplaints(report)).toEqual([]);
  expect(report.subjects[0].verdicts.length).toBeGreaterThan(50);
  expect(sarifComplaints(jsonOf('reports/sarif'))).toEqual([]);
  const { children } = readJunit(readFileSync(file('reports/junit'), 'utf8'));
  expect(children[0]?.attributes['tests']).toBe(String(report.subjects[0].verdicts.length));
  expect(readFileSync(file('reports/markdown'), 'utf8')).toContain('## backproof');
  expect(readFileSync(file('reports/github'), 'utf8')).toMatch(/^::error title=/);
});

interface Entry {
  readonly [key: string]: string;
}

const failures = (): readonly Entry[] =>
  jsonOf('reports/json').subjects[0].verdicts.flatMap(({ knownEntry }: { knownEntry?: Entry }) =>
    knownEntry === undefined ? [] : [knownEntry],
  );

const filledIn = (expires: string): readonly Entry[] =>
  failures().map((entry) => ({ ...entry, link: 'https://example.org/issues/7', reason: 'known', expires }));

const withList = (name: string, known: readonly Entry[], ...words: readonly string[]): Promise<Ended> => {
  const list = file(`${name}.json`);
  writeFileSync(list, JSON.stringify({ known }));
  return backproof(...demo, '--clause', 'GRAD-*', '--known', list, ...words);
};

it('the entries of the JSON report, filled in, make the run pass until they expire', async () => {
  const incomplete = filledIn('9999-12-31').filter(({ check }) => check !== 'agreement-weights');
  const runs = await Promise.all([
    withList('all', filledIn('9999-12-31')),
    withList('expired', filledIn('2000-01-01'), '--exit-zero'),
    withList('incomplete', incomplete),
  ]);
  expect(runs[0].stdout).toMatch(/NOTHING NEW: forgets-hidden-slope: \d+ failures, listed as known/);
  expect(unwrapped(runs[1].stdout)).toContain('listed as known until 2000-01-01, which is over');
  expect(runs[1].stdout).toContain('DISCREPANT');
  expect(unwrapped(runs[2].stdout)).toMatch(/GRAD-WEIGHT: weights.*\[WRONG-VALUE\]/);
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 1]);
});

it('a list is stale for a subject that is mended', async () => {
  const known = filledIn('9999-12-31').map(({ subject: _, ...entry }) => entry);
  writeFileSync(file('stale.json'), JSON.stringify({ known }));
  const { exit, stdout } = await backproof(
    'verify',
    '--runs',
    '2',
    '--clause',
    'GRAD-BIAS',
    '--known',
    file('stale.json'),
  );
  expect(unwrapped(stdout)).toContain(
    'GRAD-BIAS, agreement-biases: listed as known, and passes now: take it off the list',
  );
  expect(exit).toBe(1);
});

it('what cannot be written exits 2 before the subject is started', async () => {
  const words = ['./no-such-net.mjs', '--reporter', `json=${file('reports/json/report.json')}`];
  const { exit, stderr } = await backproof('verify', ...words);
  expect(stderr).toContain(
    'report.json: expected a place to write to, got a file in the place of one of its folders',
  );
  expect(stderr).not.toContain('no-such-net');
  expect(exit).toBe(2);
});

it.each([
  [
    {
      reporter: [
        { name: 'json', file: 'x' },
        { name: 'sarif', file: './x' },
      ],
    },
    'expected a file for each report, got',
  ],
  [{ json: true, reporter: [{ name: 'junit' }] }, 'expected one report on stdout, got junit and json'],
  [{ known: 'no-such-list.json' }, '--known: no-such-list.json: expected a file, got nothing there'],
] as const)('%j is refused', (options, sentence) => {
  const nothing = { properties: [], fixtures: [] };
  expect(() => openReporting(options, nothing, { clause: () => true }, [])).toThrow(sentence);
});

it('what a subject refuses when asked stays claimed in its scores, and does not conform', async () => {
  const [own] = ownSubjects();
  if (own === undefined) throw new Error('no subject');
  const refusing: Subject = { ...own, ours: false, ask: async () => ({ kind: 'unsupported', reason: 'no' }) };
  const fixtures = gradientFixtures().slice(0, 3);
  const selection = { clause: () => true };
  const options = { seed: 1, runs: 1, shrink: false };
  const scores = [];
  for (const subject of [own, refusing]) {
    const verdicts = [];
    for await (const one of verify({ properties: [], fixtures }, [subject], options, selection))
      verdicts.push(one.verdict);
    const checks = verdicts.map(({ check, clause }) => ({ id: check, clause }));
    scores.push(scoresOf(verdicts, checks, new Set()).checks);
  }
  expect(scores).toEqual([
    { conforms: 3, claimed: 3, universe: 3 },
    { conforms: 0, claimed: 3, universe: 3 },
  ]);
});
