/** The text of a file that an argument or an option names. */

import { closeSync, openSync, readSync } from 'node:fs';
import { unreadable } from '../model/file-errors.ts';
import { UsageError } from './failures.ts';

/** Far above any problem or list; a device without an end must not fill the memory. */
const mostBytes = 2 ** 28;

const chunkBytes = 2 ** 20;

/** A pipe without anything in it yet says so instead of waiting, when it was opened not to block. */
const readSome = (descriptor: number, chunk: Buffer): number => {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
};

const bytesOf = (descriptor: number, file: string): Buffer => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const read = readSome(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    bytes += read;
    if (bytes > mostBytes)
      throw new UsageError(`${file}: expected a file of at most 256 MiB, got a larger one`);
    chunks.push(chunk.subarray(0, read));
  }
};

const textIn = (bytes: Buffer, file: string): string => {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new UsageError(`${file}: expected text in UTF-8, got UTF-16`);
  return bytes.toString('utf8');
};

const read = (file: string): string => {
  if (file === '-') return textIn(bytesOf(0, file), file);
  const descriptor = openSync(file, 'r');
  try {
    return textIn(bytesOf(descriptor, file), file);
  } finally {
    closeSync(descriptor);
  }
};

/** The whole text, `-` for standard input. Throws `UsageError`; `option`, where one names it, is said in front. */
export const readText = (file: string, option = ''): string => {
  const front = option === '' ? '' : `${option}: `;
  try {
    return read(file);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${front}${error.message}`);
    throw new UsageError(`${front}${unreadable(file, error)}`);
  }
};
