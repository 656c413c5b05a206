/** What is worth saying of a subject and changes no verdict: what was seen of it, and what its verdicts show. */

import { varyingConventions } from '../judge/kink-tally.ts';
import { ulpsBetween } from '../judge/ulps.ts';
import type { Note } from '../model/note.ts';
import { formatPath } from '../model/path.ts';
import type { Verdict } from '../model/verdict.ts';
import { escapeLine } from './escape.ts';
import type { SubjectRun } from './run.ts';

/** `gradients.weights[0][0][0] differs by 3 ulp between two identical requests; rounding allows it` */
const repetitionNote = ({ repetitions }: Verdict): readonly Note[] => {
  if (repetitions === undefined) return [];
  const { problems, first } = repetitions;
  const units = ulpsBetween(first.after, first.before);
  const by = units === null ? `, ${first.before} and then ${first.after},` : ` by ${units} ulp`;
  const message = `${formatPath(first.path)} differs${by} between two identical requests; rounding allows it`;
  return [{ message, times: problems }];
};

const conventionNotes = (verdicts: readonly Verdict[]): readonly Note[] =>
  varyingConventions(verdicts.flatMap(({ kinks }) => kinks ?? [])).map((message) => ({ message, times: 1 }));

/** Every note of a subject, what was seen of it first. */
export const notesOf = ({ notes = [], verdicts }: SubjectRun): readonly Note[] => [
  ...notes,
  ...verdicts.flatMap(repetitionNote),
  ...conventionNotes(verdicts),
];

/** `stdout is the protocol; it printed "epoch 1"; print to stderr (15 times) [CODE]`, on one line. */
export const noteText = ({ message, times, code }: Note): string =>
  `${escapeLine(message)}${times === 1 ? '' : ` (${times} times)`}${code === undefined ? '' : ` [${code}]`}`;
