/** One writer per log: a file beside it names the process, so that two runs do not mix their lines. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { LogRefused } from './refused.ts';

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const own = (): string => `${process.pid} ${hostname()}`;

/** What a run that was killed left behind locks nothing; of another machine's process nothing is known. */
const isLeftBehind = (writer: string): boolean => {
  const [id = '', host] = writer.trim().split(' ');
  return !/^[1-9]\d*$/.test(id) || (host === hostname() && !isAlive(Number(id)));
};

const writerIn = (lock: string): string | undefined => {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Takes the log for this process; the function that it returns gives it back. Throws `LogRefused` while another
 * process has it, and what writing throws.
 */
export const lockLog = (file: string): (() => void) => {
  const lock = `${file}.lock`;
  const writer = writerIn(lock);
  if (writer !== undefined && !isLeftBehind(writer)) {
    const [id, host] = writer.trim().split(' ');
    throw new LogRefused(
      `${file}: expected a log that no run writes to, got one of process ${id} on ${host} (${lock} says so)`,
    );
  }
  if (writer !== undefined) rmSync(lock, { force: true });
  writeFileSync(lock, `${own()}\n`, { flag: 'wx' });
  const release = (): void => rmSync(lock, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
};
