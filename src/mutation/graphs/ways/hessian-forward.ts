/** Second and third derivatives by dual numbers over dual numbers. */

import type { Arithmetic } from '../../../arithmetic/arithmetic.ts';
import { entryAt } from '../../../graphs/forward-mode/array.ts';
import { type Dual, dualArithmetic } from '../../../graphs/forward-mode/dual.ts';
import { evaluate } from '../../../graphs/forward-mode/forward-mode.ts';
import type { GraphAnswer, GraphProblem } from '../../../model/graph.ts';
import { directionOf, higherAnswer } from './directions.ts';

/** The output where the entries of one input move. */
const outputWhere = <N>(
  problem: GraphProblem,
  arithmetic: Arithmetic<N>,
  input: string,
  moving: (entry: N, place: number) => N,
): N => {
  const values = evaluate(problem, arithmetic, (name, { sizes, entries }) => ({
    sizes,
    entries: name === input ? entries.map(moving) : entries,
  }));
  return entryAt(values.get(problem.output)?.entries ?? [], 0);
};

const thirdBy = <T>(problem: GraphProblem, base: Arithmetic<T>, input: string): T => {
  const once = dualArithmetic(base);
  const twice = dualArithmetic(once);
  const thrice = dualArithmetic(twice);
  const moved = outputWhere(problem, thrice, input, ({ value: { value } }) => ({
    value: { value: { value: value.value, tangent: base.of(1) }, tangent: once.of(1) },
    tangent: twice.of(1),
  }));
  return moved.tangent.tangent.tangent;
};

const secondBy = <T>(
  problem: GraphProblem,
  base: Arithmetic<T>,
  input: string,
  count: number,
): readonly T[] => {
  const once = dualArithmetic(base);
  const v = directionOf(count);
  return v.map((_, row) => {
    const moved = outputWhere<Dual<Dual<T>>>(problem, dualArithmetic(once), input, ({ value }, place) => ({
      value: { value: value.value, tangent: base.of(entryAt(v, place)) },
      tangent: once.of(place === row ? 1 : 0),
    }));
    return moved.tangent.tangent;
  });
};

/** What `higherAnswer` says, with the entries of one input moved at a time. */
export const higherForward = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const values = evaluate(problem, arithmetic);
  return higherAnswer(problem, arithmetic.of(0), (name) => {
    const { sizes, entries } = values.get(name) ?? { sizes: [], entries: [] };
    const second = secondBy(problem, arithmetic, name, entries.length);
    return sizes.length > 0 ? second : [...second, thirdBy(problem, arithmetic, name)];
  });
};
