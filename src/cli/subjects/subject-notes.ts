/** What is worth saying of the subjects of a run and changes no verdict. */

import type { IndexedNote } from '../../journal/log.ts';
import { at } from '../../model/at.ts';
import { escapeLine } from '../../reports/escape.ts';
import { noteText } from '../../reports/notes.ts';
import type { Subject } from '../../subjects/subject.ts';

/** Everything that was noted up to now, subject by subject. */
export const notesOfSubjects = (subjects: readonly Subject[]): readonly IndexedNote[] =>
  subjects.flatMap(({ notes }, subject) => (notes?.() ?? []).map((note) => ({ subject, note })));

/** A line for each, for stderr where the report on stdout is no text for people. */
export const noteLines = (subjects: readonly Subject[], notes: readonly IndexedNote[]): string =>
  notes
    .map(({ subject, note }) => {
      const name = escapeLine(at(subjects, subject).name);
      return `backproof: note on ${name}: ${noteText(note)}\n`;
    })
    .join('');
