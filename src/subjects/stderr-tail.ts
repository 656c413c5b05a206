/** The end of what a subject wrote to its stderr; all of it is read, so that it never waits for us. */

import type { Readable } from 'node:stream';

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
const belowTheError = /^(?:\s|[}\])]|Node\.js v\d|note: )/;

/** `; last line of its stderr: "out of cheese"`, or nothing. */
export const lastLine = (tail: string): string => {
  const lines = tail.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((each) => !belowTheError.test(each)) ?? lines.at(-1);
  return line === undefined ? '' : `; last line of its stderr: ${JSON.stringify(line.trim())}`;
};
