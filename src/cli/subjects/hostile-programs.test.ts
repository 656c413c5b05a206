import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const verify = (env: NodeJS.ProcessEnv, ...subject: readonly string[]): ChildProcess =>
  spawn(
    process.execPath,
    [
      'src/cli/main.ts',
      'verify',
      '--runs',
      '2',
      '--clause',
      'GRAD-WEIGHT',
      '--timeout',
      '600',
      '--start-timeout',
      '600',
      ...subject,
    ],
    { cwd: root, stdio: 'ignore', env: { ...process.env, ...env } },
  );

const program = (name: string): readonly string[] => [
  '--',
  process.execPath,
  `fixtures/subjects/programs/${name}.mjs`,
];

const read = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** Processes with the mark in their environment. */
const marked = (mark: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(mark))
    .map(Number);

/** Ticks of processor time that the process has used. */
const ticksOf = (pid: number): number => {
  const stat = read(`/proc/${pid}/stat`);
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return Number(user) + Number(system);
};

/** A module that loops without end when it is asked, which shows in the time that it uses. */
const endless = ['fixtures/subjects/hangs.mjs'];

/** Far more than starting takes. */
const startTicks = 300;

// These look into /proc.
const onLinux = process.platform === 'linux';

/** MiB that a program writes; `BACKPROOF_FLOOD_MIB=1024` makes it 1 GiB. */
const flood = process.env['BACKPROOF_FLOOD_MIB'] ?? '64';

const ceiling = 300 * 2 ** 20;

/** The most memory, in bytes, that the process has held by the time it ends. */
const peakOf = async (child: ChildProcess): Promise<number> => {
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${child.pid}/status`)) ?? [];
    if (kib !== undefined) peak = Number(kib) * 1024;
    await wait(20);
  }
  return peak;
};

describe.runIf(onLinux)(`a program that floods ${flood} MiB leaves the runner below 300 MiB`, () => {
  it.each([
    ['stderr, and conforms', 'floods-stderr', 0],
    ['stdout, and is malformed', 'floods-stdout', 1],
  ])('on its %s', async (_, name, exit) => {
    const child = verify({}, ...program(name), flood);
    const peak = await peakOf(child);
    expect(peak).toBeGreaterThan(2 ** 20);
    expect(peak).toBeLessThan(ceiling);
    expect(child.exitCode).toBe(exit);
  });
});

describe.runIf(onLinux)('nothing of a subject survives the runner', () => {
  it.each([
    ['killed, as its stdin ends', 'SIGKILL', program('silent-later')],
    ['killed, though the program does not listen', 'SIGKILL', program('silent')],
    ['killed, though a module is in an endless loop', 'SIGKILL', endless],
    ['told to leave, though it hangs', 'SIGTERM', program('hangs')],
    ['interrupted while the subject starts', 'SIGINT', program('silent')],
  ] as const)('%s', async (_, signal, subject) => {
    const mark = `BACKPROOF_TEST_${process.pid}_${signal}_${Date.now()}`;
    const child = verify({ [mark]: 'yes' }, ...subject);
    const ended = once(child, 'exit');
    const isReached = (pid: number): boolean =>
      pid !== child.pid &&
      read(`/proc/${pid}/cmdline`).includes(subject.at(-1) ?? '') &&
      (subject !== endless || ticksOf(pid) > startTicks);
    while (!marked(mark).some(isReached)) await wait(20);
    child.kill(signal);
    await ended;
    expect(child.signalCode).toBe(signal);
    while (marked(mark).length > 0) await wait(20);
  });
});
