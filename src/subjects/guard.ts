/**
 * A process that outlives this one by a moment and ends the subjects that are left: a runner that is killed by
 * SIGKILL can end nothing itself, and a program may neither listen nor end.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

// The launched sources and the compiled package name their files differently.
const hostFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './guard-host.ts' : './guard-host.js', import.meta.url),
);

let guard: ChildProcess | undefined;

const start = (): ChildProcess => {
  const child = spawn(process.execPath, [hostFile], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // It needs nothing of the runner's, and is no part of what somebody marks there.
    env: {},
    // A group of its own: whatever ends the runner's group leaves it.
    detached: true,
    windowsHide: true,
  });
  // Without a guard the runner ends its subjects itself, as long as it can.
  child.on('error', () => {}).unref();
  child.stdin?.on('error', () => {});
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
};

const tell = (line: string): void => {
  guard ??= start();
  guard.stdin?.write(`${line}\n`);
};

/** Tells the guard of a subject by the mark in the environment of its processes, before it is started. */
export const guardMark = (mark: string): void => tell(`+${mark}`);

/** Tells the guard who leads the group of a subject that it knows the mark of. */
export const guardGroup = (mark: string, leader: number): void => tell(`+${mark} ${leader}`);

/** Tells the guard that nothing is left of a subject: the number of its group may be given anew. */
export const release = (mark: string): void => tell(`-${mark}`);
