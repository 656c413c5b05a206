/** The recursion without a table. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { variableNamed } from '../../../graphs/graph.ts';
import { naiveGradient } from '../../../graphs/table/naive.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { answerBy, evaluated } from './evaluated.ts';

/** The answer, every derivative computed as often as it is met. */
export const gradientWithoutTable = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const known = evaluated(problem, arithmetic);
  const output = variableNamed(known.graph, problem.output);
  return answerBy(problem, known, naiveGradient(known.graph, arithmetic, known.values, output));
};
