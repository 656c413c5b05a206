/** Values on a stream of bytes: of each its length in four bytes, then the value as V8 writes structured clones. */

import { deserialize, serialize } from 'node:v8';

const headBytes = 4;

/** The value with its length before it. Throws for what is no data, such as a function. */
export const frameOf = (value: unknown): Buffer => {
  const body = serialize(value);
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
};

export interface FrameEvents {
  readonly value: (value: unknown) => void;
  /** The stream cannot be read any further: longer than allowed, or not what V8 writes. */
  readonly unreadable: (reason: 'too long' | 'no value') => void;
}

/** Takes the bytes as they come, never holding more than one frame of the longest length. */
export const readFrames = (
  longest: number,
  { value, unreadable }: FrameEvents,
): ((chunk: Buffer) => void) => {
  let parts: Buffer[] = [];
  let held = 0;
  let needed = headBytes;
  let isHead = true;
  let over = false;

  const stop = (reason: 'too long' | 'no value'): void => {
    over = true;
    parts = [];
    unreadable(reason);
  };

  const head = (bytes: Buffer): void => {
    needed = bytes.readUInt32BE();
    isHead = false;
    if (needed > longest) stop('too long');
  };

  const body = (bytes: Buffer): void => {
    needed = headBytes;
    isHead = true;
    let read: unknown;
    try {
      read = deserialize(bytes);
    } catch {
      stop('no value');
      return;
    }
    value(read);
  };

  return (chunk) => {
    if (over) return;
    parts.push(chunk);
    held += chunk.length;
    if (held < needed) return;
    let bytes = parts.length === 1 ? chunk : Buffer.concat(parts);
    while (!over && bytes.length >= needed) {
      const taken = bytes.subarray(0, needed);
      bytes = bytes.subarray(needed);
      if (isHead) head(taken);
      else body(taken);
    }
    parts = over || bytes.length === 0 ? [] : [bytes];
    held = bytes.length;
  };
};
