import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { UsageError } from '../failures.ts';
import { proveWritable, refuseInputs, writeWhole } from './report-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the folders, leaves nothing before the run, and writes the whole text after it', () => {
  const file = join(folder, 'a', 'b', 'report.xml');
  proveWritable(file);
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual([]);
  writeWhole(file, 'text');
  expect(readFileSync(file, 'utf8')).toBe('text');
  writeWhole(file, 'other');
  expect(readFileSync(file, 'utf8')).toBe('other');
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['report.xml']);
});

it('leaves the file of an earlier run as it is until the new one is whole', () => {
  const file = join(folder, 'earlier.xml');
  writeFileSync(file, 'earlier');
  proveWritable(file);
  expect(readFileSync(file, 'utf8')).toBe('earlier');
});

it('refuses to take the place of a file that is read, by whatever name', () => {
  const own = join(folder, 'net.mjs');
  writeFileSync(own, 'mine');
  symlinkSync(own, join(folder, 'link.mjs'));
  const sentence = 'expected a file of its own, got one that this run reads';
  const inputs = ['no-such-file', folder, own];
  expect(() => refuseInputs([own], inputs)).toThrow(`--reporter: ${own}: ${sentence}`);
  expect(() => refuseInputs([join(folder, 'link.mjs')], inputs)).toThrow(sentence);
  expect(() => refuseInputs([own], [join(folder, 'link.mjs')])).toThrow(UsageError);
  expect(() => refuseInputs([join(folder, 'new.xml'), 'no-such-file'], inputs)).not.toThrow();
});

const refusal = (file: string): unknown => {
  try {
    proveWritable(file);
    return undefined;
  } catch (error) {
    return error;
  }
};

it('refuses a folder, and a path through a file', () => {
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'file'), '');
  expect(refusal(join(folder, 'taken'))).toEqual(
    new UsageError(`--reporter: ${join(folder, 'taken')}: expected a place to write to, got a folder`),
  );
  expect(refusal(join(folder, 'file', 'report.xml'))).toEqual(
    new UsageError(
      `--reporter: ${join(folder, 'file', 'report.xml')}: expected a place to write to, got a file in the place of one of its folders`,
    ),
  );
  expect(() => writeWhole(join(folder, 'taken'), 'text')).toThrow(UsageError);
});

it.skipIf(process.getuid?.() === 0)('refuses a folder without permission (root has every permission)', () => {
  mkdirSync(join(folder, 'locked'));
  chmodSync(join(folder, 'locked'), 0o500);
  expect(String(refusal(join(folder, 'locked', 'report.xml')))).toContain('got no permission');
});

it.skipIf(process.platform === 'win32')('writes into a device instead of replacing it', () => {
  proveWritable('/dev/null');
  writeWhole('/dev/null', 'text');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});
