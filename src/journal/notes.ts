/** What logs note of the subjects of a run. */

import type { IndexedNote, NotesLine } from './log.ts';

/** Every note of several lines, those of one subject with one message together. */
export const notesIn = (lines: readonly Pick<NotesLine, 'notes'>[]): readonly IndexedNote[] => {
  const found = new Map<string, IndexedNote>();
  for (const { subject, note } of lines.flatMap(({ notes }) => notes)) {
    const key = `${subject} ${note.message}`;
    const times = note.times + (found.get(key)?.note.times ?? 0);
    found.set(key, { subject, note: { ...note, times } });
  }
  return [...found.values()];
};
