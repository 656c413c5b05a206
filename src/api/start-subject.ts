/** From what a user hands over to a subject that can be asked. */

import { resolve } from 'node:path';
import type { ProblemKind } from '../model/any-kind.ts';
import { defaultLimits } from '../subjects/limits.ts';
import { moduleSubject } from '../subjects/module.ts';
import { programSubject } from '../subjects/program/program.ts';
import { shellWord } from '../subjects/shell-words.ts';
import type { Subject } from '../subjects/subject.ts';
import { inProcessSubject } from './in-process.ts';
import type { SubjectModule } from './subject-module.ts';

/**
 * What is judged: an object, asked in this process; the path of a module, which gets a process of its own;
 * or a program that speaks the protocol, and its arguments.
 */
export type ConformanceSubject<Kind extends ProblemKind = ProblemKind> =
  | SubjectModule<Kind>
  | string
  | { readonly command: readonly string[] };

const isProgram = (subject: unknown): subject is { readonly command: readonly string[] } =>
  typeof subject === 'object' && subject !== null && 'command' in subject;

/** Starts it; paths are relative to the working folder. Rejects with `SubjectNotTestable`. */
export const startSubject = async <Kind extends ProblemKind>(
  subject: ConformanceSubject<Kind>,
  name: string,
): Promise<Subject> => {
  if (typeof subject === 'string') return moduleSubject(resolve(subject), defaultLimits, subject);
  return isProgram(subject) ? programSubject({ words: subject.command }) : inProcessSubject(subject, name);
};

/** The words after `backproof verify` that name the subject; undefined where only this process has it. */
export const subjectWords = <Kind extends ProblemKind>(
  subject: ConformanceSubject<Kind>,
): string | undefined => {
  if (typeof subject === 'string') return shellWord(subject);
  return isProgram(subject) ? ['--', ...subject.command].map(shellWord).join(' ') : undefined;
};
