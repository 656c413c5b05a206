/**
 * Algorithms 5 and 6: the gradient of one scalar with respect to any variables, in numbers or in symbols.
 *
 * Neither knows a rule of differentiation: they only ask the operations for their bprop.
 *
 * @clause GENERAL-RULES
 */

import type { Edge, Graph, Variable } from '../graph.ts';
import type { Observer } from './observer.ts';
import { consumersWithin, prune } from './prune.ts';

/** What gradients are made of: tensors of numbers, or variables of a graph that grows. */
export interface Calculus<D> {
  /** What the table starts with at the output z: dz/dz = 1 for a scalar; throws for what it does not fit. */
  seed(z: Variable): D;
  /** The gradient with respect to a variable that z does not depend on, in its shape. */
  zero(V: Variable): D;
  add(left: D, right: D): D;
  /**
   * The gradient that goes back through one edge, given that of the consumer. It looks up the inputs of
   * the consumer in the whole graph: the pruned one may lack them (erratum B3-61).
   */
  bprop(edge: Edge, gradient: D): D;
}

/** A gradient under way. */
interface Task<D> {
  readonly graph: Graph;
  /** G': G restricted to what takes part. */
  readonly pruned: ReadonlySet<Variable>;
  /** d(output)/dV by V, in the shape of V. */
  readonly gradTable: Map<Variable, D>;
  readonly calculus: Calculus<D>;
  readonly observer: Observer;
}

/**
 * Algorithm 6, build-grad: the sum over the consumers of V of what their operations hand back.
 *
 * A consumer is a variable and a slot: named by variable alone, x * x has the derivative 3 or 12 at 3
 * (erratum B3-55). What the text calls G, the gradient, is not the G that is the graph (B3-60).
 *
 * @clause GENERAL-BUILD
 */
const buildGrad = <D>(task: Task<D>, V: Variable): D => {
  const { graph, pruned, gradTable, calculus, observer } = task;
  const known = gradTable.get(V);
  if (known !== undefined) return known;
  let gradient: D | undefined;
  for (const edge of consumersWithin(graph, pruned, V)) {
    const part = calculus.bprop(edge, buildGrad(task, edge.consumer));
    observer.visited?.(edge);
    gradient = gradient === undefined ? part : calculus.add(gradient, part);
  }
  const built = gradient ?? calculus.zero(V);
  gradTable.set(V, built);
  return built;
};

/**
 * Algorithm 5: prunes, seeds the table with dz/dz = 1 (the printed one does not: erratum B3-56) and
 * builds the gradient of every variable that takes part, so that the table ends with the derivative with
 * respect to targets, output and everything between (B2-14). A target that z does not depend on has
 * gradient 0. Seed, sum and hand on: the backward loop of Sarkar's slides does none of them (B2-11).
 *
 * Variables are taken from the output downwards: each finds its consumers in the table, so that the
 * recursion of Algorithm 6 is one call deep however long the graph.
 *
 * @clause GENERAL-SEED
 * @clause TABLE-NODES
 */
export const backpropagate = <D>(
  graph: Graph,
  output: Variable,
  targets: readonly Variable[],
  calculus: Calculus<D>,
  observer: Observer = {},
): ReadonlyMap<Variable, D> => {
  const pruned = prune(graph, output, targets);
  const gradTable = new Map([[output, calculus.seed(output)]]);
  const task = { graph, pruned, gradTable, calculus, observer };
  for (const V of [...pruned].sort((left, right) => right - left)) buildGrad(task, V);
  for (const V of targets) buildGrad(task, V);
  return gradTable;
};
