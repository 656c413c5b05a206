/** What is told of a wrong gradient: the first wrong number, where to look, and which mistake it shows. */

import { type Evaluation, judgeReplies, type Prepared } from '../conformance/evaluate.ts';
import { diagnosisOf } from '../conformance/failure.ts';
import type { Put } from '../conformance/put.ts';
import { describeDiscrepancy } from '../judge/describe.ts';
import { locate } from '../judge/locate.ts';
import type { Sample } from '../judge/property.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { Discrepancy, Findings } from '../model/verdict.ts';
import type { Reply } from '../subjects/subject.ts';
import type { WrongGradient } from './contact.ts';
import { undoings } from './patterns.ts';

/** Who is asked more, and what the answers are judged by. */
type Asked = Parameters<typeof diagnosisOf>[0];

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
): Pick<WrongGradient, 'code' | 'sentence' | 'discrepancy' | 'location'> => {
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

/** A log keeps what is asked besides; here there is none. */
const unrecorded = (): void => {};

/** The mistake by its name, or else the pattern of the answer. */
const whatShows = async (
  put: Put,
  { problem, answer }: Pick<WrongGradient, 'problem' | 'answer'>,
  asked: Asked,
): Promise<Pick<WrongGradient, 'diagnosis' | 'pattern'>> => {
  const diagnosis = await diagnosisOf(asked, [put], false, unrecorded);
  if (diagnosis !== undefined && diagnosis.causes.length > 0) return { diagnosis };
  return patternIn(problem, answer, put.sample, put.prepared);
};

/** What is told of an answer whose number `first` is the first wrong one; `asked` is asked a few problems more. */
export const wrongGradient = async (
  put: Put,
  { findings, answers }: Extract<Evaluation, { kind: 'judged' }>,
  first: Discrepancy,
  asked: Asked,
): Promise<WrongGradient> => {
  const [problem, answer] = [put.sample.questions[first.question], answers[first.question]];
  if (problem === undefined || answer === undefined) throw new RangeError('what is wrong was never answered');
  const wrong = wrongNumbers(problem, findings, first);
  // Where asking again changes the answer, it shows no one mistake.
  const shown = first.question === 0 ? await whatShows(put, { problem, answer }, asked) : {};
  return { kind: 'gradient-wrong', problem, answer, ...wrong, ...shown };
};
