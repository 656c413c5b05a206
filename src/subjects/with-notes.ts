/** A subject whose replies are looked at for what is worth a note. */

import type { PrecisionName } from '../bounds/precision.ts';
import type { AnyAnswer } from '../model/any-kind.ts';
import { looksPrintedShort } from '../model/printed-short.ts';
import type { Notebook } from './notes.ts';
import type { Reply, Subject } from './subject.ts';

/** Answers that must all look short: one alone may be so by its problem. */
const enoughAnswers = 16;

const printedShort =
  'its numbers carry 15 significant digits or fewer although float64 is declared; print 17 (%.17g)';

const hasFraction = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value) && !Number.isInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasFraction);
};

/** Looks at answers until one has all its digits, or enough have not. */
const watchDigits = (precision: PrecisionName, notes: Notebook): ((answer: AnyAnswer) => void) => {
  let left = precision === 'float64' ? enoughAnswers : 0;
  return (answer) => {
    if (left === 0 || !hasFraction(answer)) return;
    left = looksPrintedShort(answer) ? left - 1 : 0;
    if (left === 0 && looksPrintedShort(answer)) notes.add(printedShort, 'PRINTED-SHORT');
  };
};

/** The subject, with what is noted of it. */
export const withNotes = (subject: Omit<Subject, 'notes'>, notes: Notebook): Subject => {
  const look = watchDigits(subject.precision, notes);
  const observe = (reply: Reply): Reply => {
    if (reply.kind !== 'answer') return reply;
    for (const note of reply.notes) notes.add(note);
    look(reply.answer);
    return reply;
  };
  return {
    ...subject,
    ask: (problem) => subject.ask(problem).then(observe),
    notes: notes.all,
  };
};
