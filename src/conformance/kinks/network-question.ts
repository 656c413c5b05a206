/** A network at kinks. */

import { float64 } from '../../arithmetic/float64.ts';
import { boundAnswer } from '../../bounds/bound-answer.ts';
import { addAnswerBounds } from '../../bounds/combine.ts';
import { type Precision, precision } from '../../bounds/precision.ts';
import type { Chosen } from '../../bounds/setting.ts';
import type { Implementation } from '../../gradients/implementation.ts';
import { isRefusal, type TracedAnswer } from '../../model/answer.ts';
import type { KinkChoice, KinkSite } from '../../model/kinks.ts';
import { isFiniteTree } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { middleOf, type Point } from './kink.ts';
import { choiceAt, type NetworkKink } from './network-kinks.ts';
import type { Held, Question } from './question.ts';

/** What a network at kinks is asked with. */
export interface NetworkAtKinks {
  readonly problem: MlpProblem;
  readonly kinks: readonly NetworkKink[];
  /** Components of norms that are exactly 0: nothing is fitted, whatever is taken is in the unit ball. */
  readonly balls: readonly KinkSite[];
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

const referenceAt = ({ problem, implementation }: NetworkAtKinks, chosen: KinkChoice): TracedAnswer => {
  const answer = implementation.gradient(problem, float64, chosen);
  if (isRefusal(answer) || answer.deltas === undefined || answer.trace === undefined)
    throw new TypeError(
      `${implementation.name} answers a problem without deltas or trace once it has a choice`,
    );
  return { ...answer, deltas: answer.deltas, trace: answer.trace };
};

const heldAt = (asked: NetworkAtKinks, point: Point, within: Chosen['within']): Held => {
  const { problem, kinks, balls } = asked;
  const chosen = choiceAt(kinks, point, balls);
  const reference = referenceAt(asked, chosen);
  return {
    reference,
    againstReference: addAnswerBounds(
      boundAnswer(problem, reference, asked.precision, { chosen, within }),
      boundAnswer(problem, reference, inFloat64, { chosen, within: 'nothing' }),
    ),
  };
};

/** An implementation of ours in float64 answers, once for every choice. */
export const networkQuestion = (asked: NetworkAtKinks): Question => ({
  problem: asked.problem,
  kinks: asked.kinks,
  at: (point) => ({ point, ...heldAt(asked, point, 'the balls') }),
  inTheMiddle: () => heldAt(asked, asked.kinks.map(middleOf), 'half the jump'),
  isAnswered: () => {
    const answer = asked.implementation.gradient(asked.problem, float64);
    if (isRefusal(answer) || answer.trace === undefined || answer.deltas === undefined) return false;
    return isFiniteTree([answer.cost, answer.outputs, answer.gradients, answer.deltas]);
  },
  isUsable: ({ reference }) => isFiniteAnswer(reference),
});
