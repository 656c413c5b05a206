import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unreadable, unwritable } from './file-errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'backproof-files-'));
const file = join(folder, 'file');
writeFileSync(file, '');

const errorOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
};

it.each([
  [join(folder, 'none'), 'nothing there'],
  [folder, 'a folder'],
  [join(file, 'below'), 'a file in the place of one of its folders'],
  [join(folder, 'n'.repeat(300)), 'a name that is too long'],
])('%#: what cannot be read is said', (path, got) => {
  expect(
    unreadable(
      'net.json',
      errorOf(() => readFileSync(path)),
    ),
  ).toBe(`net.json: expected a file, got ${got}`);
});

it.each([
  [join(folder, 'none', 'below'), 'a folder that is not there, or in which nothing can be made'],
  [folder, 'a folder'],
  [join(file, 'below'), 'a file in the place of one of its folders'],
])('%#: what cannot be written is said', (path, got) => {
  expect(
    unwritable(
      'run.json',
      errorOf(() => writeFileSync(path, '')),
    ),
  ).toBe(`run.json: expected a place to write to, got ${got}`);
});

it('any other error is named by its code, or as it is', () => {
  expect(unreadable('a', Object.assign(new Error('odd'), { code: 'EODD' }))).toBe(
    'a: expected a file, got EODD',
  );
  expect(unreadable('', 'odd')).toBe('"": expected a file, got odd');
  expect(unwritable('a', 'odd')).toBe('a: expected a place to write to, got odd');
});
