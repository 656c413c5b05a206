import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const program = fileURLToPath(import.meta.resolve('#fixtures/subjects/programs/hostile-texts.mjs'));

const around = mkdtempSync(join(tmpdir(), 'backproof-hostile-'));
const folder = join(around, 'a', 'b');

/** What no file may be called, nor the key of an object. */
const names = [
  '../../x',
  join(around, 'absolute'),
  'CON',
  '__proto__',
  'a\n::error::b',
  `${'long'.repeat(20_000)}`,
];

const filesBelow = (place: string): readonly string[] =>
  readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(place, join(entry.parentPath, entry.name)));

const subjectFile = (name: string, index: number): string => {
  const file = join(folder, `${index}.json`);
  // The program is called the same as its file says, as far as a program may be called that.
  writeFileSync(file, JSON.stringify({ name, command: [process.execPath, program, name.slice(0, 80)] }));
  return file;
};

let stdout = '';
let stderr = '';
let exit: unknown;
let before: readonly string[];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const subjects = names.flatMap((name, index) => ['--subject', subjectFile(name, index)]);
  before = filesBelow(around);
  const reports = ['json', 'junit', 'markdown', 'sarif', 'github'].flatMap((name) => [
    '--reporter',
    `${name}=out/${name}`,
  ]);
  const words = [
    'verify',
    '--runs',
    '2',
    '--clause',
    'GRAD-WEIGHT',
    '--no-shrink',
    '--timeout',
    '60',
    '--out',
    'out',
  ];
  const child = spawn(process.execPath, [main, ...words, ...reports, ...subjects], { cwd: folder });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  [exit] = await once(child, 'close');
});

afterAll(() => rmSync(around, { recursive: true }));

const written = (): readonly string[] => filesBelow(around).filter((file) => !before.includes(file));

const textOf = (file: string): string => readFileSync(join(around, file), 'utf8');

/** Terminal escapes, overrides of direction, and whatever else is not seen; line ends and tabs are. */
const unseen = /[^\P{C}\n\t]|[\u2028\u2029]/u;

describe('of subjects whose every text is hostile', () => {
  it('the run comes to an end and to a verdict on each', () => {
    expect(exit).toBe(1);
    expect(stdout).toContain('[THROWN]');
    const { subjects } = JSON.parse(textOf('a/b/out/json'));
    expect(subjects).toHaveLength(names.length);
    for (const { verdicts, notes } of subjects) {
      expect(verdicts.length).toBeGreaterThan(5);
      expect(notes.length).toBeGreaterThan(0);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('nothing is written but below the folder asked for, under names of ours', () => {
    const files = written();
    const counterexamples = files.filter((file) => file.includes('.counterexamples'));
    expect(counterexamples.length).toBeGreaterThanOrEqual(names.length);
    for (const file of files) {
      expect(file).toMatch(
        /^a\/b\/out\/(?:[a-z]+|[\dTZ.-]+\.(?:json|ndjson|counterexamples\/\d+-[A-Za-z0-9-]+\.json))$/,
      );
    }
  });

  it('nothing unseen is shown or written, and no line is a command for a build log', () => {
    const files = written();
    expect(files.length).toBeGreaterThan(10);
    const texts = [stdout, stderr, ...files.map(textOf)];
    const bad = texts.map((text) => [unseen.exec(text)?.index, text.includes('##[')]);
    expect(bad).toEqual(texts.map(() => [undefined, false]));
    for (const text of [stdout, stderr, textOf('a/b/out/markdown'), textOf('a/b/out/junit')])
      expect(/^\s*::.*/m.exec(text)?.[0]).toBeUndefined();
    for (const line of textOf('a/b/out/github').split('\n').filter(Boolean))
      expect(line).toMatch(/^::(?:error|warning|notice) title=[^:]*::(?!error)/);
  });

  it('a megabyte of text becomes a line', () => {
    expect(stdout.length).toBeGreaterThan(1000);
    expect(stdout.length).toBeLessThan(200_000);
    expect(stderr.length).toBeLessThan(20_000);
    for (const file of written()) expect([file, textOf(file).length < 2 ** 21]).toEqual([file, true]);
  });
});
