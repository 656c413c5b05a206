/** A sample as a line of the log, and the line as what it was told from. */

import type { Evaluation } from '../conformance/evaluate.ts';
import type { Put } from '../conformance/put.ts';
import type { Stage } from '../conformance/record.ts';
import { type Check, kindOf } from '../conformance/tally.ts';
import { isGraphAnswer, type Problem } from '../model/any-kind.ts';
import { readAnyAnswer } from '../model/read-any-answer.ts';
import type { Reply } from '../subjects/subject.ts';
import type { LoggedEvaluation, SampleLine } from './log.ts';
import { withNumbers } from './text.ts';

/** In one order, and without the trace that our own implementations also answer with. */
const inOrder = (reply: Reply): Reply => {
  if (reply.kind !== 'answer' || isGraphAnswer(reply.answer)) return reply;
  const { cost, outputs, deltas, gradients } = reply.answer;
  const { weights, biases, inputs } = gradients;
  const answer = {
    ...(cost !== undefined && { cost }),
    ...(outputs !== undefined && { outputs }),
    ...(deltas !== undefined && { deltas }),
    gradients: { weights, biases, ...(inputs !== undefined && { inputs }) },
  };
  return { ...reply, answer };
};

const withoutAnswers = (evaluation: Evaluation): LoggedEvaluation => {
  if (evaluation.kind !== 'judged') return evaluation;
  const { answers: _, ...logged } = evaluation;
  return logged;
};

/** `subject` is its index among those of the header. */
export const sampleLine = (
  subject: number,
  { id, clause }: Check,
  stage: Stage,
  { run, sample, replies, evaluation }: Put,
): SampleLine => ({
  kind: 'sample',
  subject,
  check: id,
  clause,
  stage,
  run,
  problems: sample.questions,
  replies: replies.map(inOrder),
  verdict: kindOf(evaluation),
  evaluation: withoutAnswers(evaluation),
});

/** The evaluation in a line that was parsed; its answers stay among the replies. */
export const evaluationIn = ({ evaluation }: SampleLine): Evaluation => {
  if (evaluation.kind !== 'judged') return evaluation;
  const { findings, kinks, changedProblem } = evaluation;
  const numbers = withNumbers({ findings, kinks }) as Pick<typeof evaluation, 'findings' | 'kinks'>;
  return { kind: 'judged', ...numbers, changedProblem, answers: [] };
};

/** A reply in a line that was parsed, its answer read anew: an answer that cannot be read becomes a fault. */
export const replyIn = (logged: Reply, problem: Problem): Reply => {
  if (logged.kind !== 'answer') return logged;
  const read = readAnyAnswer(logged.answer, problem);
  if (read.kind === 'answer') return { ...logged, answer: read.answer };
  return {
    kind: 'fault',
    verdict: 'malformed',
    code: read.code,
    message: 'the log has no readable answer here',
  };
};
