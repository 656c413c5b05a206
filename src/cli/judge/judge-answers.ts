/** A cases file and the answers to it, as a run whose answers are there already. */

import type { Case } from '../../conformance/cases.ts';
import { clauseGlob } from '../../conformance/selection.ts';
import { withoutRecord } from '../../conformance/verify.ts';
import { absentSubject } from '../../journal/recorded.ts';
import { LogRefused } from '../../journal/refused.ts';
import type { Problem } from '../../model/any-kind.ts';
import { canAnswer } from '../../model/supports.ts';
import { type Greeting, readGreeting } from '../../subjects/declaration.ts';
import { SubjectNotTestable } from '../../subjects/not-testable.ts';
import type { Content } from '../../subjects/program/incoming.ts';
import { replyOf } from '../../subjects/program/reply.ts';
import type { Reply, Subject } from '../../subjects/subject.ts';
import { suiteVersion } from '../version.ts';
import { type Answers, readAnswers } from './judge-answer-lines.ts';
import { readCases } from './judge-cases.ts';
import type { RecordedRun } from './recorded-run.ts';

const greetingIn = ({ greeting }: Answers, file: string): Greeting => {
  if (greeting?.kind === 'result') return readGreeting(greeting.result, file);
  if (greeting?.kind === 'error')
    throw new SubjectNotTestable(
      'VERSION',
      `${file}: refused initialize (${greeting.code}): ${greeting.message}`,
    );
  throw new SubjectNotTestable('START', `${file}: expected an answer to initialize (id 0), got none`);
};

/** Ids by check and the problem's text, in the order in which they are asked. */
const idsOf = (cases: readonly Case[]) => {
  const ids = new Map<string, number[]>();
  const keyOf = (check: string, problem: Problem): string => `${check} ${JSON.stringify(problem)}`;
  for (const { id, check, problem } of cases) {
    const known = ids.get(keyOf(check, problem));
    if (known === undefined) ids.set(keyOf(check, problem), [id]);
    else known.push(id);
  }
  return (check: string, problem: Problem): number | undefined => ids.get(keyOf(check, problem))?.shift();
};

const subjectWith = (
  declared: Subject,
  contentTo: (problem: Problem) => Content | undefined,
  greeting: Greeting,
): Subject => ({
  ...declared,
  ask: async (problem): Promise<Reply> => {
    const content = contentTo(problem);
    if (!canAnswer(declared.supports, problem)) return { kind: 'unclaimed' };
    return content === undefined ? declared.ask(problem) : replyOf(content, problem, greeting);
  },
});

const undrawn =
  'not run: no case lies inside what the subject claims; `backproof cases --supports FILE` prints some that do';

/**
 * Regenerates the questions and refuses a cases file that has others. Throws `LogRefused`, and
 * `SubjectNotTestable` where nothing readable was said to `initialize`.
 */
export const judgedAnswers = async (casesFile: string, answersFile: string): Promise<RecordedRun> => {
  const { identity, cases } = await readCases(casesFile);
  const answers = await readAnswers(answersFile, cases.length);
  const greeting = greetingIn(answers, answersFile);
  const { seed, runs, clauses, supports, precision } = identity;
  const subject = absentSubject({ ...greeting.declaration, ours: false });
  const idOf = idsOf(cases);
  if (answers.contents.size === 0) throw new LogRefused(`${answersFile}: expected answers, got none`);
  return {
    header: {
      suite: { name: 'backproof', version: suiteVersion() },
      seed,
      runs,
      shrink: false,
      clauses,
      // A replay asks a program live; which one this was is not known here.
      subjectArguments: '-- PROGRAM',
      subjects: [{ ...greeting.declaration, ours: false, recorded: true }],
    },
    subjects: [subject],
    options: { seed, runs, shrink: false },
    selection: { clause: clauseGlob(clauses) },
    surroundings: {
      ...withoutRecord,
      universe: { supports, precision, undrawn },
      asked: (_, check) => {
        const contentTo = (problem: Problem) => answers.contents.get(idOf(check, problem) ?? -1);
        return subjectWith(subject, contentTo, greeting);
      },
    },
  };
};
