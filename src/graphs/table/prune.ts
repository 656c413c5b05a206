/** Which variables take part in a gradient. */

import { type Edge, type Graph, getConsumers, getInputs, type Variable, variablesOf } from '../graph.ts';

/** The output and everything that it depends on. */
export const ancestorsOf = (graph: Graph, output: Variable): ReadonlySet<Variable> => {
  const reached = new Set([output]);
  for (const V of variablesOf(graph).toReversed()) {
    if (reached.has(V)) for (const input of getInputs(graph, V)) reached.add(input);
  }
  return reached;
};

/** The targets and everything that depends on any of them. */
const descendantsOf = (graph: Graph, targets: readonly Variable[]): ReadonlySet<Variable> => {
  const reached = new Set(targets);
  for (const V of variablesOf(graph)) {
    if (reached.has(V)) for (const { consumer } of getConsumers(graph, V)) reached.add(consumer);
  }
  return reached;
};

/**
 * G': ancestors of the output that are descendants of the targets, the output and the targets among them.
 *
 * Read strictly, "ancestors of z and descendants of T" leaves out z, which carries the seed, and T: every
 * gradient would be 0 (erratum B3-57).
 *
 * @clause GENERAL-PRUNE
 */
export const prune = (
  graph: Graph,
  output: Variable,
  targets: readonly Variable[],
): ReadonlySet<Variable> => {
  const descendants = descendantsOf(graph, targets);
  return new Set([...ancestorsOf(graph, output)].filter((V) => descendants.has(V)));
};

/** The consumers of V inside a pruned graph. */
export const consumersWithin = (graph: Graph, pruned: ReadonlySet<Variable>, V: Variable): readonly Edge[] =>
  getConsumers(graph, V).filter(({ consumer }) => pruned.has(consumer));
