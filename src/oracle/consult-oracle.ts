/** The source of expected values: float64 where that is enough, exact arithmetic where it is not. */

import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { combinationBound } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Consultation, consult, type Opinion } from './consult.ts';
import { answerExactly } from './exact.ts';
import { mapAnswer, numbersOf } from './map-answer.ts';

const untraced = { preActivations: [], activations: [] };

/** Bounds that hold of an exact answer rounded to doubles too: each one with three roundings more. */
const boundsOfRounded = (problem: MlpProblem, answer: TracedAnswer): AnswerBounds => {
  const { uncertain, ...bounds } = boundAnswer(problem, answer, precision('float64'), 'convention');
  const values = numbersOf({ ...answer, trace: untraced })[Symbol.iterator]();
  const widened = (bound: Bound): Bound => {
    const { value = Number.NaN } = values.next();
    return combinationBound([{ coefficient: 1, value, bound }], 0);
  };
  const { cost, outputs, deltas, gradients } = mapAnswer({ ...bounds, trace: untraced }, widened);
  return { cost, outputs, deltas, gradients, uncertain };
};

const isFiniteOpinion = ({ answer }: Opinion): boolean => isFiniteTree(answer);

/** Float64 leaves open who is right: it overflows, or only one of ours has an answer. */
const isOpen = ({ agreed, dissenting }: Consultation): boolean =>
  ![...agreed, ...dissenting].every(isFiniteOpinion) || (dissenting.length === 0 && agreed.length < 2);

/** Why an implementation that answers has nothing to say. */
export const notFinite = 'not finite in float64';

/** What float64 says without those who overflow; one voice that is left is no agreement. */
const withoutOverflow = ({ agreed, dissenting, silent }: Consultation): Consultation => {
  const opinions = [...agreed, ...dissenting];
  const overflowing = opinions.filter((opinion) => !isFiniteOpinion(opinion));
  const isAlone = opinions.length - overflowing.length < 2;
  const kept = (opinion: Opinion): boolean => !isAlone && isFiniteOpinion(opinion);
  const reasonFor = (opinion: Opinion): string =>
    isFiniteOpinion(opinion) ? 'nobody confirms it' : notFinite;
  return {
    agreed: agreed.filter(kept),
    dissenting: dissenting.filter(kept),
    silent: [
      ...silent,
      ...opinions
        .filter((opinion) => !kept(opinion))
        .map((opinion) => ({ name: opinion.name, reason: reasonFor(opinion) })),
    ],
  };
};

/**
 * What our implementations say of a problem, at least two of them or none.
 *
 * They are asked in float64, whose own error is bounded, and in exact arithmetic where float64 leaves the
 * question open; an exact answer that is beyond the doubles settles nothing.
 *
 * @throws OracleDisagrees when they answer differently in exact arithmetic: a defect of ours.
 */
export const consultOracle = (problem: MlpProblem): Consultation => {
  const consultation = consult(problem);
  if (!isOpen(consultation)) return consultation;
  const exact = answerExactly(problem);
  if (isRefusal(exact) || !isFiniteTree(exact.answer)) return withoutOverflow(consultation);
  const { answer, agreed, silent } = exact;
  const bounds = boundsOfRounded(problem, answer);
  return { agreed: agreed.map((name) => ({ name, answer, bounds: () => bounds })), dissenting: [], silent };
};
