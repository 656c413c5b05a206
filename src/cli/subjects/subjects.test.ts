import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unwrapped } from '../test-command.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

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
      { cwd: root, timeout: 280_000, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const few = ['--runs', '3', '--clause', 'GRAD-WEIGHT'];

const module = (name: string): string => `fixtures/subjects/${name}.mjs`;
const program = (name: string): readonly string[] => ['--', 'node', `fixtures/subjects/programs/${name}.mjs`];

describe.concurrent('several subjects in one run', () => {
  it('are ours by name, modules and a program', async () => {
    const { exit, stdout } = await backproof(
      'verify',
      'per-weight',
      module('correct'),
      ...few,
      ...program('right'),
    );
    for (const name of ['per-weight', 'correct', 'right']) {
      expect(stdout).toMatch(new RegExp(`^${name} \\(float64\\): \\d+ conforms`, 'm'));
    }
    expect(exit).toBe(0);
  });

  it('of one name are told apart', async () => {
    const { stdout } = await backproof('verify', module('correct'), module('correct'), ...few);
    expect(stdout).toContain('correct (2) (float64): ');
  });

  it('are judged although one of them cannot be started', async () => {
    const { exit, stdout } = await backproof(
      'verify',
      module('correct'),
      module('fails-to-load'),
      ...few,
      ...program('dies-before-hello'),
    );
    expect(stdout).toMatch(/^correct \(float64\): \d+ conforms/m);
    expect(unwrapped(stdout)).toMatch(/not testable: .*a-package-that-is-not-there.* \[START\]/);
    expect(unwrapped(stdout)).toMatch(/not testable: .*No module named 'torch'.* \[DIED\]/);
    expect(exit).toBe(3);
  });
});

describe.concurrent('a program that cannot be started', () => {
  it.each([
    [
      'missing',
      ['./no-such-program'],
      'could not start "./no-such-program": no such file',
      'check the spelling and the folder',
    ],
    [
      'in one word with its arguments',
      ['python3 net.py'],
      'could not start "python3 net.py": no such file',
      'give the program and its arguments as words of their own',
    ],
    ['not executable', ['fixtures/subjects/correct.mjs'], 'not executable', 'name its interpreter as well'],
  ])('is %s: exit 3, and what to do', async (_, command, says, advice) => {
    const { exit, stderr } = await backproof('verify', '--', ...command);
    expect(stderr).toContain(says);
    expect(stderr).toContain('[START]');
    expect(stderr).toContain(`backproof: what to do: ${advice}`);
    expect(exit).toBe(3);
  });
});

it('a subject never shows through unescaped', async () => {
  const { stdout } = await backproof('verify', module('answers-text'), ...few, ...program('hostile-name'));
  expect(stdout).toContain('\\u001b[2J../../../tmp/x\\u202e (float64): ');
  expect(stdout).not.toContain('\u001b');
  expect(stdout).not.toContain('\u202e');
});

it('what is worth a note is told in the report, and on stderr beside a report for programs', async () => {
  const said = 'stdout is the protocol; it printed "epoch 1 loss 0\\.3"; print to stderr \\(\\d+ times\\)';
  const [text, json] = await Promise.all(
    [[], ['--json']].map((words) => backproof('verify', ...few, ...words, ...program('prints-lines'))),
  );
  expect(unwrapped(text?.stdout ?? '')).toMatch(new RegExp(` note: ${said}`));
  expect(text?.stderr).toBe('');
  expect(text?.exit).toBe(0);
  expect(json?.stderr).toMatch(new RegExp(`^backproof: note on prints-lines: ${said}`, 'm'));
  const { subjects } = JSON.parse(json?.stdout ?? '');
  expect(subjects[0].notes).toEqual([
    { message: expect.stringContaining('epoch 1'), times: expect.any(Number) },
  ]);
});

describe.concurrent('a failure replays as its replay line says', () => {
  it.each([
    ['a module', [module('forgets-hidden-slope')]],
    ['a program', [...program('forgets hidden slope')]],
  ])('of %s', async (_, words) => {
    const { stdout } = await backproof('verify', '--runs', '10', '--timeout', '60', ...words);
    const [, line = ''] = /replay: backproof (verify .*)/.exec(stdout) ?? [];
    // What a shell makes of it: quotes go.
    const replayed = await backproof(
      ...line.split(/ (?=(?:[^']*'[^']*')*[^']*$)/).map((word) => word.replaceAll("'", '')),
    );
    expect(line).toContain('--seed');
    expect(line).toContain('--timeout 60');
    expect(replayed.exit).toBe(1);
    const entry = /got +(\S+)/.exec(stdout)?.[1];
    expect(entry).toBeDefined();
    expect(replayed.stdout).toContain(entry);
  });
});

it('the same seed gives the same run', async () => {
  const runs = await Promise.all(
    [1, 2].map(() => backproof('verify', module('forgets-hidden-slope'), ...few, '--json')),
  );
  expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  expect(JSON.parse(runs[0]?.stdout ?? '')).toMatchObject({ exit: 1, seed: expect.any(Number) });
});

describe.concurrent('usage errors name what was expected', () => {
  it.each([
    [['verify', '--'], '--: expected a program and its arguments, got nothing'],
    [['gradient', 'x.json', '--', 'node'], 'gradient: expected no -- COMMAND'],
  ])('%j', async (words, says) => {
    const { exit, stderr } = await backproof(...words);
    expect(stderr).toContain(says);
    expect(exit).toBe(2);
  });
});
