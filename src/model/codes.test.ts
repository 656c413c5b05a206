import { expect, test } from 'vitest';
import entries from '#spec/codes.json' with { type: 'json' };
import { codeEntry, codes } from './codes.ts';

test('the file and the type list the same codes in the same order', () => {
  expect(entries.map((entry) => entry.code)).toEqual([...codes]);
});

test('no code is listed twice', () => {
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(codes)('%s has a verdict, a sentence and help', (code) => {
  const entry = codeEntry(code);
  expect(entry).toEqual(entries.find((candidate) => candidate.code === code));
  expect(entry.code).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
  expect(entry.sentence).toMatch(/^[A-Z-].*\.$/);
  expect(entry.help).toMatch(/\.$/);
});
