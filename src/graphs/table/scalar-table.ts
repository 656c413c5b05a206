/** Algorithm 2: the grad table of a graph whose variables are all scalars. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type Edge, type Graph, getEntry, type Variable, variablesOf } from '../graph.ts';
import { entryAt, filled, type Tensor } from '../tensor/tensor.ts';
import { backThroughStored } from './numbers.ts';
import type { Observer } from './observer.ts';
import { ancestorsOf, consumersWithin } from './prune.ts';

/** du^(i)/du^(j), a function of the inputs of u^(i), of which u^(j) fills the slot (erratum B3-37). */
const localDerivative = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  values: readonly Tensor<T>[],
  edge: Edge,
): T => {
  const one = filled([], arithmetic.of(1));
  return entryAt(backThroughStored(graph, arithmetic, edge, one, (V) => entryAt(values, V)).entries, 0);
};

const demandScalars = (graph: Graph): void => {
  const other = graph.variables.find(({ shape }) => shape.length > 0);
  if (other === undefined) return;
  throw new RangeError(`expected scalars, got "${other.name}" of shape [${other.shape}]`);
};

/**
 * du^(n)/du^(j) for every variable u^(j), by variable, where u^(n) is the output: one multiplication per
 * edge. 0 where the output does not depend on u^(j). Throws unless every variable is a scalar.
 *
 * Source: Srihari, Algorithm 2, with the loop body that is printed behind the return put back (B3-35) and
 * the entries of the table returned rather than the values (B3-36). The sum runs over (consumer, slot).
 *
 * @clause TABLE-REVERSE
 */
export const fillGradTable = <T>(
  graph: Graph,
  arithmetic: Arithmetic<T>,
  values: readonly Tensor<T>[],
  output: Variable,
  observer: Observer = {},
): readonly T[] => {
  demandScalars(graph);
  const { add, mul, of } = arithmetic;
  const gradTable = graph.variables.map(() => of(0));
  const ancestors = ancestorsOf(graph, output);
  gradTable[output] = of(1);
  for (const j of variablesOf(graph).toReversed()) {
    if (j === output || !ancestors.has(j)) continue;
    for (const edge of consumersWithin(graph, ancestors, j)) {
      const term = mul(entryAt(gradTable, edge.consumer), localDerivative(graph, arithmetic, values, edge));
      gradTable[j] = add(entryAt(gradTable, j), term);
      observer.visited?.(edge);
    }
  }
  return gradTable;
};

/** The entry of a table with its variable's name: `{ x: -4, y: -4 }` as a map, in topological order. */
export const namedTable = <T>(graph: Graph, table: readonly T[]): ReadonlyMap<string, T> =>
  new Map(variablesOf(graph).map((V) => [getEntry(graph, V).name, entryAt(table, V)]));
