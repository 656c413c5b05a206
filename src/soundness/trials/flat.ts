/** The numbers of an answer in one order, so that answers, truths and bounds are compared by index. */

import type { Gradients } from '../../model/answer.ts';
import { at } from '../../model/at.ts';
import type { Matrix } from '../../model/problem.ts';

/** Everything of an answer that carries a bound; bounds have the same shape. */
export interface Numbered<T> {
  readonly cost: T;
  readonly outputs: Matrix<T>;
  readonly deltas?: readonly Matrix<T>[];
  readonly gradients: Gradients<T>;
}

/** What the numbers are, in their order; those from `weights` on are gradients. */
export const quantities = ['cost', 'outputs', 'deltas', 'weights', 'biases', 'inputs'] as const;

type Nested<T> = T | null | readonly Nested<T>[];

const partsOf = <T>({ cost, outputs, deltas, gradients }: Numbered<T>): readonly Nested<T>[] => [
  cost,
  outputs,
  deltas ?? null,
  gradients.weights,
  gradients.biases,
  gradients.inputs,
];

const isList = <T>(nested: Nested<T>): nested is readonly Nested<T>[] => Array.isArray(nested);

const collect = <T>(nested: Nested<T>, into: T[]): void => {
  if (isList(nested)) for (const child of nested) collect(child, into);
  else if (nested !== null) into.push(nested);
};

/** All numbers, and the index at which each quantity begins. */
export interface Flat<T> {
  readonly values: readonly T[];
  readonly starts: readonly number[];
}

/** Quantity by quantity, each in the order of its indices. */
export const flatten = <T>(answer: Numbered<T>): Flat<T> => {
  const values: T[] = [];
  const starts = partsOf(answer).map((part) => {
    const start = values.length;
    collect(part, values);
    return start;
  });
  return { values, starts };
};

const pathsIn = <T>(nested: Nested<T>, path: string): readonly string[] => {
  if (isList(nested)) return nested.flatMap((child, index) => pathsIn(child, `${path}[${index}]`));
  return nested === null ? [] : [path];
};

/** The path of every number, in the order of `flatten`. */
export const pathsOf = <T>(answer: Numbered<T>): readonly string[] =>
  partsOf(answer).flatMap((part, index) => pathsIn(part, at(quantities, index)));
