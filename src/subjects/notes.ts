/** What is worth saying of a subject and changes no verdict, each thing once. */

import type { Code } from '../model/codes.ts';
import type { Note } from '../model/note.ts';

export interface Notebook {
  readonly add: (message: string, code?: Code) => void;
  readonly all: () => readonly Note[];
}

/** A subject that always prints something new earns no more. */
const mostNotes = 20;

const longestNote = 400;

export const notebook = (): Notebook => {
  const notes = new Map<string, Note>();
  return {
    add: (text, code) => {
      const message = text.length > longestNote ? `${text.slice(0, longestNote)}...` : text;
      const known = notes.get(message);
      if (known === undefined && notes.size >= mostNotes) return;
      notes.set(message, { ...(code && { code }), message, times: (known?.times ?? 0) + 1 });
    },
    all: () => [...notes.values()],
  };
};
