/** Gradients by the jvp of every operation: one pass forwards per entry. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { getEntry, variableNamed } from '../../../graphs/graph.ts';
import { jacobianVectorProduct } from '../../../graphs/table/products.ts';
import { entryAt, filled } from '../../../graphs/tensor/tensor.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { answerBy, evaluated } from './evaluated.ts';

/** The answer, entry by entry. */
export const gradientByProducts = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const known = evaluated(problem, arithmetic);
  const output = variableNamed(known.graph, problem.output);
  return answerBy(problem, known, (V) => {
    const { shape } = getEntry(known.graph, V);
    const zeros = filled(shape, arithmetic.of(0)).entries;
    const slope = (place: number): T => {
      const v = { shape, entries: zeros.with(place, arithmetic.of(1)) };
      return entryAt(jacobianVectorProduct(known, output, V, v).entries, 0);
    };
    return { shape, entries: zeros.map((_, place) => slope(place)) };
  });
};
