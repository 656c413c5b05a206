/** A subject's first problem, or first graphs, each put twice: does it answer, in the right shapes, with the right numbers? */

import { askAll, judgeReplies, type Prepared, prepare } from '../conformance/evaluate.ts';
import { basisFor, experts } from '../conformance/evidence.ts';
import { agreesOnGraph, agreesWhole, type Claim } from '../judge/claim.ts';
import { describeDiscrepancy } from '../judge/describe.ts';
import { locate } from '../judge/locate.ts';
import type { Sample } from '../judge/property.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { Discrepancy, Findings, Location } from '../model/verdict.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import { firstGraphs } from './first-graphs.ts';
import { firstProblems } from './first-problems.ts';
import { undoings } from './patterns.ts';

/** What came of the first problems. */
export type FirstContact =
  | {
      readonly kind: 'fine';
      /** The last one that was put. */
      readonly problem: Problem;
      readonly problems: number;
      readonly judged: number;
    }
  | {
      readonly kind: 'gradient-wrong';
      readonly code: Code;
      readonly sentence: string;
      readonly problem: Problem;
      readonly answer: AnyAnswer;
      readonly discrepancy?: Discrepancy;
      readonly location?: Location;
      /** The answer as a whole, where a known way of being wrong explains it. */
      readonly pattern?: string;
    }
  | {
      readonly kind: 'adapter-broken';
      readonly code: Code;
      readonly sentence: string;
      /** Absent where nothing was asked yet. */
      readonly problem?: Problem;
    }
  | { readonly kind: 'nothing-verified'; readonly sentence: string };

const agreeing = (problem: Problem, question: number): readonly Claim[] =>
  problem.kind === 'graph' ? agreesOnGraph(question, problem) : agreesWhole(question);

const sampleOf = (problem: Problem): Sample => ({
  questions: [problem, problem],
  claims: [...agreeing(problem, 0), ...agreeing(problem, 1)],
});

/** The first undoing after which nothing is wrong any more. */
const patternIn = (
  problem: Problem,
  answer: AnyAnswer,
  sample: Sample,
  prepared: Prepared,
): { readonly pattern?: string } => {
  const found = undoings(answer, problem).find((undone) => {
    const reply: Reply = { kind: 'answer', answer: undone.answer, notes: [], changedProblem: false };
    const evaluation = judgeReplies(sample, prepared, [reply, reply]);
    return evaluation.kind === 'judged' && evaluation.findings.wrong === 0 && evaluation.findings.judged > 0;
  });
  return found === undefined ? {} : { pattern: found.says };
};

const again = 'is right at first and wrong when the same problem is asked again';

const sentenceOf = (first: Discrepancy): string =>
  first.question === 0 ? describeDiscrepancy(first, 1, 1) : `${again}: ${describeDiscrepancy(first, 1, 1)}`;

const wrongNumbers = (
  problem: Problem,
  { discrepancies }: Findings,
  first: Discrepancy,
): Pick<
  Extract<FirstContact, { kind: 'gradient-wrong' }>,
  'code' | 'sentence' | 'discrepancy' | 'location'
> => {
  const location = locate(
    problem,
    discrepancies.filter(({ question }) => question === first.question),
  );
  const finite = first.question === 0 ? 'WRONG-VALUE' : 'IMPURE';
  return {
    code: Number.isFinite(first.got) ? finite : 'NOT-FINITE',
    sentence: sentenceOf(first),
    discrepancy: first,
    ...(location && first.question === 0 && { location }),
  };
};

const contactOn = async (subject: Subject, problem: Problem): Promise<FirstContact> => {
  const knowledge = experts();
  const sample = sampleOf(problem);
  const prepared = prepare(sample, (question) => basisFor(subject, question, knowledge));
  const evaluation = judgeReplies(sample, prepared, await askAll(subject, sample, prepared));
  if (evaluation.kind === 'fault') {
    return { kind: 'adapter-broken', code: evaluation.code, sentence: evaluation.message, problem };
  }
  if (evaluation.kind !== 'judged') return { kind: 'nothing-verified', sentence: evaluation.reason };
  const { findings, changedProblem, answers } = evaluation;
  const [first] = findings.discrepancies;
  const answer = answers[first?.question ?? 0];
  if (answer === undefined) throw new RangeError('a judged evaluation has no answer');
  if (changedProblem) {
    const sentence = 'writes into the problem that it is given';
    return { kind: 'gradient-wrong', code: 'IMPURE', sentence, problem, answer };
  }
  if (first === undefined) {
    return findings.judged > 0
      ? { kind: 'fine', problem, problems: 1, judged: findings.judged }
      : {
          kind: 'nothing-verified',
          sentence: 'no finite bound could be derived for any number of its answer',
        };
  }
  const pattern = first.question === 0 ? patternIn(problem, answer, sample, prepared) : {};
  return { kind: 'gradient-wrong', problem, answer, ...wrongNumbers(problem, findings, first), ...pattern };
};

const outsideEverything: FirstContact = {
  kind: 'nothing-verified',
  sentence: 'its declaration supports no problem of ours',
};

/** The plainest network that the subject claims; the next ones while it says that it supports none. */
const onNetworks = async (subject: Subject): Promise<FirstContact> => {
  let contact: FirstContact = outsideEverything;
  for (const problem of firstProblems(subject.supports)) {
    contact = await contactOn(subject, problem);
    if (contact.kind !== 'nothing-verified') return contact;
  }
  return contact;
};

const isSound = ({ kind }: FirstContact): boolean => kind === 'fine' || kind === 'nothing-verified';

/** Both sound: what was verified in both, or why nothing was. */
const together = (one: FirstContact, other: FirstContact): FirstContact => {
  if (one.kind !== 'fine') return other.kind === 'fine' || one === outsideEverything ? other : one;
  if (other.kind !== 'fine') return one;
  return { ...other, problems: one.problems + other.problems, judged: one.judged + other.judged };
};

/**
 * Puts the plainest network that the subject claims, then its first graphs; stops at the first that is not
 * answered as it should be.
 */
export const firstContact = async (subject: Subject): Promise<FirstContact> => {
  let contact = await onNetworks(subject);
  if (!isSound(contact)) return contact;
  for (const problem of firstGraphs(subject.supports)) {
    const next = await contactOn(subject, problem);
    if (!isSound(next)) return next;
    contact = together(contact, next);
  }
  return contact;
};
