/** A subject's first problem, put twice: does it answer, in the right shapes, with the right numbers? */

import { askAll, judgeReplies, type Prepared, prepare } from '../conformance/evaluate.ts';
import { basisFor, experts } from '../conformance/evidence.ts';
import { agreesWhole } from '../judge/claim.ts';
import { describeDiscrepancy } from '../judge/describe.ts';
import { locate } from '../judge/locate.ts';
import type { Sample } from '../judge/property.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import { networkAnswer } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Discrepancy, Findings, Location } from '../model/verdict.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import { firstProblems } from './first-problems.ts';
import { undoings } from './patterns.ts';

/** What came of the first problem. */
export type FirstContact =
  | { readonly kind: 'fine'; readonly problem: MlpProblem; readonly judged: number }
  | {
      readonly kind: 'gradient-wrong';
      readonly code: Code;
      readonly sentence: string;
      readonly problem: MlpProblem;
      readonly answer: SubjectAnswer;
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
      readonly problem?: MlpProblem;
    }
  | { readonly kind: 'nothing-verified'; readonly sentence: string };

const sampleOf = (problem: MlpProblem): Sample => ({
  questions: [problem, problem],
  claims: [...agreesWhole(0), ...agreesWhole(1)],
});

/** The first undoing after which nothing is wrong any more. */
const patternIn = (
  problem: MlpProblem,
  answer: SubjectAnswer,
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
  problem: MlpProblem,
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

const contactOn = async (subject: Subject, problem: MlpProblem): Promise<FirstContact> => {
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
  const given = answers[first?.question ?? 0];
  if (given === undefined) throw new RangeError('a judged evaluation has no answer');
  const answer = networkAnswer(given);
  if (changedProblem) {
    const sentence = 'writes into the problem that it is given';
    return { kind: 'gradient-wrong', code: 'IMPURE', sentence, problem, answer };
  }
  if (first === undefined) {
    return findings.judged > 0
      ? { kind: 'fine', problem, judged: findings.judged }
      : {
          kind: 'nothing-verified',
          sentence: 'no finite bound could be derived for any number of its answer',
        };
  }
  const pattern = first.question === 0 ? patternIn(problem, answer, sample, prepared) : {};
  return { kind: 'gradient-wrong', problem, answer, ...wrongNumbers(problem, findings, first), ...pattern };
};

const outsideEverything = 'its declaration supports no problem of ours';

/** Puts the plainest problem that the subject claims; the next ones while it says that it supports none. */
export const firstContact = async (subject: Subject): Promise<FirstContact> => {
  let contact: FirstContact = { kind: 'nothing-verified', sentence: outsideEverything };
  for (const problem of firstProblems(subject.supports)) {
    contact = await contactOn(subject, problem);
    if (contact.kind !== 'nothing-verified') return contact;
  }
  return contact;
};
