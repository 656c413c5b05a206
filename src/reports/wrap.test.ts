import { test as check, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { paragraph, wrap } from './wrap.ts';

test('a short text stays one line', () => {
  expect(wrap('two words', '  - ')).toEqual(['  - two words']);
  expect(wrap('')).toEqual(['']);
});

test('a line is as full as 80 columns allow, and the next begins below the text', () => {
  const word = 'x'.repeat(25);
  expect(wrap(`${word} ${word} ${word} ${word}`, '  ')).toEqual([`  ${word} ${word} ${word}`, `  ${word}`]);
  expect(wrap('a'.repeat(80))).toEqual(['a'.repeat(80)]);
});

test('a word wider than a line is broken', () => {
  expect(wrap('a'.repeat(100), '    ')).toEqual([`    ${'a'.repeat(76)}`, `    ${'a'.repeat(24)}`]);
});

check.prop([fc.array(fc.string({ minLength: 1, maxLength: 120 })), fc.nat({ max: 40 })])(
  'no line exceeds 80 columns, and every character but white space is kept in order',
  (words, indent) => {
    const lines = wrap(words.join(' '), ' '.repeat(indent));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    const ink = (text: string) => text.replace(/\s/g, '');
    expect(ink(lines.join(''))).toBe(ink(words.join('')));
  },
);

test('a paragraph fills 100 columns, indents what follows, and leaves a wide word whole', () => {
  const word = 'x'.repeat(48);
  expect(paragraph(`${word} ${word} ${word}`, '  ')).toEqual([`  ${word} ${word}`, `    ${word}`]);
  const path = 'y'.repeat(120);
  expect(paragraph(`at ${path} end`)).toEqual(['at', `  ${path}`, '  end']);
  expect(paragraph(path, '  ')).toEqual([`  ${path}`]);
});
