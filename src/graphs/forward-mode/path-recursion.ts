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

/** What a recursion may take before it is refused. */
const budgets = {
  /** Edges between entries that are walked. */
  steps: 50_000,
  /** Entries that are computed to find them. */
  'entries on the way': 2_000_000,
  /** Nodes on one path: each is a call in a call. */
  'nodes on a path': 1_000,
} as const;

type Budgeted = keyof typeof budgets;

/** The recursion would take more than a budget. */
export class TooManyPaths extends Error {
  override readonly name = 'TooManyPaths';

  constructor(what: Budgeted) {
    super(`paths: expected at most ${budgets[what]} ${what}, got more`);
  }
}

const demandWithin = (what: Budgeted, count: number): void => {
  if (count > budgets[what]) throw new TooManyPaths(what);
};

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

/** One slot of one node. */
interface Use {
  readonly node: GraphNode;
  readonly slot: number;
}

/** The slots that each name fills. */
const usesIn = (nodes: readonly GraphNode[]): ReadonlyMap<string, readonly Use[]> => {
  const uses = new Map<string, Use[]>();
  for (const node of nodes) {
    for (const [slot, arg] of node.args.entries()) {
      const known = uses.get(arg) ?? [];
      known.push({ node, slot });
      uses.set(arg, known);
    }
  }
  return uses;
};

/** All steps away from one entry of a variable through one slot that it fills: to every entry that it moves. */
const stepsThrough = <T>(
  { node, slot: filled }: Use,
  values: ReadonlyMap<string, EntryArray<T>>,
  arithmetic: Arithmetic<T>,
  moving: number,
): readonly Step<T>[] => {
  const zero = arithmetic.of(0);
  const slots = node.args.map((arg, slot) =>
    withUnitTangent(
      values.get(arg) ?? { sizes: [], entries: [] },
      arithmetic,
      slot === filled ? moving : null,
    ),
  );
  return evaluateNode(node, dualArithmetic(arithmetic), slots).entries.flatMap(({ tangent }, place) =>
    arithmetic.compare(tangent, zero) === 0 ? [] : [{ node: node.name, place, slope: tangent }],
  );
};

/** The answer to a small problem. Throws `TooManyPaths`. */
export const gradientByPaths = <T>(problem: GraphProblem, arithmetic: Arithmetic<T>): GraphAnswer<T> => {
  const { of, add, mul } = arithmetic;
  const { nodes, output, wrt } = problem;
  const values = evaluate(problem, arithmetic);
  const uses = usesIn(nodes);
  const sizeOf = (name: string): number => values.get(name)?.entries.length ?? 0;
  let [walked, computed] = [0, 0];
  const stepsFrom = (name: string, place: number): readonly Step<T>[] =>
    (uses.get(name) ?? []).flatMap((use) => {
      computed += sizeOf(use.node.name) + sizeOf(name);
      demandWithin('entries on the way', computed);
      return stepsThrough(use, values, arithmetic, place);
    });
  const slopeFrom = (name: string, place: number, before = 0): T => {
    if (name === output) return of(1);
    demandWithin('nodes on a path', before);
    const steps = stepsFrom(name, place);
    walked += steps.length;
    demandWithin('steps', walked);
    return steps
      .map(({ node, place: next, slope }) => mul(slope, slopeFrom(node, next, before + 1)))
      .reduce(add, of(0));
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
