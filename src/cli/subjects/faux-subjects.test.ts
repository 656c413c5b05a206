import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../conformance/verify.ts';
import { exitCodeOf, exitCodes } from '../../judge/exit-code.ts';
import type { Note } from '../../model/note.ts';
import type { Verdict } from '../../model/verdict.ts';
import { kinkLines } from '../../reports/evidence-lines.ts';
import { failureLines } from '../../reports/failure.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import { loadSuite } from '../suite.ts';
import { unwrapped } from '../test-command.ts';
import { startSubjects } from './start-subjects.ts';
import type { SubjectOptions } from './subject-options.ts';

/** A module (`subject`) or a program, and what it must earn. */
type Faux = ({ readonly subject: string } | { readonly program: string }) & {
  readonly exit: number;
  readonly code?: string;
  readonly says?: string;
  readonly note?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly startTimeout?: number;
  /** MiB */
  readonly memory?: number;
};

const folder = fileURLToPath(new URL('../../../fixtures/subjects', import.meta.url));
const rows: readonly Faux[] = JSON.parse(readFileSync(`${folder}/subjects.json`, 'utf8'));

const nameOf = (faux: Faux): string => ('program' in faux ? `programs/${faux.program}` : faux.subject);

// Long where nothing is awaited in vain: no verdict here depends on how fast the machine is.
const optionsOf = ({ timeout = 30, startTimeout = 30, memory = 2048 }: Faux): SubjectOptions => ({
  timeout: timeout * 1000,
  startTimeout: startTimeout * 1000,
  memory: memory * 2 ** 20,
  restarts: 1,
  window: 64,
});

const clauses = ['GRAD-WEIGHT', 'BATCH-SUM', 'KINK-CONVENTION', 'DELTA-HIDDEN', 'PURE'];
const selection = { clause: (id: string): boolean => clauses.includes(id) };
const suite = loadSuite(selection, '*');

interface Judged {
  readonly exit: number;
  /** Everything that is said of it. */
  readonly text: string;
  readonly conforming: number;
  readonly notes: readonly Note[];
}

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

const judge = async (faux: Faux): Promise<Judged> => {
  const file = `${folder}/${nameOf(faux)}.mjs`;
  const words = 'program' in faux ? { modules: [], command: [process.execPath, file] } : { modules: [file] };
  const { subjects } = await startSubjects(words, optionsOf(faux));
  const verdicts: Verdict[] = [];
  const options = { seed: 1, runs: 3, shrink: false };
  for await (const { verdict } of verify(suite, subjects, options, selection)) verdicts.push(verdict);
  await Promise.all(subjects.map((subject) => subject.close()));
  const replay = { subjectArguments: '', seed: 1 };
  return {
    exit: exitOf(verdicts),
    text: [...kinkLines(verdicts), ...verdicts.flatMap((verdict) => failureLines(verdict, replay))].join(
      '\n',
    ),
    conforming: verdicts.filter(({ verdict }) => verdict === 'conforms').length,
    notes: subjects.flatMap(({ notes }) => notes?.() ?? []),
  };
};

/** What is printed of a subject that could not be started. */
const judgeOrRefuse = (faux: Faux): Promise<Judged> =>
  judge(faux).catch((error: unknown) => {
    if (!(error instanceof SubjectNotTestable)) throw error;
    const { code, message } = error;
    return { exit: exitCodes.notTestable, text: `${message} [${code}]`, conforming: 0, notes: [] };
  });

const marked = (mark: string): readonly string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  });

const mark = `BACKPROOF_TEST_${process.pid}_${Date.now()}`;

beforeAll(() => {
  process.env[mark] = 'yes';
});

afterAll(() => {
  delete process.env[mark];
});

const onLinux = process.platform === 'linux';

it('every program is listed, and every listed program is there', () => {
  const files = readdirSync(`${folder}/programs`).map((file) => file.replace(/\.mjs$/, ''));
  const listed = rows.flatMap((row) => ('program' in row ? [row.program] : []));
  expect(listed.toSorted()).toEqual(files.filter((file) => file !== 'serve').toSorted());
  expect(listed.length).toBeGreaterThanOrEqual(50);
});

it('every module is listed', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  const listed = rows.flatMap((row) => ('subject' in row ? [`${row.subject}.mjs`] : []));
  expect([...new Set(listed)].toSorted()).toEqual(files.toSorted());
});

describe.concurrent('a faux subject earns its verdict', () => {
  it.each(rows.map((faux) => [nameOf(faux), faux] as const))('%s', async (_, faux) => {
    if (faux.memory !== undefined && !onLinux) return;
    const { exit, text, conforming, notes } = await judgeOrRefuse(faux);
    expect(unwrapped(text)).toContain(faux.says ?? '');
    if (faux.code !== undefined) expect(text).toContain(`[${faux.code}]`);
    if (faux.note !== undefined) expect(notes.map(({ message }) => message).join('\n')).toContain(faux.note);
    expect(exit).toBe(faux.exit);
    if (exit === exitCodes.conforms) expect(conforming).toBeGreaterThan(5);
  });
});

it('no key of an answer becomes a key of every object', () => {
  expect('polluted' in {}).toBe(false);
});

it.runIf(onLinux)('no process of any of them survives', () => {
  expect(marked(mark)).toEqual([]);
});
