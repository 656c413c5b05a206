/** The numbers of tensors and of answers to graphs: one after another, or each replaced. */

import type { GraphAnswer, GraphProblem, NestedNumbers } from './graph.ts';

/** What an answer, its bounds and its radii have in common. */
type Numbers<T> = Pick<GraphAnswer<T>, 'value' | 'gradients'>;

/** True for a list of numbers or of lists; numbers that are arrays are not supported. */
export const isNested = <T>(nested: NestedNumbers<T>): nested is readonly NestedNumbers<T>[] =>
  Array.isArray(nested);

/** The numbers of a tensor, row-major. */
export const flatNumbers = <T>(nested: NestedNumbers<T>): readonly T[] => {
  const numbers: T[] = [];
  const collect = (part: NestedNumbers<T>): void => {
    if (isNested(part)) part.forEach(collect);
    else numbers.push(part);
  };
  collect(nested);
  return numbers;
};

/** The tensor with every number replaced by f of it, row-major. */
export const mapNested = <T, R>(nested: NestedNumbers<T>, f: (number: T) => R): NestedNumbers<R> =>
  isNested(nested) ? nested.map((part) => mapNested(part, f)) : f(nested);

/** The answer with every number replaced by f of it: value, then gradients by name. */
export const mapGraphAnswer = <T, R>(
  { value, gradients }: Numbers<T>,
  f: (number: T) => R,
): GraphAnswer<R> => ({
  value: f(value),
  gradients: Object.fromEntries(
    Object.entries(gradients).map(([name, nested]) => [name, mapNested(nested, f)]),
  ),
});

/** Value, then the gradients in the order of `wrt`, row-major. Throws a RangeError where one is missing. */
export const numbersOfGraph = <T>(
  { wrt }: Pick<GraphProblem, 'wrt'>,
  { value, gradients }: Numbers<T>,
): readonly T[] => [
  value,
  ...wrt.flatMap((name) => {
    const gradient = gradients[name];
    if (gradient === undefined) throw new RangeError(`gradients.${name}: expected a gradient, got none`);
    return flatNumbers(gradient);
  }),
];
