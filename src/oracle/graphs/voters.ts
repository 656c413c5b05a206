/** Who answers problems of kind `graph` where expected values come from: ways without a common derivative. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { gradientForward } from '../../graphs/forward-mode/forward-mode.ts';
import { gradientByPaths, TooManyPaths } from '../../graphs/forward-mode/path-recursion.ts';
import { gradientOfGraph } from '../../graphs/gradient.ts';
import type { Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { OperationsExhausted, withBudget } from '../operations-budget.ts';

/** One way to the answer, in any arithmetic. */
export interface GraphVoter {
  readonly name: string;
  readonly gradient: <T>(problem: GraphProblem, arithmetic: Arithmetic<T>) => GraphAnswer<T> | Refusal;
}

/** What an arithmetic cannot do, and what would take too long, is no answer. */
const silently =
  (
    gradient: <T>(problem: GraphProblem, arithmetic: Arithmetic<T>) => GraphAnswer<T>,
  ): GraphVoter['gradient'] =>
  (problem, arithmetic) => {
    try {
      return gradient(problem, arithmetic);
    } catch (error) {
      if (error instanceof TooManyPaths || error instanceof RangeError) return { refused: error.message };
      throw error;
    }
  };

/**
 * The table first: it says best why a graph is refused. The symbols are left out: they share rules with the
 * table, so that the two agreeing would be no evidence. What is no double (a ball of radius 2^-Infinity) is
 * looked at by those who know it, not here.
 */
export const graphVoters: readonly GraphVoter[] = [
  { name: 'graph-table', gradient: gradientOfGraph },
  { name: 'graph-forward', gradient: silently(gradientForward) },
  { name: 'graph-paths', gradient: silently(gradientByPaths) },
];

/** An answer in an arithmetic, or why there is none; never more multiplications than allowed. */
export const askVoter = <T>(
  { gradient }: GraphVoter,
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
  multiplications: number,
): GraphAnswer<T> | Refusal => {
  try {
    return gradient(problem, withBudget(arithmetic, multiplications));
  } catch (error) {
    if (!(error instanceof OperationsExhausted)) throw error;
    return { refused: error.message };
  }
};
