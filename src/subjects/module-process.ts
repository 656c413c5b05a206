/** One process in which a user's module runs, from its start to its end. */

import { type ChildProcess, spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { show } from '../model/defect.ts';
import { readDeclaration } from './declaration.ts';
import { type Door, openDoor } from './door.ts';
import { bytes, cut, fault, seconds } from './fault.ts';
import type { Question } from './flight.ts';
import { frameOf, readFrames } from './frames.ts';
import type { Life, Listener, Starting } from './life.ts';
import type { SubjectLimits } from './limits.ts';
import { SubjectNotTestable } from './not-testable.ts';
import { markedEnvironment } from './process-group.ts';
import { type StartedProcess, watchProcess } from './started-process.ts';
import type { Declaration } from './subject.ts';

/** What the host said: a greeting or an answer, its parts not looked into. */
export type Message = Readonly<Record<string, unknown>>;

// The launched sources and the compiled package name their files differently.
const hostFile = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './module-host.ts' : './module-host.js', import.meta.url),
);

const mebibyte = 2 ** 20;

const startHost = (path: string, memoryBytes: number, env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [`--max-old-space-size=${Math.ceil(memoryBytes / mebibyte)}`, hostFile, path], {
    env,
    // Not Node's own channel between processes: what it cannot read is thrown in the runner.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: ctrl-C interrupts the run, not the answer, and what the module starts ends with it.
    detached: true,
  });

export interface ModuleDeclaration extends Declaration {
  /** Fields that nobody reads and that look like one that is: `support is not read; did you mean supports?` */
  readonly misspelt: readonly string[];
}

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null;

/** The pipe that questions and answers take, after the three that every process has. */
const pipeOf = ({ stdio }: ChildProcess): Duplex => {
  const pipe = stdio[3];
  if (pipe instanceof Duplex) return pipe;
  throw new TypeError('expected a process with a pipe for its answers, got one without');
};

/** Above every answer that the host sends: it looks how large they are. */
const longestFrame = 64 * mebibyte;

const unreadable = {
  'too long': fault('malformed', 'TOO-LONG', `an answer passed ${bytes(longestFrame)}`),
  'no value': fault('malformed', 'PROTOCOL', 'wrote into the pipe that its answers are sent through'),
} as const;

/** A started host with everything that is needed to speak to it. */
interface Running {
  readonly pipe: Duplex;
  readonly process: StartedProcess;
  readonly door: Door<Message>;
  readonly progress: () => number;
  readonly limits: SubjectLimits;
}

const end = ({ door, process }: Running): void => {
  door.shut();
  process.end();
};

const lifeOf = (running: Running): Life => {
  const { pipe, progress, limits } = running;
  let taken: Question[] = [];
  return {
    take: (question) => {
      taken.push(question);
    },
    flush: () => {
      pipe.write(frameOf(taken));
      taken = [];
    },
    full: () => false,
    progress,
    late: () => fault('timeout', 'TIMEOUT', `no answer in ${seconds(limits.problemMilliseconds)}`),
    end: () => end(running),
    // A module has nothing to finish: it answers questions, and there are no more.
    finish: async () => {
      end(running);
      return undefined;
    },
  };
};

/** What the host says was thrown, and where: `TypeError: x is not a function (net.mjs:12:9)`. */
export const thrownIn = (value: unknown): string => {
  const { said, place } = isMessage(value) ? value : {};
  return `${cut(String(said))}${place === undefined ? '' : ` (${cut(String(place))})`}`;
};

const greeted = async (running: Running, shown: string) => {
  const { refused, declared, misspelt } = await running.door.greeting;
  if (refused !== undefined) throw new SubjectNotTestable('START', `${shown}: ${thrownIn(refused)}`);
  const fields = Array.isArray(misspelt) ? misspelt.map(String) : [];
  return { life: lifeOf(running), declaration: { ...readDeclaration(declared, shown), misspelt: fields } };
};

/** Starts a module and waits until it is loaded. `path` is absolute, `shown` what the user called it. */
export const startModule = (
  path: string,
  shown: string,
  limits: SubjectLimits,
  listener: Listener,
): Starting<ModuleDeclaration> & { readonly stderr: () => string } => {
  const { mark, env } = markedEnvironment();
  const child = startHost(path, limits.memoryBytes, env);
  const pipe = pipeOf(child);
  let read = 0;
  const progress = (): number => read;
  const door = openDoor<Message>({
    name: shown,
    milliseconds: limits.startMilliseconds,
    progress,
    late: () => fault('not-run', 'START', `not loaded within ${seconds(limits.startMilliseconds)}`),
    listener,
  });
  const process = watchProcess(child, mark, limits, {
    notStarted: (error) => door.lost(fault('not-run', 'START', error.message)),
    died: (reason) =>
      door.lost(door.hasGreeted() ? reason : { ...reason, message: `${reason.message} while loading` }),
    exceeded: door.lost,
    progress,
  });
  const hear = (message: unknown): void => {
    if (!isMessage(message)) {
      door.lost(fault('malformed', 'WRONG-ID', `sent ${show(message)} by itself`));
    } else if (door.hasGreeted()) listener.answered(Number(message['id'] ?? Number.NaN), message);
    else door.greet(message);
  };
  const push = readFrames(longestFrame, {
    value: hear,
    unreadable: (reason) => door.lost(unreadable[reason]),
  });
  child.stdout?.resume();
  pipe
    .on('error', () => {})
    .on('data', (chunk: Buffer) => {
      read += chunk.length;
      push(chunk);
    });

  const running = { pipe, process, door, progress, limits };
  const ready = greeted(running, shown).catch((error: unknown) => {
    end(running);
    throw error;
  });
  return { ready, end: () => end(running), stderr: process.stderr };
};
