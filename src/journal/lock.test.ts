import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { lockLog } from './lock.ts';
import { LogRefused } from './refused.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-lock-'));
const file = join(folder, 'run.ndjson');
const lock = `${file}.lock`;

it('a log has one writer at a time', () => {
  const release = lockLog(file);
  expect(() => lockLog(file)).toThrow(LogRefused);
  expect(() => lockLog(file)).toThrow(
    `${file}: expected a log that no run writes to, got one of process ${process.pid} on ${hostname()} (${lock} says so; remove it where that process has ended)`,
  );
  release();
  expect(existsSync(lock)).toBe(false);
  lockLog(file)();
});

it('what a killed process left behind locks nothing; what another machine wrote does', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const reused = process.platform === 'linux' ? [`${process.pid} ${hostname()} 1\n`] : [];
  for (const left of [`${pid} ${hostname()}\n`, 'nonsense', '', ...reused]) {
    writeFileSync(lock, left);
    lockLog(file)();
  }
  writeFileSync(lock, `${pid} another-machine\n`);
  expect(() => lockLog(file)).toThrow(`process ${pid} on another-machine`);
});

/** Waits for the file, so that all begin at once, takes the log and keeps it until its stdin ends. */
const contender = (log: string, go: string): string => `
  import { existsSync } from 'node:fs';
  import { lockLog } from ${JSON.stringify(new URL('lock.ts', import.meta.url).href)};
  console.log('ready');
  const never = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(${JSON.stringify(go)})) Atomics.wait(never, 0, 0, 1);
  try {
    const release = lockLog(${JSON.stringify(log)});
    console.log('taken');
    process.stdin.on('end', release).resume();
  } catch (error) {
    console.log(error.message.includes('expected a log that no run writes to') ? 'refused' : error.stack);
    process.stdin.on('end', () => {}).resume();
  }
`;

it.each([
  ['that nobody has', undefined],
  ['that a killed process left locked', `${2 ** 22 + 1} ${hostname()}\n`],
])('of several processes that begin at one instant one takes a log %s', async (_, left) => {
  const log = join(mkdtempSync(join(folder, 'race-')), 'run.ndjson');
  if (left !== undefined) writeFileSync(`${log}.lock`, left);
  const go = `${log}.go`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', contender(log, go)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const said = children.map(() => '');
  for (const [index, child] of children.entries())
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said[index] += text;
    });
  const linesWithin = async (count: number): Promise<void> => {
    while (said.some((text) => text.split('\n').length <= count)) await wait(5);
  };
  await linesWithin(1);
  writeFileSync(go, '');
  await linesWithin(2);
  expect(said.toSorted()).toEqual([...Array(3).fill('ready\nrefused\n'), 'ready\ntaken\n']);
  const ended = children.map((child) => once(child, 'exit'));
  for (const child of children) child.stdin.end();
  await Promise.all(ended);
  expect(readdirSync(join(log, '..'))).toEqual(['run.ndjson.go']);
});
