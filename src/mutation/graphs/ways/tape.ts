/** The tape, which knows float64 alone. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { gradientOnTape } from '../../../graphs/tape/of-graph.ts';
import type { Refusal } from '../../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { mapGraphAnswer } from '../../../model/graph-numbers.ts';

/** Refuses every arithmetic but float64. */
export const gradientByTape = <T>(
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
): GraphAnswer<T> | Refusal => {
  if (arithmetic.name !== 'float64') return { refused: 'a tape computes in float64' };
  return mapGraphAnswer(gradientOnTape(problem), arithmetic.of);
};
