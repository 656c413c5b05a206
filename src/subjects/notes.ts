/** What is worth saying of a subject and changes no verdict, each thing once. */

import type { Code } from '../model/codes.ts';
import type { Note } from './subject.ts';

export interface Notebook {
  readonly add: (message: string, code?: Code) => void;
  readonly all: () => readonly Note[];
}

/** A subject that always prints something new earns no more. */
const mostNotes = 20;

export const notebook = (): Notebook => {
  const notes = new Map<string, Note>();
  return {
    add: (message, code) => {
      const known = notes.get(message);
      if (known === undefined && notes.size >= mostNotes) return;
      notes.set(message, { ...(code && { code }), message, times: (known?.times ?? 0) + 1 });
    },
    all: () => [...notes.values()],
  };
};
