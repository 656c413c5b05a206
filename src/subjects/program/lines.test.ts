import { describe, expect, it } from 'vitest';
import type { Fault } from '../fault.ts';
import { readLines } from './lines.ts';

/** Everything that comes of these chunks. */
const read = (chunks: readonly Buffer[], limit = 1000) => {
  const lines: string[] = [];
  const faults: Fault[] = [];
  const notes: string[] = [];
  const reader = readLines(limit, {
    line: (text) => lines.push(text),
    unreadable: (fault) => faults.push(fault),
    note: (message) => notes.push(message),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { lines, faults, notes: [...new Set(notes)], unfinished: reader.unfinished().toString() };
};

const inPieces = (bytes: Buffer, size: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe('lines', () => {
  const text = Buffer.from('one\n\ntwo – “2”\n𝛿 three\nfour');

  it.each([1, 2, 3, 5, 7, 11, 100])('are the same in pieces of %d bytes', (size) => {
    const { lines, faults, unfinished } = read(inPieces(text, size));
    expect(lines).toEqual(['one', 'two – “2”', '𝛿 three']);
    expect(faults).toEqual([]);
    expect(unfinished).toBe('four');
  });

  it('may end in CR LF and begin with a byte-order mark, which earns notes', () => {
    const { lines, notes } = read(inPieces(Buffer.from('\uFEFFone\r\n\uFEFFtwo\r\n'), 4));
    expect(lines).toEqual(['one', 'two']);
    expect(notes).toEqual([
      'begins a line with a byte-order mark, which is ignored',
      'ends its lines with CR LF; LF is enough',
    ]);
  });
});

describe('a stream cannot be read any further', () => {
  it.each([1, 4, 100])('when a line is not UTF-8, in pieces of %d bytes', (size) => {
    const bytes = Buffer.concat([
      Buffer.from('good\n'),
      Buffer.from('7bfffe800a', 'hex'),
      Buffer.from('late\n'),
    ]);
    const { faults, lines } = read(inPieces(bytes, size));
    expect(faults).toEqual([
      {
        kind: 'fault',
        verdict: 'malformed',
        code: 'NOT-UTF8',
        message: 'a line is not valid UTF-8; first bytes 7b ff fe 80',
      },
    ]);
    expect(lines).not.toContain('late');
  });

  it.each([1, 64, 5000])('when a line is too long, in pieces of %d bytes', (size) => {
    const { faults, unfinished } = read(inPieces(Buffer.alloc(5000, '#'), size), 1024);
    expect(faults).toMatchObject([
      { code: 'TOO-LONG', message: 'an answer passed 1 KiB without a line end' },
    ]);
    expect(unfinished).toBe('');
  });

  it('but a line of the longest length is read', () => {
    const { faults, lines } = read(inPieces(Buffer.from(`${'#'.repeat(1023)}\n`), 100), 1024);
    expect(faults).toEqual([]);
    expect(lines[0]).toHaveLength(1023);
  });
});
