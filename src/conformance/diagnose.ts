/** Naming the mistake behind a failing check; a few more questions confirm it, or tell several apart. */

import type { Sample } from '../diagnosis/cases.ts';
import type { Sample as PropertySample } from '../judge/property.ts';
import { networkAnswer } from '../model/any-kind.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Reply, Subject } from '../subjects/subject.ts';

/** Networks of one property's sample with those of their replies that are answers. */
export const answersIn = ({ questions }: PropertySample, replies: readonly Reply[]): readonly Sample[] =>
  questions.flatMap((problem, question) => {
    const reply = replies[question];
    return problem.kind === 'mlp' && reply?.kind === 'answer'
      ? [{ problem, answer: networkAnswer(reply.answer) }]
      : [];
  });

/** Puts one more sample to the subject; the replies to its questions. */
export type AskMore = (sample: PropertySample) => Promise<readonly Reply[]>;

/** Stops at the first fault: a subject that dies is not asked again for the sake of a diagnosis. */
const askSeparating = async (subject: Subject, ask: AskMore): Promise<readonly Sample[]> => {
  const { separatingProblems } = await import('../diagnosis/separating.ts');
  const samples: Sample[] = [];
  for (const problem of separatingProblems(subject.supports)) {
    const sample = { questions: [problem], claims: [] };
    const replies = await ask(sample);
    if (replies.some(({ kind }) => kind === 'fault')) break;
    samples.push(...answersIn(sample, replies));
  }
  return samples;
};

/**
 * The mistake that a subject's answers to the questions of one check show; undefined where none of the
 * finite ones is wrong. `samples` are questions and answers of the check, right ones too.
 *
 * Nothing of it is loaded before something is wrong. Every check asks for itself, so that a log has what a
 * verdict was made from.
 */
export const diagnoseFailure = async (
  subject: Subject,
  samples: readonly Sample[],
  ask: AskMore,
): Promise<Diagnosis | undefined> => {
  const { diagnose } = await import('../diagnosis/diagnose.ts');
  const first = diagnose(samples, subject);
  if (first === undefined || first.causes.length === 0) return first;
  return diagnose([...(await askSeparating(subject, ask)), ...samples], subject);
};
