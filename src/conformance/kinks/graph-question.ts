/** A graph at kinks. */

import { float64 } from '../../arithmetic/float64.ts';
import { boundGraphAnswer } from '../../bounds/graphs/bound-graph-answer.ts';
import { addGraphBounds } from '../../bounds/graphs/combine-graph-bounds.ts';
import { type Precision, precision } from '../../bounds/precision.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { isFiniteTree } from '../../model/path.ts';
import { type GraphKink, graphChoiceAt } from './graph-kinks.ts';
import { middleOf, type Point } from './kink.ts';
import type { Held, Question } from './question.ts';

/** What a graph at kinks is asked with. */
export interface GraphAtKinks {
  readonly problem: GraphProblem;
  readonly kinks: readonly GraphKink[];
  readonly precision: Precision;
}

const inFloat64 = precision('float64');

/** Where float64 leaves its range once it has a choice. */
const unknown = { value: Number.NaN, gradients: {} };

const heldAt = (
  { problem, kinks, precision: format }: GraphAtKinks,
  point: Point,
  within: 'nothing' | 'half the jump',
): Held => {
  const chosen = graphChoiceAt(kinks, point);
  const attempt = gradientOfGraph(problem, float64, chosen);
  return {
    reference: isRefusal(attempt) ? unknown : attempt,
    againstReference: addGraphBounds(
      boundGraphAnswer(problem, format, { chosen, within }),
      boundGraphAnswer(problem, inFloat64, { chosen, within: 'nothing' }),
    ),
  };
};

/** The table in float64 answers, once for every choice. */
export const graphQuestion = (asked: GraphAtKinks): Question => ({
  problem: asked.problem,
  kinks: asked.kinks,
  at: (point) => ({ point, ...heldAt(asked, point, 'nothing') }),
  inTheMiddle: () => heldAt(asked, asked.kinks.map(middleOf), 'half the jump'),
  isAnswered: () => !isRefusal(gradientOfGraph(asked.problem, float64)),
  isUsable: ({ reference }) => isFiniteTree(reference),
});
