/** What `backproof doctor` does: examine one subject, say what came of it. */

import { doctorJson, doctorText, exitOf } from '../../doctor/report.ts';
import type { SubjectOptions } from '../subjects/subject-options.ts';
import type { SubjectWords } from '../subjects/subject-words.ts';
import { examine } from './examination.ts';

export interface DoctorOptions extends SubjectOptions {
  readonly json?: true;
}

/** Examines one subject, prints the report and sets the exit code. */
export const runDoctor = async (words: SubjectWords, options: DoctorOptions): Promise<void> => {
  const { contact, patient } = await examine(words, options);
  process.stdout.write(options.json ? doctorJson(contact, patient) : doctorText(contact, patient));
  process.exitCode = exitOf(contact);
};
