/** Algorithm 2, where every variable is a number. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { variableNamed } from '../../../graphs/graph.ts';
import { fillGradTable } from '../../../graphs/table/scalar-table.ts';
import { entryAt } from '../../../graphs/tensor/tensor.ts';
import type { Refusal } from '../../../model/answer.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { answerBy, evaluated } from './evaluated.ts';

/** The answer, or a refusal where a variable is no number. */
export const gradientOfScalars = <T>(
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
): GraphAnswer<T> | Refusal => {
  const known = evaluated(problem, arithmetic);
  const { graph, values } = known;
  if (graph.variables.some(({ shape }) => shape.length > 0)) return { refused: 'not all are numbers' };
  const table = fillGradTable(graph, arithmetic, values, variableNamed(graph, problem.output));
  return answerBy(problem, known, (V) => ({ shape: [], entries: [entryAt(table, V)] }));
};
