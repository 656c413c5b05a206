import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from './folders.ts';
import { backproof, newFolder } from './test-command.ts';

const folder = newFolder();

it('makes a folder with those above it, also where it is there already', () => {
  for (let time = 0; time < 2; time += 1) makeFolder(join(folder, 'a', 'b', 'c'));
  expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true);
});

it('throws where a file is in the way', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(/ENOTDIR|EEXIST/);
});

it.skipIf(process.platform !== 'linux')('ends where the system will make nothing', async () => {
  expect(() => makeFolder('/proc/backproof/below')).toThrow('ENOENT');
  const verify = ['verify', 'grad-table', '--clause', 'BATCH-SUM', '--runs', '1'];
  for (const [words, front] of [
    [[...verify, '--out', '/proc/backproof'], '--out: /proc/backproof'],
    [[...verify, '--reporter', 'json=/proc/backproof/run.json'], '--reporter: /proc/backproof/run.json'],
    [['init', 'c', '/proc/backproof.c'], '/proc/backproof.c'],
  ] as const) {
    const { exit, stderr } = await backproof(words, folder);
    expect(stderr).toBe(
      `backproof: ${front}: expected a place to write to, got a folder that is not there, or in which nothing can be made\n`,
    );
    expect(exit).toBe(2);
  }
});
