import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockLog } from './lock.ts';
import { LogRefused } from './refused.ts';

const file = join(mkdtempSync(join(tmpdir(), 'backproof-lock-')), 'run.ndjson');
const lock = `${file}.lock`;

it('a log has one writer at a time', () => {
  const release = lockLog(file);
  expect(() => lockLog(file)).toThrow(LogRefused);
  expect(() => lockLog(file)).toThrow(
    `${file}: expected a log that no run writes to, got one of process ${process.pid} on ${hostname()} (${lock} says so)`,
  );
  release();
  expect(existsSync(lock)).toBe(false);
  lockLog(file)();
});

it('what a killed process left behind locks nothing; what another machine wrote does', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const left of [`${pid} ${hostname()}\n`, 'nonsense', '']) {
    writeFileSync(lock, left);
    lockLog(file)();
  }
  writeFileSync(lock, `${pid} another-machine\n`);
  expect(() => lockLog(file)).toThrow(`process ${pid} on another-machine`);
});
