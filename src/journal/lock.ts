/** One writer per log: a file beside it names the process, so that two runs do not mix their lines. */

import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** When a process was started, in ticks since the machine was: numbers of processes are given anew. Linux only. */
const startOf = (id: number): string => {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const own = (): string => [process.pid, hostname(), startOf(process.pid)].join(' ').trimEnd();

/** What a run that was killed left behind locks nothing; of another machine's process nothing is known. */
const isLeftBehind = (writer: string): boolean => {
  const [id = '', host, start = ''] = writer.trim().split(' ');
  if (!/^[1-9]\d*$/.test(id)) return true;
  if (host !== hostname()) return false;
  return !isAlive(Number(id)) || (start !== '' && startOf(Number(id)) !== start);
};

const writerIn = (lock: string): string | undefined => {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** File systems without links: there a lock can be seen before it says whose it is. */
const withoutLinks: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

const link = (draft: string, lock: string): void => {
  try {
    linkSync(draft, lock);
  } catch (error) {
    if (!withoutLinks.includes(codeOf(error))) throw error;
    writeFileSync(lock, `${own()}\n`, { flag: 'wx' });
  }
};

/** Makes the lock with what it says at once; false where there is one. */
const make = (lock: string): boolean => {
  const draft = `${lock}.${process.pid}`;
  try {
    writeFileSync(draft, `${own()}\n`);
    link(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

const demandLeftBehind = (file: string, lock: string): void => {
  const writer = writerIn(lock);
  if (writer === undefined || isLeftBehind(writer)) return;
  const [id, host] = writer.trim().split(' ');
  throw new LogRefused(
    `${file}: expected a log that no run writes to, got one of process ${id} on ${host} (${lock} says so; remove it where that process has ended)`,
  );
};

/** Of several that find what was left behind one takes its place: whoever has the lock on the lock. */
const takeOver = (file: string, lock: string): boolean => {
  const lockOfLock = `${lock}.lock`;
  take(file, lockOfLock);
  try {
    demandLeftBehind(file, lock);
    rmSync(lock, { force: true });
    return make(lock);
  } finally {
    rmSync(lockOfLock, { force: true });
  }
};

/** Throws where somebody alive was quicker; one who was and has ended is tried to take over from once more. */
const take = (file: string, lock: string): void => {
  while (!make(lock)) {
    demandLeftBehind(file, lock);
    if (takeOver(file, lock)) return;
  }
};

/**
 * Takes the log for this process; the function that it returns gives it back. Throws `LogRefused` while another
 * process has it, and what writing throws.
 */
export const lockLog = (file: string): (() => void) => {
  const lock = `${file}.lock`;
  take(file, lock);
  const release = (): void => rmSync(lock, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
};
