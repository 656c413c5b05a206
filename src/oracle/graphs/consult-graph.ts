/** The source of expected values for graphs: float64 where that is enough, exact arithmetic where it is not. */

import { float64 } from '../../arithmetic/float64.ts';
import type { Bound } from '../../bounds/bound.ts';
import { sumOfBounds } from '../../bounds/combine.ts';
import { boundGraphAnswer, type GraphBounds } from '../../bounds/graphs/bound-graph-answer.ts';
import { boundOfRounded } from '../../bounds/graphs/bound-of-rounded.ts';
import { precision } from '../../bounds/precision.ts';
import { isWithin } from '../../bounds/within.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import { isFiniteTree } from '../../model/path.ts';
import { answerGraphExactly, type ExactGraphAnswer, type Silent } from './exact-graph.ts';
import { askVoter, type GraphVoter, graphVoters } from './voters.ts';

/** What at least two of our ways say of a graph. */
export interface GraphConsultation extends ExactGraphAnswer {
  /** How far the answer may be from the exact one by the conventions of spec/ops.json. */
  readonly bounds: GraphBounds;
}

// Below a second of float64.
const multiplications = 2_000_000;

type Opinion = { readonly name: string; readonly answer: GraphAnswer };

const opinionsOf = (problem: GraphProblem, voters: readonly GraphVoter[]) => {
  const opinions: Opinion[] = [];
  const silent: Silent[] = [];
  for (const voter of voters) {
    const { name } = voter;
    const attempt = askVoter(voter, problem, float64, multiplications);
    if (isRefusal(attempt)) silent.push({ name, reason: attempt.refused });
    else if (isFiniteTree(attempt)) opinions.push({ name, answer: attempt });
    else silent.push({ name, reason: 'not finite in float64' });
  }
  return { opinions, silent };
};

/** Every number of both within twice the bound of float64, of which none is infinite. */
const agree = (problem: GraphProblem, left: Opinion, right: Opinion, bounds: readonly Bound[]): boolean => {
  const others = numbersOfGraph(problem, right.answer);
  return numbersOfGraph(problem, left.answer).every((number, place) => {
    const [other, bound] = [others[place], bounds[place]];
    if (other === undefined || bound === undefined || !Number.isFinite(bound)) return false;
    return isWithin(number, other, sumOfBounds(bound, bound));
  });
};

const inFloat64 = precision('float64');

/** What float64 says, where all who answer agree and are two at least. */
const everyday = (problem: GraphProblem, voters: readonly GraphVoter[]): GraphConsultation | undefined => {
  const { opinions, silent } = opinionsOf(problem, voters);
  const [first, ...others] = opinions;
  if (first === undefined || others.length === 0) return undefined;
  const bounds = boundGraphAnswer(problem, inFloat64, 'convention');
  const flat = numbersOfGraph<Bound>(problem, bounds);
  if (!others.every((other) => agree(problem, first, other, flat))) return undefined;
  const agreed = opinions.map(({ name }) => name);
  return { answer: first.answer, bounds, arithmetic: float64.name, agreed, silent };
};

/** Why the table has no answer in float64, if so: which node, and what is not finite there. */
const refusalOf = (problem: GraphProblem, [table]: readonly GraphVoter[]): Refusal | undefined => {
  if (table === undefined) return { refused: 'nobody to ask' };
  const attempt = askVoter(table, problem, float64, Number.POSITIVE_INFINITY);
  return isRefusal(attempt) ? attempt : undefined;
};

/**
 * What our ways through a graph say, at least two of them; or why the graph is refused: a value or a derivative
 * is not finite (which node, and why), or it cannot be settled.
 *
 * The problem was read. The table, forward mode and the path recursion are asked in float64 and compared by
 * bounds that are derived for the table; where those leave a question open, balls over bigFloat decide.
 *
 * @throws GraphOracleDisagrees when two ways provably answer differently: a defect of ours.
 */
export const consultGraph = (
  problem: GraphProblem,
  voters: readonly GraphVoter[] = graphVoters,
): GraphConsultation | Refusal => {
  const refusal = refusalOf(problem, voters);
  if (refusal !== undefined) return refusal;
  const agreed = everyday(problem, voters);
  if (agreed !== undefined) return agreed;
  const exact = answerGraphExactly(problem, voters);
  if (isRefusal(exact)) return exact;
  return isFiniteTree(exact.answer)
    ? { ...exact, bounds: boundOfRounded(exact.answer) }
    : { refused: 'an exact number is beyond the doubles' };
};
