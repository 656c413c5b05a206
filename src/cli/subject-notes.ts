/** What is worth saying of the subjects of a run and changes no verdict; on stderr, beside every report. */

import { escapeLine } from '../reports/escape.ts';
import type { Note, Subject } from '../subjects/subject.ts';

const noteLine = (subject: string, { message, times, code }: Note): string =>
  `backproof: note on ${escapeLine(subject)}: ${escapeLine(message)}` +
  `${times === 1 ? '' : ` (${times} times)`}${code === undefined ? '' : ` [${code}]`}\n`;

/** A line for each thing that was noted; nothing where nothing was. */
export const noteLines = (subjects: readonly Subject[]): string =>
  subjects.flatMap(({ name, notes }) => (notes?.() ?? []).map((note) => noteLine(name, note))).join('');
