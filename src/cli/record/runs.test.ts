import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { environmentField } from '../../journal/log.ts';
import { unwrapped } from '../test-command.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const faux = (name: string): string => fileURLToPath(import.meta.resolve(`#fixtures/subjects/${name}.mjs`));

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (words: readonly string[], folder: string): ChildProcess =>
  spawn(process.execPath, [main, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

const ending = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (exit) => resolve({ exit, stdout, stderr }));
  });

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'backproof-runs-'));

const backproof = (words: readonly string[], folder = newFolder()): Promise<Ended> =>
  ending(start(words, folder));

const filesIn = (folder: string, ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .map((name) => join(folder, name))
    : [];

const logIn = (folder: string): string => {
  const [log, more] = filesIn(folder, '.ndjson');
  if (log === undefined || more !== undefined) throw new Error(`expected one log in ${folder}`);
  return log;
};

const linesOf = (log: string): readonly Record<string, unknown>[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const withoutEnvironment = (log: string) => linesOf(log).map((line) => ({ ...line, [environmentField]: {} }));

const few = ['--clause', 'BATCH-SUM', '--runs', '6'];

/** A correct layer that thinks forever from the ninth question on while `slow` lies beside it: as in a long run. */
const layer = `import { existsSync } from 'node:fs';
let asked = 0;
export default { name: 'layer', supports: { losses: ['squared-error'], maxLayers: 1, activations: ['identity'], penalties: ['none'] },
  async gradient({ layers, inputs, targets, loss }) {
    asked += 1;
    if (asked >= 9 && existsSync(new URL('slow', import.meta.url))) await new Promise((resolve) => setTimeout(resolve, 1e9));
    const [{ weights, biases }] = layers;
    const c = inputs.map((x, n) => weights.map((row, i) => 2 * loss.scale * (row.reduce((s, w, j) => s + w * x[j], biases?.[i] ?? 0) - targets[n][i])));
    return { gradients: { weights: [weights.map((row, i) => row.map((_, j) => inputs.reduce((s, x, n) => s + c[n][i] * x[j], 0)))],
      biases: [biases && biases.map((_, i) => c.reduce((s, d) => s + d[i], 0))] } };
  } };
`;

/** Waits for the first sample in the log, which stands there before the run is over. */
const firstSample = async (folder: string): Promise<void> => {
  for (;;) {
    const [log] = filesIn(folder, '.ndjson');
    if (log !== undefined && linesOf(log).some(({ kind }) => kind === 'sample')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Waits until the process has the log. */
const lockOf = async (log: string, { pid }: ChildProcess): Promise<void> => {
  const says = (): string => (existsSync(`${log}.lock`) ? readFileSync(`${log}.lock`, 'utf8') : '');
  while (!says().startsWith(`${pid} `)) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe.concurrent('a run that is ended', () => {
  it('by kill -9 is finished with --resume, which one process does at a time, and its log is that of an uninterrupted run', async () => {
    const folder = newFolder();
    const words = ['verify', 'net.mjs', ...few, '--timeout', '3600'];
    writeFileSync(join(folder, 'net.mjs'), layer);
    writeFileSync(join(folder, 'slow'), '');
    const child = start([...words, '--out', 'torn'], folder);
    const ended = ending(child);
    await firstSample(join(folder, 'torn'));
    child.kill('SIGKILL');
    await ended;
    const torn = logIn(join(folder, 'torn'));
    expect(existsSync(`${torn}.lock`)).toBe(true);
    const first = start([...words, '--resume', torn], folder);
    const firstEnded = ending(first);
    await lockOf(torn, first);
    const before = readFileSync(torn);
    const second = await backproof([...words, '--resume', torn], folder);
    expect(second).toMatchObject({ exit: 2, stdout: '' });
    expect(second.stderr).toContain(
      `expected a log that no run writes to, got one of process ${first.pid} on`,
    );
    expect(readFileSync(torn).subarray(0, before.length)).toEqual(before);
    first.kill('SIGKILL');
    await firstEnded;
    rmSync(join(folder, 'slow'));
    expect(linesOf(torn).at(-1)?.['kind']).not.toBe('footer');
    writeFileSync(join(folder, 'net.mjs'), `${layer}// another one`);
    const refused = await backproof([...words, '--resume', torn], folder);
    expect(refused.stderr).toContain('("net.mjs" was changed in between)');
    expect(refused.exit).toBe(2);
    writeFileSync(join(folder, 'net.mjs'), layer);
    const resumed = await backproof([...words, '--resume', torn], folder);
    const whole = await backproof([...words, '--out', 'whole'], folder);
    expect(resumed).toEqual(whole);
    expect(resumed.exit).toBe(0);
    expect(withoutEnvironment(torn)).toEqual(withoutEnvironment(logIn(join(folder, 'whole'))));
  });

  it('by ctrl-C reports what there is and exits 130', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'net.mjs'), layer);
    writeFileSync(join(folder, 'slow'), '');
    const child = start(['verify', 'net.mjs', ...few, '--timeout', '3600', '--out', 'out'], folder);
    const ended = ending(child);
    await firstSample(join(folder, 'out'));
    child.kill('SIGINT');
    const { exit, stdout } = await ended;
    expect(exit).toBe(130);
    expect(stdout).toContain('layer (float64)');
    const log = logIn(join(folder, 'out'));
    expect(linesOf(log).at(-1)?.['kind']).not.toBe('footer');
    const judged = await backproof(['judge', log], folder);
    expect(unwrapped(judged.stdout)).toMatch(/INTERRUPTED: .*checks? w(as|ere) not run/);
    expect(judged.exit).toBe(130);
  });

  it('by --time says how many samples were not run, and writes nothing without --out', async () => {
    const folder = newFolder();
    const { exit, stdout } = await backproof(
      ['verify', faux('correct'), ...few, '--time', '0.000001'],
      folder,
    );
    expect(readdirSync(folder)).toEqual([]);
    expect(unwrapped(stdout)).toMatch(/\d+ skipped not run: --time 0\.000001 was spent/);
    expect(exit).toBe(4);
  });

  it('by --max-failures puts nothing after the last of them', async () => {
    const words = ['verify', faux('forgets-hidden-slope'), '--runs', '2', '--max-failures', '2', '--json'];
    const { exit, stdout } = await backproof(words);
    expect(exit).toBe(1);
    const { subjects } = JSON.parse(stdout) as {
      subjects: { verdicts: { verdict: string; message: string }[] }[];
    };
    const verdicts = subjects[0]?.verdicts ?? [];
    expect(verdicts.filter(({ verdict }) => verdict === 'discrepant')).toHaveLength(2);
    const last = verdicts.findLastIndex(({ verdict }) => verdict === 'discrepant');
    const later = verdicts.slice(last + 1).filter(({ verdict }) => verdict !== 'unsupported');
    expect(later.length).toBeGreaterThan(10);
    for (const { verdict, message } of later)
      expect({ verdict, message }).toEqual({
        verdict: 'not-run',
        message: 'not run: --max-failures 2 was reached',
      });
  });
});

describe('--max-failures', () => {
  it('does not count failures that are listed as known', async () => {
    const folder = newFolder();
    const words = [
      'verify',
      faux('forgets-hidden-slope'),
      '--clause',
      'DELTA-HIDDEN',
      '--runs',
      '2',
      '--json',
    ];
    interface Written {
      readonly subjects: readonly {
        readonly verdicts: readonly { readonly verdict: string; readonly knownEntry?: object }[];
      }[];
    }
    const verdictsIn = (stdout: string) => (JSON.parse(stdout) as Written).subjects[0]?.verdicts ?? [];
    const first = verdictsIn((await backproof(words, folder)).stdout);
    const known = first.flatMap(({ knownEntry }) =>
      knownEntry === undefined
        ? []
        : [{ ...knownEntry, link: 'https://example.org/1', reason: 'for now', expires: '9999-12-31' }],
    );
    expect(known.length).toBeGreaterThan(2);
    writeFileSync(join(folder, 'known.json'), JSON.stringify({ known }));
    const { exit, stdout } = await backproof(
      [...words, '--known', 'known.json', '--max-failures', '1'],
      folder,
    );
    expect(exit).toBe(0);
    expect(verdictsIn(stdout).map(({ verdict }) => verdict)).toEqual(first.map(({ verdict }) => verdict));
  });
});

describe.concurrent('a run in parts', () => {
  it('is merged by report to what the whole run says', async () => {
    const folder = newFolder();
    const words = [
      'verify',
      faux('forgets-hidden-slope'),
      '--clause',
      'GRAD-WEIGHT',
      '--runs',
      '5',
      '--json',
    ];
    const whole = await backproof([...words, '--out', 'whole'], folder);
    await Promise.all(
      [1, 2].map((part) => backproof([...words, '--shard', `${part}/2`, '--out', `part-${part}`], folder)),
    );
    const parts = [2, 1].map((part) => logIn(join(folder, `part-${part}`)));
    const merged = await backproof(['report', ...parts, '--json'], folder);
    expect(merged).toEqual(whole);
    expect(merged.exit).toBe(1);
    const one = await backproof(['report', ...parts.slice(0, 1)], folder);
    expect(one.stdout).toContain('INCOMPLETE: shard 1/2 is missing');
    expect(one.exit).toBe(1);
  });
});

describe.concurrent('a counterexample', () => {
  it('is saved and put again by replay, to whoever is named', async () => {
    const folder = newFolder();
    const subject = faux('forgets-hidden-slope');
    const { stdout } = await backproof(
      ['verify', subject, '--clause', 'GRAD-WEIGHT', '--runs', '6', '--out', 'out'],
      folder,
    );
    const [saved = ''] = filesIn(join(folder, 'out'), '.counterexamples').flatMap((each) =>
      filesIn(each, '0-agreement-weights.json'),
    );
    const again = await backproof(['replay', saved, subject], folder);
    expect(again.exit).toBe(1);
    const got = /got +(\S+)/.exec(again.stdout)?.[1];
    expect(got).toBeDefined();
    expect(stdout).toContain(got);
    expect(again.stdout).toContain(/--path \S+/.exec(stdout)?.[0]);
    expect((await backproof(['replay', saved, 'per-weight'], folder)).exit).toBe(0);
    const older = {
      ...JSON.parse(readFileSync(saved, 'utf8')),
      suite: { name: 'backproof', version: '0.0.1' },
    };
    writeFileSync(join(folder, 'older.json'), JSON.stringify(older));
    const { exit, stderr } = await backproof(['replay', 'older.json', 'per-weight'], folder);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr:
        'backproof: older.json: saved by version 0.0.1, and this is 0.1.0: the replay line may lead elsewhere\n',
    });
  });
});

it('one of several subjects that cannot be tested has a row, and the run exits 3', async () => {
  const words = ['verify', faux('correct'), faux('no-gradient'), ...few];
  const { exit, stdout } = await backproof(words);
  expect(stdout).toContain('correct (float64): ');
  expect(unwrapped(stdout)).toMatch(/not testable: .*expected an object with a function gradient\(problem\)/);
  expect(exit).toBe(3);
});
