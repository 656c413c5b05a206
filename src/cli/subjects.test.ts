import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Faux {
  readonly subject: string;
  readonly exit: number;
  readonly code?: string;
  readonly says: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const subjects: readonly Faux[] = JSON.parse(readFileSync(`${root}/fixtures/subjects/subjects.json`, 'utf8'));

interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const backproof = (...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/cli/main.ts', ...words],
      { cwd: root, timeout: 100_000, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const verify = (subject: string, ...words: string[]): Promise<Ended> =>
  backproof('verify', `fixtures/subjects/${subject}.mjs`, '--runs', '10', '--timeout', '0.5', ...words);

it('keeps at least twenty faux subjects', () => {
  expect(subjects.length).toBeGreaterThanOrEqual(20);
});

describe.concurrent('a faux subject earns its verdict', () => {
  it.each(subjects.map((faux) => [faux.subject, faux] as const))(
    '%s',
    async (_, { subject, exit, code, says }) => {
      const ended = await verify(subject);
      expect(ended).toMatchObject({ exit });
      expect(ended.stdout + ended.stderr).toContain(says);
      if (code !== undefined) expect(ended.stdout + ended.stderr).toContain(`[${code}]`);
    },
  );
});

it('a subject never shows through unescaped', async () => {
  const { stdout } = await verify('answers-text');
  expect(stdout).not.toContain('\u001b');
});

it('a failure replays as its replay line says', async () => {
  const { stdout } = await verify('forgets-hidden-slope');
  const [line = ''] = /backproof verify .*--path \S+/.exec(stdout) ?? [];
  const words = line.split(' ').slice(1);
  expect(words).toContain('--seed');
  const replayed = await backproof(...words);
  expect(replayed.exit).toBe(1);
  const entry = /got +(\S+)/.exec(stdout)?.[1];
  expect(entry).toBeDefined();
  expect(replayed.stdout).toContain(entry);
});

it('the same seed gives the same run', async () => {
  const runs = await Promise.all([1, 2].map(() => verify('forgets-hidden-slope', '--json')));
  expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  expect(JSON.parse(runs[0]?.stdout ?? '')).toMatchObject({ exit: 1, seed: expect.any(Number) });
});
