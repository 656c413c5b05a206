/** The end of what a subject wrote to its stderr; all of it is read, so that it never waits for us. */

import type { Readable } from 'node:stream';
import { quoted } from './fault.ts';

const keptBytes = 4096;

/** Reads the stream to its end and returns a function that gives the last 4 KiB as text. */
export const stderrTail = (stream: Readable): (() => string) => {
  let kept: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    const end = chunk.length >= keptBytes ? chunk : Buffer.concat([kept, chunk]);
    // A copy: a slice would keep the whole chunk in memory.
    kept = Buffer.from(end.subarray(-keptBytes));
  });
  stream.on('error', () => {});
  return () => kept.toString('utf8');
};

/** What interpreters print below the line that says what happened: stack frames, versions, advice. */
const belowTheError = /^(?:\s|[}\])^]|Node\.js v\d|note: |Stacktrace:|CallStack )/;

/** C++ says what happened on an indented line. */
const whatHappened = /^\s+what\(\):/;

const looksLikeError =
  /error|exception|panic|traceback|fatal|abort|assert|segmentation|terminate|cannot|can't|what\(\):/i;

/** A line such as Python's `Traceback (most recent call last):` announces the one that tells more. */
const announces = (line: string): boolean => line.trimEnd().endsWith(':');

/** The last of the lines that looks like an error, or the one that it announces; else the last of any kind. */
const mostTelling = (lines: readonly string[]): string | undefined => {
  const found = lines.findLastIndex((line) => looksLikeError.test(line));
  const line = lines[found] ?? lines.at(-1);
  return line !== undefined && announces(line) ? (lines[found + 1] ?? line) : line;
};

/** `; last line of its stderr: "out of cheese"`, where another one tells more `; its stderr: ...`, or nothing. */
export const lastLine = (tail: string): string => {
  const lines = tail.split('\n').filter((line) => line.trim() !== '');
  const told = lines.filter((line) => whatHappened.test(line) || !belowTheError.test(line));
  const shown = told.length > 0 ? told : lines;
  const line = mostTelling(shown);
  if (line === undefined) return '';
  const where = line === shown.at(-1) ? 'last line of its stderr' : 'its stderr';
  return `; ${where}: ${quoted(line.trim())}`;
};
