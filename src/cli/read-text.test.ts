import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText } from './read-text.ts';
import { newFolder } from './test-command.ts';

const folder = newFolder();

it('gives the whole text', () => {
  const file = join(folder, 'text');
  const text = 'x'.repeat(3_000_000);
  writeFileSync(file, `${text}é`);
  expect(readText(file)).toBe(`${text}é`);
});

it('says what is there instead of a file', () => {
  expect(() => readText(folder, '--known')).toThrow(`--known: ${folder}: expected a file, got a folder`);
  const wide = join(folder, 'wide');
  writeFileSync(wide, Buffer.from('\uFEFF{}', 'utf16le'));
  expect(() => readText(wide)).toThrow(`${wide}: expected text in UTF-8, got UTF-16`);
});

it.skipIf(process.platform !== 'linux')('ends at a device that has no end', () => {
  expect(() => readText('/dev/zero')).toThrow('/dev/zero: expected a file of at most 256 MiB');
});
