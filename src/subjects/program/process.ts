/** One process of a program under test, from its start to its end. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type Greeting, readGreeting } from '../declaration.ts';
import { type Door, openDoor } from '../door.ts';
import { type Fault, fault, seconds } from '../fault.ts';
import type { Life, Listener, Starting } from '../life.ts';
import type { SubjectLimits } from '../limits.ts';
import { SubjectNotTestable } from '../not-testable.ts';
import type { Notebook } from '../notes.ts';
import { markedEnvironment } from '../process-group.ts';
import { shown } from '../shell-words.ts';
import { type StartedProcess, watchProcess } from '../started-process.ts';
import type { Content } from './incoming.ts';
import { deathFault, lateFault, leftBehind, unasked } from './no-answer.ts';
import { greetingFault, notStarted } from './refusals.ts';
import { gradientLine, greetingId, initializeLine, shutdownLine } from './requests.ts';
import { readStdout, type Stdout } from './stdout.ts';

/** What to run, and where. */
export interface Command {
  /** The program and its arguments; no shell looks at them. */
  readonly words: readonly string[];
  /** The folder it runs in; the runner's when absent. */
  readonly folder?: string;
}

/** A started program with everything that is needed to speak to it. */
interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly process: StartedProcess;
  readonly stdout: Stdout;
  readonly door: Door<Content>;
  /** The id that says goodbye, once it is said, and the first thing that is wrong after it. */
  readonly last: { id?: number; fault?: Fault };
  readonly limits: SubjectLimits;
}

/** Text that may lie between us and the program before we stop adding to it. */
const mostOnTheWay = 2 ** 20;

const finishMilliseconds = 2_000;

const start = ({ words: [file = '', ...words], folder }: Command, env: NodeJS.ProcessEnv) =>
  spawn(file, words, {
    env,
    ...(folder !== undefined && { cwd: folder }),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: ctrl-C interrupts the run, not the answer, and what the program starts ends with it.
    detached: true,
    windowsHide: true,
  });

const end = ({ door, process }: Running): void => {
  door.shut();
  process.end();
};

/** What went wrong after the last answer: output that nobody asked for, a death, or no end at all. */
const finish = async (running: Running, id: number): Promise<Fault | undefined> => {
  const { child, door, process, stdout, last } = running;
  door.shut();
  last.id = id;
  child.stdin.end(shutdownLine(id));
  let patient = true;
  const patience = setTimeout(() => {
    patient = false;
    process.end();
  }, finishMilliseconds);
  const death = await process.ended;
  clearTimeout(patience);
  process.end();
  if (!patient)
    return fault('timeout', 'TIMEOUT', `did not end within ${seconds(finishMilliseconds)} of shutdown`);
  return (
    last.fault ??
    leftBehind(stdout.instead()) ??
    (death && deathFault(death, stdout.instead(), null)) ??
    undefined
  );
};

const lifeOf = (running: Running, base64: boolean): Life => {
  const { child, stdout, limits } = running;
  let lastId = greetingId;
  let taken: string[] = [];
  let length = 0;
  return {
    take: (question) => {
      const line = gradientLine(question, base64);
      lastId = question.id;
      taken.push(line);
      length += line.length;
    },
    flush: () => {
      child.stdin.write(taken.join(''));
      taken = [];
      length = 0;
    },
    full: () => length + child.stdin.writableLength > mostOnTheWay,
    progress: stdout.progress,
    late: (answers) => lateFault(stdout.instead(), limits.problemMilliseconds, answers > 0),
    end: () => end(running),
    finish: () => finish(running, lastId + 1),
  };
};

const greeted = async (running: Running, name: string) => {
  const content = await running.door.greeting;
  if (content.kind !== 'result') {
    const { code, message } = greetingFault(content);
    throw new SubjectNotTestable(code, `${name}: ${message}`);
  }
  const declaration = readGreeting(content.result, name);
  return { life: lifeOf(running, declaration.base64), declaration };
};

/** Starts the program and greets it. */
export const startProgram = (
  command: Command,
  limits: SubjectLimits,
  notes: Notebook,
  listener: Listener,
): Starting<Greeting> & { readonly stderr: () => string } => {
  const name = shown(command.words);
  const { mark, env } = markedEnvironment();
  const child = start(command, env);
  const last: Running['last'] = {};
  const afterwards = (reason: Fault): void => {
    last.fault ??= reason;
  };
  const stdout = readStdout(limits.lineBytes, notes, {
    answer: (id, content) => {
      if (last.id !== undefined && id !== last.id) afterwards(unasked(id));
      else if (door.hasGreeted()) listener.answered(id, content);
      else if (id === greetingId) door.greet(content);
      else door.lost(fault('malformed', 'WRONG-ID', `answered ${id} when asked ${greetingId}`));
    },
    fault: (reason) => (last.id === undefined ? door.lost(reason) : afterwards(reason)),
  });
  const door = openDoor<Content>({
    name,
    milliseconds: limits.startMilliseconds,
    progress: stdout.progress,
    late: () => lateFault(stdout.instead(), limits.startMilliseconds, false),
    listener,
  });
  const process = watchProcess(child, mark, limits, {
    notStarted: (error) => door.lost(notStarted(command.words[0] ?? '', error)),
    died: (reason) => door.lost(deathFault(reason, stdout.instead(), door.hasGreeted() ? null : name)),
    exceeded: door.lost,
    progress: stdout.progress,
  });
  child.stdout.on('data', stdout.push).on('end', stdout.close);
  // A program that reads nothing, or no more, is known by its missing answers.
  child.stdin.on('error', () => {}).on('drain', listener.drained);
  child.stdin.write(initializeLine());

  const running = { child, process, stdout, door, last, limits };
  const ready = greeted(running, name).catch((error: unknown) => {
    end(running);
    throw error;
  });
  return { ready, end: () => end(running), stderr: process.stderr };
};
