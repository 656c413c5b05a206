/**
 * Writing expressions into a graph that grows. What is written twice is the same variable, and what is
 * simplified is exact in every number system: 0, 1, double negation, and moves of equal entries. Nothing
 * is rearranged and no two numbers are computed with.
 */

import type { AnyOperationName, Attributes } from '../../model/operations.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';
import { apply, constant, type GrowingGraph } from '../build.ts';
import { getEntry, type Variable } from '../graph.ts';
import { simplification } from './simplify.ts';

/** A graph with what was written into it, by what it is. */
export interface Symbols {
  readonly graph: GrowingGraph;
  readonly known: Map<string, Variable>;
}

/** A pen for the graph; what it already holds is found again only where this pen wrote it. */
export const symbolsIn = (graph: GrowingGraph): Symbols => ({ graph, known: new Map() });

const once = ({ known }: Symbols, key: string, write: () => Variable): Variable => {
  const before = known.get(key);
  if (before !== undefined) return before;
  const V = write();
  known.set(key, V);
  return V;
};

/** The shape of a variable. */
export const shapeOf = ({ graph }: Symbols, V: Variable): Shape => getEntry(graph, V).shape;

/** These numbers, in row-major order. */
export const table = (symbols: Symbols, shape: Shape, entries: readonly number[]): Variable =>
  once(symbols, `table [${shape}] ${entries}`, () => constant(symbols.graph, shape, entries));

/** One number everywhere. */
export const uniform = (symbols: Symbols, shape: Shape, entry: number): Variable =>
  once(symbols, `uniform [${shape}] ${entry}`, () =>
    constant(symbols.graph, shape, new Array<number>(sizeOf(shape)).fill(entry)),
  );

/** The number that a constant has everywhere, or undefined. */
export const uniformEntry = ({ graph }: Symbols, V: Variable): number | undefined => {
  const { origin } = getEntry(graph, V);
  if (origin.kind !== 'constant') return undefined;
  const [first] = origin.entries;
  return origin.entries.every((entry) => entry === first) ? first : undefined;
};

/** The result of an operation, or something simpler that is exactly equal. */
export const write = (
  symbols: Symbols,
  name: AnyOperationName,
  inputs: readonly Variable[],
  attributes: Attributes = {},
): Variable => {
  const { graph } = symbols;
  const key = `${name} ${inputs} ${JSON.stringify(attributes)}`;
  return once(symbols, key, () => {
    const simpler = simplification({
      graph,
      name,
      inputs,
      attributes,
      entries: inputs.map((V) => uniformEntry(symbols, V)),
    });
    if (simpler === undefined) return apply(graph, name, inputs, attributes);
    if (simpler.kind === 'variable') return simpler.variable;
    if (simpler.kind === 'uniform') return uniform(symbols, simpler.shape, simpler.entry);
    return write(symbols, simpler.name, simpler.inputs);
  });
};
