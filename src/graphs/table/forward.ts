/** Algorithm 1: the values of all variables, each computed once, in topological order. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { sameShape } from '../../model/shape-rules/shape-rule.ts';
import { type Graph, getEntry, getInputs, type Variable, variablesOf } from '../graph.ts';
import { computing, finite } from '../not-computable.ts';
import type { Application } from '../operations/rule.ts';
import { rules } from '../operations/rules.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import type { Observer } from './observer.ts';

/** The values that variables are given, by name. */
export type Given<T> = ReadonlyMap<string, Tensor<T>>;

/** `the value of "q" (log)`, then indices. */
const nameOfValue = (graph: Graph, V: Variable): string => {
  const { name, origin } = getEntry(graph, V);
  return `the value of "${name}"${origin.kind === 'result' ? ` (${origin.operation.name})` : ''}`;
};

/** The inputs of the operation that computes V, in the order of the slots: a list, not a set (B3-28). */
export const applicationOf = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  V: Variable,
  valueAt: (input: Variable) => Tensor<T>,
): Application<T> => {
  const { shape, origin } = getEntry(graph, V);
  const attributes = origin.kind === 'result' ? origin.operation.attributes : {};
  return { arithmetic, inputs: getInputs(graph, V).map(valueAt), attributes, shape };
};

/** The value of one variable from those of its inputs. */
export const evaluate = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  V: Variable,
  given: Given<T>,
  valueAt: (input: Variable) => Tensor<T>,
): Tensor<T> => {
  const { name, shape, origin } = getEntry(graph, V);
  if (origin.kind === 'constant') return { shape, entries: origin.entries.map(arithmetic.of) };
  if (origin.kind === 'given') {
    const value = given.get(name);
    if (value === undefined) throw new RangeError(`the value of "${name}": expected a value, got nothing`);
    if (sameShape(value.shape, shape)) return value;
    throw new RangeError(`the value of "${name}": expected shape [${shape}], got [${value.shape}]`);
  }
  const what = () => nameOfValue(graph, V);
  const result = computing(what, () =>
    rules[origin.operation.name].forward(applicationOf(graph, arithmetic, V, valueAt)),
  );
  return finite(what, result);
};

/**
 * u^(i) = f^(i)(A^(i)) for every i in order; values by variable. Throws `NotComputable` where a value is
 * not finite or the arithmetic does not have it.
 *
 * Source: Srihari, Algorithm 1, with f^(i) for the f of line 290 (B3-27).
 *
 * @clause GRAPH-ORDER
 * @clause TABLE-REUSE
 */
export const forward = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  given: Given<T>,
  observer: Observer = {},
): readonly Tensor<T>[] => {
  const values: Tensor<T>[] = [];
  for (const V of variablesOf(graph)) {
    values.push(evaluate(graph, arithmetic, V, given, (input) => entryAt(values, input)));
    observer.evaluated?.(V);
  }
  return values;
};
