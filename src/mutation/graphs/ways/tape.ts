/** The tape, which knows float64 alone. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { gradientOnTape } from '../../../graphs/tape/of-graph.ts';
import type { Refusal } from '../../../model/answer.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../../../model/graph.ts';

/** Doubles as the numbers of an arithmetic whose numbers they are. */
const inNumbersOf = <T>({ of }: Arithmetic<T>): ((nested: NestedNumbers) => NestedNumbers<T>) => {
  const each = (nested: NestedNumbers): NestedNumbers<T> =>
    typeof nested === 'number' ? of(nested) : nested.map(each);
  return each;
};

export const gradientByTape = <T>(
  problem: GraphProblem,
  arithmetic: Arithmetic<T>,
): GraphAnswer<T> | Refusal => {
  if (arithmetic.name !== 'float64') return { refused: 'a tape computes in float64' };
  const { value, gradients } = gradientOnTape(problem);
  const each = inNumbersOf(arithmetic);
  return {
    value: arithmetic.of(value),
    gradients: Object.fromEntries(Object.entries(gradients).map(([name, nested]) => [name, each(nested)])),
  };
};
