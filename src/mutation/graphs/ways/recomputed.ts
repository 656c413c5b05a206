/** Algorithm 5 without stored values. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { variableNamed } from '../../../graphs/graph.ts';
import { backpropagate } from '../../../graphs/table/backpropagate.ts';
import { recomputing } from '../../../graphs/table/recompute.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { answerBy, evaluated, givenBy } from './evaluated.ts';

/** The answer, values computed again wherever they are needed. */
export const gradientRecomputed = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const known = evaluated(problem, arithmetic);
  const { graph } = known;
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  const calculus = recomputing(graph, arithmetic, givenBy(problem, arithmetic));
  const table = backpropagate(graph, variableNamed(graph, problem.output), targets, calculus);
  return answerBy(problem, known, (V) => {
    const gradient = table.get(V);
    if (gradient === undefined) throw new RangeError(`the table has no entry for variable ${V}`);
    return gradient;
  });
};
