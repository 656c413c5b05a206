/**
 * Forward mode: derivatives carried along with the values, in dual numbers.
 *
 * Nothing here runs backwards and no operation brings a derivative of its own: each is evaluated from
 * sums, products, quotients and elementary functions of dual numbers, whose ten rules are in `dual.ts`.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphAnswer, GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { arrangement } from './arrangement.ts';
import { type EntryArray, entryAt, fromNested, toNested } from './array.ts';
import { type Dual, dualArithmetic } from './dual.ts';
import { entrywise } from './entrywise.ts';
import { laneWise } from './lanes.ts';
import { products } from './products.ts';
import type { Rule } from './rule.ts';

const rules: Readonly<Record<AnyOperationName, Rule>> = {
  ...entrywise,
  ...laneWise,
  ...arrangement,
  ...products,
};

/** The value of one node from what fills its slots, in order. */
export const evaluateNode = <N>(
  { op, attributes = {} }: Pick<GraphNode, 'op' | 'attributes'>,
  arithmetic: Arithmetic<N>,
  slots: readonly EntryArray<N>[],
): EntryArray<N> => rules[op](arithmetic, slots, attributes);

/** The same of tensors, their entries alone: what a generator that knows no mathematics is given. */
export const entriesIn =
  <N>(arithmetic: Arithmetic<N>) =>
  (
    node: Pick<GraphNode, 'op' | 'attributes'>,
    args: readonly { readonly shape: Shape; readonly entries: readonly N[] }[],
  ): readonly N[] =>
    evaluateNode(
      node,
      arithmetic,
      args.map(({ shape, entries }) => ({ sizes: shape, entries })),
    ).entries;

/** Replaces the value of a variable right after it is known, before anything reads it. */
type Amend<N> = (name: string, value: EntryArray<N>) => EntryArray<N>;

/** The value of every variable by name, in the order of computation. */
export const evaluate = <N>(
  { inputs, nodes }: Pick<GraphProblem, 'inputs' | 'nodes'>,
  arithmetic: Arithmetic<N>,
  amend: Amend<N> = (_, value) => value,
): ReadonlyMap<string, EntryArray<N>> => {
  const values = new Map<string, EntryArray<N>>();
  const keep = (name: string, value: EntryArray<N>) => values.set(name, amend(name, value));
  for (const [name, nested] of Object.entries(inputs)) keep(name, fromNested(nested, arithmetic.of));
  const arrayOf = (name: string): EntryArray<N> => {
    const value = values.get(name);
    if (value === undefined) throw new RangeError(`${name}: expected an input or an earlier node, got none`);
    return value;
  };
  for (const node of nodes) keep(node.name, evaluateNode(node, arithmetic, node.args.map(arrayOf)));
  return values;
};

/** How fast each entry of a variable moves; variables that are left out stand still. */
export type Direction<T> = ReadonlyMap<string, readonly T[]>;

/** Values and their derivatives along a direction (a Jacobian times a vector), for every variable. */
export const derivativesAlong = <T>(
  problem: Pick<GraphProblem, 'inputs' | 'nodes'>,
  arithmetic: Arithmetic<T>,
  direction: Direction<T>,
): ReadonlyMap<string, EntryArray<Dual<T>>> =>
  evaluate<Dual<T>>(problem, dualArithmetic(arithmetic), (name, { sizes, entries }) => {
    const tangents = direction.get(name);
    if (tangents === undefined) return { sizes, entries };
    const moving = entries.map(({ value, tangent }, place) => ({
      value,
      tangent: arithmetic.add(tangent, entryAt(tangents, place)),
    }));
    return { sizes, entries: moving };
  });

const outputOf = <N>(values: ReadonlyMap<string, EntryArray<N>>, output: string): N =>
  entryAt(values.get(output)?.entries ?? [], 0);

/** The answer to a problem, with one forward pass per entry of each variable asked for. */
export const gradientForward = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const { of } = arithmetic;
  const values = evaluate(problem, arithmetic);
  const slope = (name: string, count: number, place: number): T => {
    const direction = new Map([[name, Array.from({ length: count }, (_, k) => of(k === place ? 1 : 0))]]);
    return outputOf(derivativesAlong(problem, arithmetic, direction), problem.output).tangent;
  };
  const gradientOf = (name: string): NestedNumbers<T> => {
    const { sizes, entries } = values.get(name) ?? { sizes: [], entries: [] };
    return toNested({ sizes, entries: entries.map((_, place) => slope(name, entries.length, place)) });
  };
  return {
    value: outputOf(values, problem.output),
    gradients: Object.fromEntries(problem.wrt.map((name) => [name, gradientOf(name)])),
  };
};
