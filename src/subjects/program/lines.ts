/** Bytes of a stream to lines of text, never holding more than one line of the longest length. */

import { isUtf8 } from 'node:buffer';
import { type Fault, fault, bytes as size } from '../fault.ts';

export interface LineEvents {
  /** A line without its end; never empty. */
  readonly line: (text: string) => void;
  /** The stream cannot be read any further. */
  readonly unreadable: (fault: Fault) => void;
  readonly note: (message: string) => void;
}

export interface Lines {
  readonly push: (chunk: Buffer) => void;
  /** What came after the last line end, as bytes. */
  readonly unfinished: () => Buffer;
}

const lineFeed = 10;
const byteOrderMark = '\uFEFF';
const shownBytes = 4;

const notUtf8 = (line: Buffer): Fault => {
  const first = line.subarray(0, shownBytes).toString('hex').replace(/../g, '$& ').trim();
  return fault('malformed', 'NOT-UTF8', `a line is not valid UTF-8; first bytes ${first}`);
};

const tooLong = (limit: number): Fault =>
  fault('malformed', 'TOO-LONG', `an answer passed ${size(limit)} without a line end`);

/** The first of the lines that is not UTF-8. */
const firstBroken = (lines: Buffer): Buffer => {
  let start = 0;
  for (;;) {
    const end = lines.indexOf(lineFeed, start);
    const line = lines.subarray(start, end === -1 ? lines.length : end);
    if (end === -1 || !isUtf8(line)) return line;
    start = end + 1;
  }
};

/** Lines are given to `line` as they are complete; after `unreadable` nothing is read any more. */
export const readLines = (limit: number, { line, unreadable, note }: LineEvents): Lines => {
  let parts: Buffer[] = [];
  let held = 0;
  let over = false;

  const stop = (reason: Fault): void => {
    over = true;
    parts = [];
    held = 0;
    unreadable(reason);
  };

  const one = (raw: string): void => {
    let text = raw;
    if (text.startsWith(byteOrderMark)) {
      text = text.slice(1);
      note('begins a line with a byte-order mark, which is ignored');
    }
    if (text.endsWith('\r')) {
      text = text.slice(0, -1);
      note('ends its lines with CR LF; LF is enough');
    }
    if (text !== '') line(text);
  };

  const whole = (lines: Buffer): void => {
    if (!isUtf8(lines)) {
      stop(notUtf8(firstBroken(lines)));
      return;
    }
    const text = lines.toString('utf8');
    for (let start = 0; start < text.length && !over; ) {
      const end = text.indexOf('\n', start);
      one(text.slice(start, end));
      start = end + 1;
    }
  };

  return {
    unfinished: () => Buffer.concat(parts),
    push: (chunk) => {
      if (over) return;
      const first = chunk.indexOf(lineFeed);
      if (held + (first === -1 ? chunk.length : first) >= limit) {
        stop(tooLong(limit));
        return;
      }
      if (first === -1) {
        parts.push(chunk);
        held += chunk.length;
        return;
      }
      const last = chunk.lastIndexOf(lineFeed) + 1;
      const complete = chunk.subarray(0, last);
      const lines = parts.length === 0 ? complete : Buffer.concat([...parts, complete]);
      parts = last < chunk.length ? [chunk.subarray(last)] : [];
      held = chunk.length - last;
      whole(lines);
    },
  };
};
