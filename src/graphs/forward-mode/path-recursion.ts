/**
 * The chain rule as a recursion without a table: a derivative of the output is the sum over all paths to it.
 *
 * Exponential in the depth of a graph, and therefore for small ones only. Local derivatives are those of
 * forward mode.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { GraphAnswer, GraphNode, GraphProblem } from '../../model/graph.ts';
import { type EntryArray, entryAt, toNested } from './array.ts';
import { type Dual, dualArithmetic } from './dual.ts';
import { evaluate, evaluateNode } from './forward-mode.ts';

/** Edges between entries that a recursion may walk before it is refused. */
const PATH_STEP_BUDGET = 50_000;

/** The recursion would walk more edges than the budget. */
export class TooManyPaths extends Error {
  override readonly name = 'TooManyPaths';

  constructor() {
    super(`paths: expected at most ${PATH_STEP_BUDGET} steps, got more`);
  }
}

/** An entry of a node's value, and how fast it moves with the entry a path comes from. */
interface Step<T> {
  readonly node: string;
  readonly place: number;
  readonly slope: T;
}

const withUnitTangent = <T>(
  { sizes, entries }: EntryArray<T>,
  { of }: Arithmetic<T>,
  moving: number | null,
): EntryArray<Dual<T>> => ({
  sizes,
  entries: entries.map((value, place) => ({ value, tangent: of(place === moving ? 1 : 0) })),
});

/** All steps away from one entry of a variable: through every slot it fills, to every entry that it moves. */
const stepsFrom = <T>(
  nodes: readonly GraphNode[],
  values: ReadonlyMap<string, EntryArray<T>>,
  arithmetic: Arithmetic<T>,
  name: string,
  moving: number,
): readonly Step<T>[] => {
  const duals = dualArithmetic(arithmetic);
  const zero = arithmetic.of(0);
  const through = (node: GraphNode, filled: number): readonly Step<T>[] => {
    const slots = node.args.map((arg, slot) =>
      withUnitTangent(
        values.get(arg) ?? { sizes: [], entries: [] },
        arithmetic,
        slot === filled ? moving : null,
      ),
    );
    return evaluateNode(node, duals, slots).entries.flatMap(({ tangent }, place) =>
      arithmetic.compare(tangent, zero) === 0 ? [] : [{ node: node.name, place, slope: tangent }],
    );
  };
  return nodes.flatMap((node) => node.args.flatMap((arg, slot) => (arg === name ? through(node, slot) : [])));
};

/** The answer to a small problem. Throws `TooManyPaths`. */
export const gradientByPaths = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const { of, add, mul } = arithmetic;
  const { nodes, output, wrt } = problem;
  const values = evaluate(problem, arithmetic);
  let walked = 0;
  const slopeFrom = (name: string, place: number): T => {
    if (name === output) return of(1);
    const steps = stepsFrom(nodes, values, arithmetic, name, place);
    walked += steps.length;
    if (walked > PATH_STEP_BUDGET) throw new TooManyPaths();
    return steps.map(({ node, place: next, slope }) => mul(slope, slopeFrom(node, next))).reduce(add, of(0));
  };
  const gradientOf = (name: string) => {
    const { sizes, entries } = values.get(name) ?? { sizes: [], entries: [] };
    return toNested({ sizes, entries: entries.map((_, place) => slopeFrom(name, place)) });
  };
  return {
    value: entryAt(values.get(output)?.entries ?? [], 0),
    gradients: Object.fromEntries(wrt.map((name) => [name, gradientOf(name)])),
  };
};
