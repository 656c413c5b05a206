/** Naming the mistake behind a failing check; a few more questions confirm it, or tell several apart. */

import type { Sample } from '../diagnosis/cases.ts';
import type { GraphSample } from '../diagnosis/graphs/graph-cases.ts';
import type { Asked as AnsweredInOrder } from '../diagnosis/sequence/moment.ts';
import type { Sample as PropertySample } from '../judge/property.ts';
import { isGraphAnswer, networkAnswer } from '../model/any-kind.ts';
import type { Cause, Diagnosis } from '../model/diagnosis.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import { isHarmless } from './evaluate.ts';

const sampleOf = (problem: MlpProblem, reply: Reply | undefined): readonly Sample[] => {
  if (reply?.kind === 'answer') return [{ problem, answer: networkAnswer(reply.answer) }];
  return reply?.kind === 'fault' && reply.misshapen !== undefined
    ? [{ problem, answer: reply.misshapen, isMisshapen: true }]
    : [];
};

/** Networks of one property's sample with those of their replies that are answers, in whatever shapes. */
export const answersIn = ({ questions }: PropertySample, replies: readonly Reply[]): readonly Sample[] =>
  questions.flatMap((problem, question) =>
    problem.kind === 'mlp' ? sampleOf(problem, replies[question]) : [],
  );

/** Graphs of one property's sample with those of their replies that are answers. */
export const graphAnswersIn = (
  { questions }: PropertySample,
  replies: readonly Reply[],
): readonly GraphSample[] =>
  questions.flatMap((problem, question) => {
    const reply = replies[question];
    return problem.kind === 'graph' && reply?.kind === 'answer' && isGraphAnswer(reply.answer)
      ? [{ problem, answer: reply.answer }]
      : [];
  });

/** Puts one more sample to the subject; the replies to its questions. */
export type AskMore = (sample: PropertySample) => Promise<readonly Reply[]>;

type FaultReply = Extract<Reply, { kind: 'fault' }>;

interface Asked {
  readonly samples: readonly Sample[];
  readonly faults: readonly FaultReply[];
  /** Problems that it gave up on. */
  readonly failed: readonly MlpProblem[];
}

/** Stops at the first fault that costs a process: a subject that dies is not asked again for the sake of a diagnosis. */
const askEach = async (problems: readonly MlpProblem[], ask: AskMore): Promise<Asked> => {
  const samples: Sample[] = [];
  const faults: FaultReply[] = [];
  const failed: MlpProblem[] = [];
  for (const problem of problems) {
    const sample = { questions: [problem], claims: [] };
    const replies = await ask(sample);
    samples.push(...answersIn(sample, replies));
    faults.push(...replies.filter((reply) => reply.kind === 'fault'));
    if (replies.some((reply) => reply.kind === 'fault' && reply.code === 'THROWN')) failed.push(problem);
    if (!faults.every(isHarmless)) break;
  }
  return { samples, faults, failed };
};

/** Where a subject fails on some shapes, square layers are what is left to see why. */
const askSeparating = async (subject: Subject, ask: AskMore): Promise<Omit<Asked, 'faults'>> => {
  const { separatingProblems, squareProblems } = await import('../diagnosis/separating.ts');
  const { samples, faults, failed } = await askEach(separatingProblems(subject.supports), ask);
  if (failed.length === 0 || !faults.every(isHarmless)) return { samples, failed };
  const square = await askEach(squareProblems(subject.supports), ask);
  return { samples: [...samples, ...square.samples], failed: [...failed, ...square.failed] };
};

const isMisshapen = (sample: Sample): boolean => sample.isMisshapen === true;

/** What all answers show, or else those in the right shapes: of what has no place in them that is another mistake. */
const diagnoseAll = async (
  subject: Subject,
  samples: readonly Sample[],
  more: Omit<Asked, 'faults'>,
): Promise<Diagnosis | undefined> => {
  const { diagnose } = await import('../diagnosis/diagnose.ts');
  const found = diagnose([...more.samples, ...samples], subject, more.failed);
  if (found?.causes.length !== 0 || samples.some(isMisshapen)) return found;
  const inShape = more.samples.filter((sample) => !isMisshapen(sample));
  return diagnose([...inShape, ...samples], subject, more.failed);
};

/**
 * The mistake that a subject's answers to the questions of one check show; undefined where none of the
 * finite ones is wrong. `samples` are questions and answers of the check, right ones too; none where the
 * subject failed on them, and then only a mistake that has a name is returned.
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
  const isOpen = samples.length === 0 || (first !== undefined && first.causes.length > 0);
  const found = isOpen ? await diagnoseAll(subject, samples, await askSeparating(subject, ask)) : first;
  return samples.every(isMisshapen) && found?.causes.length === 0 ? undefined : found;
};

/** Every operation of the graphs by itself, and a graph that hangs together; stops at the first fault. */
const askPlain = async (
  subject: Subject,
  samples: readonly GraphSample[],
  ask: AskMore,
): Promise<readonly GraphSample[]> => {
  const { separatingGraphs } = await import('../diagnosis/graphs/separating.ts');
  const answered: GraphSample[] = [];
  for (const problem of separatingGraphs(samples, subject.supports)) {
    const sample = { questions: [problem], claims: [] };
    const replies = await ask(sample);
    if (replies.some(({ kind }) => kind === 'fault')) break;
    answered.push(...graphAnswersIn(sample, replies));
  }
  return answered;
};

/**
 * The same of answers to graphs: the mistake, or the operation, that they show. Plain graphs are asked in any
 * case: from those that were drawn nothing may be readable, such as the smallest ones, whose entries are equal.
 */
export const diagnoseGraphFailure = async (
  subject: Subject,
  samples: readonly GraphSample[],
  ask: AskMore,
): Promise<Diagnosis | undefined> => {
  const { diagnoseGraphs } = await import('../diagnosis/graphs/diagnose.ts');
  return diagnoseGraphs([...(await askPlain(subject, samples, ask)), ...samples], subject.precision);
};

/** Whether a subject's answer to one problem is finite; undefined where it gives none. */
const finiteness =
  (ask: AskMore) =>
  async (problem: MlpProblem): Promise<boolean | undefined> => {
    const [reply] = await ask({ questions: [problem], claims: [] });
    return reply?.kind === 'answer' ? isFiniteTree(reply.answer) : undefined;
  };

/** Why the answer to a problem is not finite where the right one is; undefined where it is nothing known. */
export const diagnoseNotFinite = async (
  problem: MlpProblem,
  ask: AskMore,
): Promise<Diagnosis | undefined> => {
  const { causeAt, isPerfectFit, knownCauses, normAtZero, withoutFit } = await import(
    '../diagnosis/not-finite/causes.ts'
  );
  const { edgeOf } = await import('../diagnosis/not-finite/edge.ts');
  const finiteAnswer = finiteness(ask);
  const explained = (cause: Cause): Diagnosis => ({
    causes: [cause],
    answers: 1,
    leftOut: 0,
    known: knownCauses,
  });
  if (isPerfectFit(problem) && (await finiteAnswer(withoutFit(problem)))) return explained(normAtZero);
  const edge = await edgeOf(problem, finiteAnswer);
  return edge && explained(causeAt(edge));
};

/** Networks, put at once and in this order, with those of their answers that there are. */
const askInOrder = async (
  questions: readonly MlpProblem[],
  ask: AskMore,
): Promise<readonly AnsweredInOrder[]> => {
  const replies = await ask({ questions, claims: [] });
  return replies.flatMap((reply, index) => {
    const problem = questions[index];
    return reply.kind === 'answer' && problem !== undefined
      ? [{ problem, answer: networkAnswer(reply.answer) }]
      : [];
  });
};

/** Why the answers of a subject change: what it keeps between calls, or dropout; undefined where it is nothing known. */
export const diagnoseChange = async (subject: Subject, ask: AskMore): Promise<Diagnosis | undefined> => {
  if (!subject.supports.kinds.includes('mlp')) return undefined;
  const { sequenceQuestions } = await import('../diagnosis/sequence/questions.ts');
  const { diagnoseSequence } = await import('../diagnosis/sequence/diagnose-sequence.ts');
  const answers = await askInOrder(sequenceQuestions(subject.supports), ask);
  const kept = diagnoseSequence(answers, subject.precision);
  if (kept !== undefined) return kept;
  const { dropoutQuestions, diagnoseDropout } = await import('../diagnosis/sequence/dropout.ts');
  return diagnoseDropout(await askInOrder(dropoutQuestions(subject.supports), ask), subject.precision);
};
