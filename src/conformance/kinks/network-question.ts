/** A network at kinks. */

import { float64 } from '../../arithmetic/float64.ts';
import { boundAnswer } from '../../bounds/bound-answer.ts';
import { addAnswerBounds } from '../../bounds/combine.ts';
import { type Precision, precision } from '../../bounds/precision.ts';
import type { Implementation } from '../../gradients/implementation.ts';
import { isRefusal, type TracedAnswer } from '../../model/answer.ts';
import { isFiniteTree } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import type { Point } from './kink.ts';
import { choiceAt, type NetworkKink } from './network-kinks.ts';
import type { Held, Question } from './question.ts';

/** What a network at kinks is asked with. */
export interface NetworkAtKinks {
  readonly problem: MlpProblem;
  readonly kinks: readonly NetworkKink[];
  /** Whoever answered as the others did. */
  readonly implementation: Implementation;
  readonly precision: Precision;
}

const inFloat64 = precision('float64');

const isFiniteAnswer = (reference: Held['reference']): boolean => {
  if (!('cost' in reference)) return false;
  const { cost, outputs, gradients, deltas } = reference;
  return isFiniteTree([cost, outputs, gradients, deltas]);
};

const referenceAt = ({ problem, kinks, implementation }: NetworkAtKinks, point: Point): TracedAnswer => {
  const answer = implementation.gradient(problem, float64, choiceAt(kinks, point));
  if (isRefusal(answer) || answer.deltas === undefined || answer.trace === undefined)
    throw new TypeError(
      `${implementation.name} answers a problem without deltas or trace once it has a choice`,
    );
  return { ...answer, deltas: answer.deltas, trace: answer.trace };
};

const heldAt = (asked: NetworkAtKinks, point: Point): Held => {
  const { problem, kinks } = asked;
  const reference = referenceAt(asked, point);
  const chosen = choiceAt(kinks, point);
  return {
    reference,
    againstReference: addAnswerBounds(
      boundAnswer(problem, reference, asked.precision, { chosen }),
      boundAnswer(problem, reference, inFloat64, { chosen }),
    ),
  };
};

/** An implementation of ours in float64 answers, once for every choice. */
export const networkQuestion = (asked: NetworkAtKinks): Question => ({
  problem: asked.problem,
  kinks: asked.kinks,
  at: (point) => ({ point, ...heldAt(asked, point) }),
  inTheMiddle: () => null,
  isAnswered: () => {
    const answer = asked.implementation.gradient(asked.problem, float64);
    if (isRefusal(answer) || answer.trace === undefined || answer.deltas === undefined) return false;
    return isFiniteTree([answer.cost, answer.outputs, answer.gradients, answer.deltas]);
  },
  isUsable: ({ reference }) => isFiniteAnswer(reference),
});
