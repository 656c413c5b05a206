/** The memory that subjects' processes use, watched from outside. Linux only: elsewhere there is no limit. */

import { readdirSync, readFileSync } from 'node:fs';

/** A process group that is watched. */
interface Watched {
  readonly limit: number;
  readonly exceeded: (used: number) => void;
}

const pollMilliseconds = 200;

/** Looking takes longer where the machine runs many processes: at most so much of the time. */
const mostOfTheTime = 1 / 50;

const watched = new Map<number, Watched>();
let timer: NodeJS.Timeout | undefined;

const read = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The process ended while it was looked at.
    return '';
  }
};

/** The fields after the command in parentheses: state, parent, group. */
const groupOf = (pid: string): number => {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
};

/** Bytes of its own that a process holds: mapped files, which processes share, do not count. */
const ownBytes = (pid: string): number => {
  const status = read(`/proc/${pid}/status`);
  const [, anonymous = '0'] = /^RssAnon:\s+(\d+) kB$/m.exec(status) ?? [];
  const [, shared = '0'] = /^RssShmem:\s+(\d+) kB$/m.exec(status) ?? [];
  return (Number(anonymous) + Number(shared)) * 1024;
};

/** Bytes that all processes of each watched group hold. */
const bytesByGroup = (): ReadonlyMap<number, number> => {
  const used = new Map<number, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const group = groupOf(pid);
    if (watched.has(group)) used.set(group, (used.get(group) ?? 0) + ownBytes(pid));
  }
  return used;
};

const look = (): void => {
  timer = undefined;
  const began = performance.now();
  for (const [group, used] of bytesByGroup()) {
    const { limit, exceeded } = watched.get(group) ?? {};
    if (limit === undefined || used <= limit) continue;
    watched.delete(group);
    exceeded?.(used);
  }
  lookAgain((performance.now() - began) / mostOfTheTime);
};

const lookAgain = (wait: number): void => {
  if (watched.size === 0 || timer !== undefined) return;
  timer = setTimeout(look, Math.max(pollMilliseconds, wait)).unref();
};

/** Calls `exceeded` once when the group of processes holds more than `limit` bytes; returns how to stop. */
export const watchMemory = (
  group: number | undefined,
  limit: number,
  exceeded: (used: number) => void,
): (() => void) => {
  if (group === undefined || process.platform !== 'linux') return () => {};
  watched.set(group, { limit, exceeded });
  lookAgain(0);
  return () => watched.delete(group);
};
