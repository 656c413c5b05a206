/** What is told of a wrong gradient: the first wrong number, where to look, and which mistake it shows. */

import type { Evaluation } from '../conformance/evaluate.ts';
import { diagnosisOf } from '../conformance/failure.ts';
import type { Put } from '../conformance/put.ts';
import { wrongNumber } from '../conformance/sentence.ts';
import { describeDiscrepancy } from '../judge/describe.ts';
import { locate } from '../judge/locate.ts';
import type { Problem } from '../model/any-kind.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Discrepancy, Findings } from '../model/verdict.ts';
import type { WrongGradient } from './contact.ts';

/** Who is asked more, and what the answers are judged by. */
type Asked = Parameters<typeof diagnosisOf>[0];

type Told = Pick<WrongGradient, 'code' | 'sentence' | 'discrepancy' | 'location'>;

/** A number that was right when the problem was put first, and wrong when it was put again. */
const changed = (first: Discrepancy): Told => ({
  code: Number.isFinite(first.got) ? 'IMPURE' : 'NOT-FINITE',
  sentence: `is right at first and wrong when the same problem is asked again: ${describeDiscrepancy(first, 1, 1)}`,
  discrepancy: first,
});

const wrongFromTheStart = (
  problem: Problem,
  { discrepancies }: Findings,
  first: Discrepancy,
  diagnosis: Diagnosis | undefined,
): Told => {
  const ofFirstQuestion = discrepancies.filter(({ question }) => question === first.question);
  const location = locate(problem, ofFirstQuestion);
  const { code, how } = wrongNumber(first.got, diagnosis);
  return {
    code,
    sentence: `${how}${describeDiscrepancy(first, 1, 1)}`,
    discrepancy: first,
    ...(location && { location }),
  };
};

/** A log keeps what is asked besides; here there is none. */
const unrecorded = (): void => {};

/** What is told of an answer whose number `first` is the first wrong one; `asked` is asked a few problems more. */
export const wrongGradient = async (
  put: Put,
  { findings, answers }: Extract<Evaluation, { kind: 'judged' }>,
  first: Discrepancy,
  asked: Asked,
): Promise<WrongGradient> => {
  const [problem, answer] = [put.sample.questions[first.question], answers[first.question]];
  if (problem === undefined || answer === undefined) throw new RangeError('what is wrong was never answered');
  const isChanged = first.question !== 0;
  const diagnosis = await diagnosisOf(asked, [put], isChanged, unrecorded);
  const told = isChanged ? changed(first) : wrongFromTheStart(problem, findings, first, diagnosis);
  return { kind: 'gradient-wrong', problem, answer, ...told, ...(diagnosis && { diagnosis }) };
};
