import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { properties } from '../../../properties/index.ts';
import { fixtureCheckId } from '../../conformance/check-fixture.ts';
import type { Shard } from '../../conformance/options.ts';
import {
  changedSubject,
  doublingSubject,
  rightSubject,
  withFirstWeightsTimes,
} from '../../conformance/test-subjects.ts';
import { verify } from '../../conformance/verify.ts';
import { environmentField } from '../../journal/log.ts';
import { mergeShards, missingShards, verdictsOf } from '../../journal/merge.ts';
import { notesIn } from '../../journal/notes.ts';
import { type Log, loadLog } from '../../journal/read-log.ts';
import { readRecorded } from '../../journal/recorded.ts';
import { gradientFixtures } from '../../problems/fixtures.ts';
import type { Reply, Subject } from '../../subjects/subject.ts';
import type { VerifyOptions } from '../verify/options.ts';
import { headerOf } from './run-header.ts';
import { continuedRecord, newRecord, type RunHeader } from './run-record.ts';

const chosen = ['agreement-weights', 'batch-additivity', 'purity'];
const suite = {
  properties: properties.filter(({ id }) => chosen.includes(id)),
  fixtures: gradientFixtures().slice(0, 3),
};
const checks = [...suite.fixtures.map(fixtureCheckId), ...suite.properties.map(({ id }) => id)];

const options: VerifyOptions = {
  seed: 3,
  runs: 9,
  shrink: true,
  timeout: 1000,
  startTimeout: 1000,
  memory: 2 ** 31,
  restarts: 3,
  window: 64,
};

const folder = mkdtempSync(join(tmpdir(), 'backproof-log-'));
let files = 0;
const newFile = (): string => {
  files += 1;
  return join(folder, `${files}.ndjson`);
};

const headerFor = (subjects: readonly Subject[], shard?: Shard): RunHeader =>
  headerOf({ modules: ['net.mjs'] }, { ...options, ...(shard && { shard }) }, subjects, []);

/** Runs the suite into a log: a new one, or one that is there. */
const run = async (subjects: readonly Subject[], { shard, file }: { shard?: Shard; file?: string } = {}) => {
  const header = headerFor(subjects, shard);
  const log = file ?? newFile();
  const record = file ? await continuedRecord(file, header, subjects) : newRecord(log, header, subjects);
  const all = verify(
    suite,
    subjects,
    { seed: options.seed, runs: options.runs, shrink: true, ...(shard && { shard }) },
    { clause: () => true },
    record.surroundings,
  );
  for await (const { subject, verdict } of all) record.verdict(subject, verdict);
  record.close(true);
  return log;
};

/** The lines without what may differ from run to run. */
const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.stringify({ ...JSON.parse(line), [environmentField]: undefined }));

/** Indices of lines that differ, and how many there are. */
const difference = (left: readonly string[], right: readonly string[]) => ({
  lines: [left.length, right.length],
  differing: left.flatMap((line, index) => (line === right[index] ? [] : [index])),
});

const same = (lines: readonly string[]) => ({ lines: [lines.length, lines.length], differing: [] });

/** Answers some problems with a number that JSON does not have, and refuses others. */
const odd = (): Subject =>
  changedSubject('odd', (reply, { layers, inputs }): Reply => {
    if (layers.length === 2) return { kind: 'unsupported', reason: 'two "layers"\n' };
    if (inputs.length !== 3) return reply;
    return { ...reply, answer: { ...reply.answer, cost: Number.NaN } };
  });

/** Dies at every problem with five layers. */
const dying = (): Subject =>
  changedSubject(
    'dying',
    (reply, { layers }): Reply =>
      layers.length === 5
        ? { kind: 'fault', verdict: 'error', code: 'DIED', message: 'exited with status 7' }
        : reply,
  );

/** Adds so much of the gradient whenever the same question of a sample is asked again. */
const repeating = (name: string, share: number): Subject => {
  const times = new WeakMap<object, number>();
  return changedSubject(name, (reply, problem): Reply => {
    const before = times.get(problem) ?? 0;
    times.set(problem, before + 1);
    return withFirstWeightsTimes(reply, 1 + before * share);
  });
};

const subjects: readonly (readonly [string, () => Subject])[] = [
  ['right', rightSubject],
  ['doubling', doublingSubject],
  ['odd', odd],
  ['dying', dying],
];

const mergedLikeWhole = async (subject: () => Subject) => {
  const whole = verdictsOf(await loadLog(await run([subject()])));
  const parts = await Promise.all(
    [3, 1, 2].map(async (index) => loadLog(await run([subject()], { shard: { index, of: 3 } }))),
  );
  const merged = mergeShards(parts, checks);
  expect(merged).toEqual(whole);
  expect(merged).toHaveLength(checks.length);
  return merged.map(({ verdict }) => verdict);
};

it('answers that change are merged with what they change by', async () => {
  const trembling = await mergedLikeWhole(() => repeating('trembling', 2 ** -52));
  expect(trembling.find(({ check }) => check === 'purity')?.repetitions?.problems).toBeGreaterThan(0);
  const growing = await mergedLikeWhole(() => repeating('growing', 1));
  expect(growing.find(({ check }) => check === 'purity')?.code).toBe('IMPURE');
});

describe.each(subjects)('the log of a run of a subject that is %s', (_, subject) => {
  it('is the same the second time, apart from its environment', async () => {
    const [first, second] = [await run([subject()]), await run([subject()])];
    expect(difference(linesOf(first), linesOf(second))).toEqual(same(linesOf(second)));
    expect(linesOf(first).length).toBeGreaterThan(3 + 3 * 2);
  });

  it('gives the same verdicts from the logs of three parts', () => mergedLikeWhole(subject));

  it.each([0.3, 0.9])('is finished from %f of its bytes, asking only what is missing', async (share) => {
    const whole = await run([subject()]);
    const bytes = readFileSync(whole);
    const torn = newFile();
    writeFileSync(torn, bytes.subarray(0, Math.floor(bytes.length * share)));
    const settled = readFileSync(torn, 'utf8').split('\n').slice(0, -1);
    const answered = settled.flatMap((line) => {
      const { replies = [] } = JSON.parse(line) as { replies?: readonly unknown[] };
      return replies;
    }).length;
    let asked = 0;
    const own = subject();
    const counting: Subject = {
      ...own,
      ask: (problem) => {
        asked += 1;
        return own.ask(problem);
      },
    };
    await run([counting], { file: torn });
    expect(difference(linesOf(torn), linesOf(whole))).toEqual(same(linesOf(whole)));
    const all = linesOf(whole).flatMap((line) => (JSON.parse(line) as { replies?: unknown[] }).replies ?? []);
    // A few are asked ahead of a fault that ends their check, and then forgotten.
    expect(asked).toBeGreaterThanOrEqual(all.length - answered);
    expect(asked - (all.length - answered)).toBeLessThan(own.name === 'dying' ? 64 * 4 : 1);
  });
});

it('a log of which lines were taken out or put in is refused with the place', async () => {
  const lines = readFileSync(await run([rightSubject()]), 'utf8')
    .trimEnd()
    .split('\n');
  const [header = '', first = '', ...rest] = lines;
  const samples = lines.filter((line) => line.startsWith('{"kind":"sample"')).length;
  const file = newFile();
  const refusalOf = async (changed: readonly string[]): Promise<string> => {
    writeFileSync(file, `${changed.join('\n')}\n`);
    return loadLog(file).then(
      () => 'read',
      (error: Error) => error.message,
    );
  };
  const end = lines.length;
  expect(await refusalOf(lines)).toBe('read');
  expect(await refusalOf([header, ...rest])).toBe(
    `${file}:${end - 1}: expected ${samples} samples before the footer, got ${samples - 1}`,
  );
  expect(await refusalOf([header, first, first, ...rest])).toContain(`, got ${samples + 1}`);
  expect(await refusalOf([header, first.replace('"subject":0', '"subject":1')])).toBe(
    `${file}:2: expected one of 1 subjects, got number 1 from 0`,
  );
  expect(await refusalOf([...lines, first])).toBe(
    `${file}:${end + 1}: expected nothing after the footer, got a sample`,
  );
  expect(await refusalOf([...lines, lines.at(-1) ?? ''])).toContain('nothing after the footer, got a footer');
});

it('a log that lacks its last line alone is finished with it', async () => {
  const whole = await run([rightSubject()]);
  const torn = newFile();
  writeFileSync(torn, readFileSync(whole, 'utf8').replace(/[^\n]*\n$/, ''));
  await run([rightSubject()], { file: torn });
  expect(difference(linesOf(torn), linesOf(whole))).toEqual(same(linesOf(whole)));
});

it('two subjects in one log are merged apart', async () => {
  const both = () => [rightSubject(), doublingSubject()];
  const whole = verdictsOf(await loadLog(await run(both())));
  const parts = [
    await loadLog(await run(both(), { shard: { index: 1, of: 2 } })),
    await loadLog(await run(both(), { shard: { index: 2, of: 2 } })),
  ];
  expect(mergeShards(parts, checks)).toEqual(whole);
});

describe('what is noted', () => {
  const subject = rightSubject();
  const header = headerFor([subject]);
  const noted = (message: string, times: number) => ({ subject: 0, note: { message, times } });

  it('stands in the log, and adds up over the runs of one that was interrupted', async () => {
    const file = newFile();
    const first = newRecord(file, header, [subject]);
    expect(first.notes([noted('CR LF', 3), noted('stray', 1)])).toHaveLength(2);
    first.close(false);
    const second = await continuedRecord(file, header, [subject]);
    const all = [noted('CR LF', 5), noted('stray', 1)];
    expect(second.notes([noted('CR LF', 2)])).toEqual(all);
    second.close(true);
    const { lines, finished } = await loadLog(file);
    expect(finished).toBe(true);
    expect(notesIn(lines.filter((line) => line.kind === 'notes'))).toEqual(all);
    expect((await readRecorded(file)).notes).toEqual(all);
  });

  it('needs no line where it is nothing', async () => {
    const file = newFile();
    const record = newRecord(file, header, [subject]);
    expect(record.notes([])).toEqual([]);
    record.close(true);
    expect((await loadLog(file)).lines.map(({ kind }) => kind)).toEqual(['footer']);
  });
});

it('parts that are missing are named, and the others merged', async () => {
  const parts = await Promise.all(
    [1, 2, 3].map(async (index) => loadLog(await run([rightSubject()], { shard: { index, of: 3 } }))),
  );
  const [first, second] = parts as readonly Log[] as readonly [Log, Log];
  expect([parts, [second], [first, second]].map(missingShards)).toEqual([[], [1, 3], [3]]);
  expect(missingShards([await loadLog(await run([rightSubject()]))])).toEqual([]);
  const judged = (logs: readonly Log[]) =>
    mergeShards(logs, checks).reduce((sum, { verdict }) => sum + verdict.judged, 0);
  expect(judged([first])).toBeGreaterThan(0);
  expect(judged([first, second])).toBeGreaterThan(judged([first]));
  expect(judged(parts)).toBeGreaterThan(judged([first, second]));
});

describe('parts that cannot be merged are refused with the reason', async () => {
  const part = async (index: number, of: number) =>
    loadLog(await run([rightSubject()], { shard: { index, of } }));
  const [first, second, other] = [await part(1, 2), await part(2, 2), await part(2, 3)];
  const whole = await loadLog(await run([rightSubject()]));
  const changed = (header: object) => ({ ...second, header: { ...second.header, ...header } });

  it.each([
    [[first, first], 'expected every part once, got part 1 of 2 also in'],
    [[first, other], 'expected one of 2 parts, got one of 3 parts'],
    [[first, whole], 'expected a part of a run, got a whole one'],
    [[first, changed({ seed: 4 })], 'seed: expected 3, got 4'],
    [[first, changed({ runs: 8 })], 'runs: expected 9, got 8'],
    [[first, changed({ suite: { name: 'backproof', version: '9.0.0' } })], 'got "9.0.0"'],
    [[first, changed({ subjects: [] })], 'subjects[0]: expected {'],
    [
      [first, changed({ subjectArguments: '-- python3 other.py' })],
      'subjectArguments: expected "--timeout 1 --start-timeout 1 net.mjs", got "-- python3 other.py"',
    ],
    [
      [first, changed({ subjects: [{ ...second.header.subjects[0], name: 'wrong' }] })],
      'subjects[0].name: expected "right", got "wrong"',
    ],
    [[first, { ...second, finished: false }], 'expected a finished part, got one that was interrupted'],
  ])('%#: %s', (logs, says) => {
    expect(() => mergeShards(logs, checks)).toThrow(says);
  });
});

describe('logs that cannot be continued or read are refused with the reason', () => {
  const header = headerFor([rightSubject()]);
  const resume = (file: string) => continuedRecord(file, header, [rightSubject()]);

  it('a finished one', async () => {
    const file = await run([rightSubject()]);
    await expect(resume(file)).rejects.toThrow(
      `${file}: expected the log of an interrupted run, got a finished one`,
    );
  });

  it('one of another seed', async () => {
    const file = newFile();
    newRecord(file, { ...header, seed: 9 }, []).close(false);
    await expect(resume(file)).rejects.toThrow(`${file}: seed: expected 3, got 9`);
  });

  it('one of another part of the run', async () => {
    const file = newFile();
    newRecord(file, { ...header, shard: { index: 1, of: 3 } }, []).close(false);
    await expect(resume(file)).rejects.toThrow(`${file}: shard: expected nothing, got {"index":1,"of":3}`);
  });

  it('one of a subject whose file was changed since', async () => {
    const file = newFile();
    const withDigest = (sha256: string): RunHeader => ({
      ...header,
      subjects: header.subjects.map((subject) => ({ ...subject, files: [{ name: 'net.py', sha256 }] })),
    });
    newRecord(file, withDigest('ab12'), []).close(false);
    await expect(continuedRecord(file, withDigest('cd34'), [])).rejects.toThrow(
      `${file}: subjects[0].files[0].sha256: expected "cd34", got "ab12" ("net.py" was changed in between)`,
    );
    await expect(resume(file)).rejects.toThrow(`${file}: subjects[0].files: expected nothing, got [{`);
  });

  it('one whose lines are not those of this run', async () => {
    const file = await run([doublingSubject()]);
    const lines = readFileSync(file, 'utf8').split('\n');
    const cut = lines.findIndex((line) => line.includes('"check":"purity"'));
    const other = lines[cut]?.replace('"run":0', '"run":7') ?? '';
    expect(other).toContain('"run":7');
    const torn = newFile();
    writeFileSync(torn, `${[...lines.slice(0, cut), other].join('\n')}\n`);
    await expect(run([doublingSubject()], { file: torn })).rejects.toThrow('it cannot be continued');
  });

  it.each([
    ['', 'expected a run log, got no complete line'],
    ['{"kind":"header"', 'expected a run log, got no complete line'],
    ['not JSON\n', ':1: expected JSON, got something else'],
    [
      '{"jsonrpc":"2.0","id":0}\n',
      ':1: expected a line of a run log, got one of the protocol; answers to a cases file are judged by `backproof judge CASES ANSWERS`',
    ],
    ['[1]\n', ':1: expected a line of a run log, got'],
    ['{"kind":"footer","samples":0,"verdicts":0}\n', ':1: expected the header first and once, got a footer'],
    ['{"kind":"header"}\n', ':1: format: expected a whole number, got'],
    ['{"kind":"header","format":7}\n', ':1: format: expected 1, got 7'],
  ])('%j', async (text, says) => {
    const file = newFile();
    appendFileSync(file, text);
    await expect(resume(file)).rejects.toThrow(`${file}${says.startsWith(':') ? '' : ': '}${says}`);
  });

  it('one that is not there', async () => {
    await expect(resume('no-such.ndjson')).rejects.toThrow(
      'no-such.ndjson: expected a file, got nothing there',
    );
  });
});

it('a log that cannot be written is refused with the reason', () => {
  const file = join(folder, 'no-such-folder', 'run.ndjson');
  expect(() => newRecord(file, headerFor([]), [])).toThrow(
    `${file}: expected a place to write to, got a folder that is not there`,
  );
});
