/** Everything that a program writes to stdout, sorted into answers, notes and faults. */

import { type Fault, fault, quoted } from '../fault.ts';
import type { Notebook } from '../notes.ts';
import { type Content, readLine } from './incoming.ts';
import { readLines } from './lines.ts';
import type { Instead } from './no-answer.ts';

export interface StdoutEvents {
  readonly answer: (id: number, content: Content) => void;
  /** Nothing that follows can be believed; nothing more is reported. */
  readonly fault: (fault: Fault) => void;
}

export interface Stdout {
  readonly push: (chunk: Buffer) => void;
  /** Bytes read so far. */
  readonly progress: () => number;
  /** It was closed. */
  readonly close: () => void;
  /** What there is instead of an answer: lines that are no messages, or half a line. */
  readonly instead: () => Instead;
}

/** Printed lines that are passed over while an answer is waited for. */
const mostStrayLines = 20;

const mostNotifications = 100;

const shownCharacters = 200;

/** Sorts the bytes of one process. */
export const readStdout = (lineBytes: number, notes: Notebook, events: StdoutEvents): Stdout => {
  let bytes = 0;
  let stray: string[] = [];
  let notifications = 0;
  let over = false;
  let closed = false;

  const stop = (reason: Fault): void => {
    over = true;
    events.fault(reason);
  };

  const passOver = (text: string): void => {
    stray.push(text.slice(0, shownCharacters));
    notes.add(`stdout is the protocol; it printed ${quoted(text)}; print to stderr`);
    if (stray.length <= mostStrayLines) return;
    const [first = ''] = stray;
    stop(
      fault(
        'malformed',
        'NOT-JSON',
        `printed ${stray.length} lines that are not messages, the first: ${quoted(first)}`,
      ),
    );
  };

  const ignore = (): void => {
    notifications += 1;
    notes.add('sent notifications, which are ignored');
    if (notifications > mostNotifications) {
      stop(fault('malformed', 'PROTOCOL', `sent more than ${mostNotifications} notifications`));
    }
  };

  const line = (text: string): void => {
    if (over || text.trim() === '') return;
    const incoming = readLine(text);
    if (incoming.kind === 'stray') passOver(text);
    else if (incoming.kind === 'notification') ignore();
    else if (incoming.kind === 'fault') stop(incoming.fault);
    else {
      stray = [];
      events.answer(incoming.id, incoming.content);
    }
  };

  const lines = readLines(lineBytes, { line, unreadable: stop, note: notes.add });

  return {
    push: (chunk) => {
      bytes += chunk.length;
      if (!over) lines.push(chunk);
    },
    close: () => {
      closed = true;
    },
    progress: () => bytes,
    instead: () => {
      const rest = lines.unfinished();
      const [first] = stray;
      return {
        ...(first !== undefined && { stray: first }),
        unfinished: rest.subarray(0, shownCharacters).toString('utf8'),
        bytes: rest.length,
        closed,
      };
    },
  };
};
