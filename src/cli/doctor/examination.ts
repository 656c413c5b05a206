/** One subject of the command line, examined. */

import type { FirstContact } from '../../doctor/contact.ts';
import { firstContact } from '../../doctor/first-contact.ts';
import type { Patient } from '../../doctor/report.ts';
import type { Note } from '../../model/note.ts';
import { everything } from '../../model/supports.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import { initializeLine } from '../../subjects/program/requests.ts';
import type { Subject } from '../../subjects/subject.ts';
import { UsageError } from '../failures.ts';
import { startSubjects } from '../subjects/start-subjects.ts';
import type { SubjectOptions } from '../subjects/subject-options.ts';
import { type SubjectWords, subjectArguments } from '../subjects/subject-words.ts';

const demandOne = ({ modules, command }: SubjectWords, { subject = [] }: SubjectOptions): void => {
  const count = modules.length + subject.length + (command === undefined ? 0 : 1);
  if (count !== 1) {
    throw new UsageError(`doctor: expected one subject (MODULE, --subject FILE or -- COMMAND), got ${count}`);
  }
};

interface Seen {
  readonly contact: FirstContact;
  readonly patient: Pick<Patient, 'name' | 'precision' | 'notes' | 'stderr'>;
}

/** Whoever says nothing is asked for what was perhaps never thought of. */
const undeclared: Note = {
  message:
    'it says nothing of what it `supports`, so that verify asks for every activation, loss and penalty',
  times: 1,
};

const examined = async (subject: Subject): Promise<Seen> => {
  try {
    const contact = await firstContact(subject);
    const { name, precision } = subject;
    const notes = [...(subject.notes?.() ?? []), ...(subject.supports === everything ? [undeclared] : [])];
    const patient = { name, precision, notes, stderr: subject.stderrTail?.() ?? '' };
    return { contact, patient };
  } finally {
    await subject.close();
  }
};

/** The message names the subject already, as it was called on the command line. */
const notStarted = ({ code, message }: SubjectNotTestable): Seen => ({
  contact: { kind: 'adapter-broken', code, sentence: message },
  patient: { notes: [], stderr: '' },
});

const seen = async (words: SubjectWords, options: SubjectOptions): Promise<Seen> => {
  try {
    const { subjects } = await startSubjects(words, options);
    const [subject] = subjects;
    if (subject === undefined) throw new RangeError('one subject was named and none was started');
    return await examined(subject);
  } catch (error) {
    if (error instanceof SubjectNotTestable) return notStarted(error);
    throw error;
  }
};

/** Starts the one subject that the words name and puts its first problem. Throws UsageError for none or several. */
export const examine = async (
  words: SubjectWords,
  options: SubjectOptions,
): Promise<{ readonly contact: FirstContact; readonly patient: Patient }> => {
  demandOne(words, options);
  const { contact, patient } = await seen(words, options);
  const greeting = words.modules.length === 0 ? { greeting: initializeLine() } : {};
  return { contact, patient: { ...patient, words: subjectArguments(words, options), ...greeting } };
};
