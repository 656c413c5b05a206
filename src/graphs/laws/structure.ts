/** Laws of graphs and of the work that the algorithms do on them: counts are equalities. */

import type { GraphProblem } from '../../model/graph.ts';
import type { Edge, Variable } from '../graph.ts';
import { begun, type Law, sameNumbers } from './law.ts';

/** Operation, inputs and consumers tell the same story, read from the problem alone. */
const accessors: Law = {
  id: 'law-accessors',
  clause: 'GRAPH-ACCESSORS',
  title:
    'every variable tells its operation and its inputs, and its consumers are exactly the slots that it fills',
  holds: (engine, problem) => {
    const graph = engine.graphOf(problem);
    const named = (name: string): Variable => engine.variableNamed(graph, name);
    const told = problem.nodes.every(({ name, op, args }) => {
      const V = named(name);
      return (
        engine.getOperation(graph, V)?.name === op &&
        engine.getInputs(graph, V).join() === args.map(named).join()
      );
    });
    const given = Object.keys(problem.inputs).every((name) => {
      const V = named(name);
      return engine.getOperation(graph, V) === undefined && engine.getInputs(graph, V).length === 0;
    });
    const used = engine.variablesOf(graph).every((V) => {
      const expected = problem.nodes.flatMap(({ name, args }) =>
        args.flatMap((arg, slot) => (named(arg) === V ? [`${named(name)}.${slot}`] : [])),
      );
      const got = engine.getConsumers(graph, V).map(({ consumer, slot }) => `${consumer}.${slot}`);
      return got.toSorted().join() === expected.toSorted().join();
    });
    return told && given && used;
  },
};

/** Names from which a name is reached through the nodes, itself among them. */
const ancestorsOf = ({ nodes }: GraphProblem, name: string): ReadonlySet<string> => {
  const reached = new Set([name]);
  for (const node of nodes.toReversed())
    if (reached.has(node.name)) for (const arg of node.args) reached.add(arg);
  return reached;
};

/** Names that are reached from any of these. */
const descendantsOf = ({ nodes }: GraphProblem, names: readonly string[]): ReadonlySet<string> => {
  const reached = new Set(names);
  for (const node of nodes) if (node.args.some((arg) => reached.has(arg))) reached.add(node.name);
  return reached;
};

/** Edges between variables that take part, and nothing else. */
const edgesOf = (problem: GraphProblem): readonly string[] => {
  const ancestors = ancestorsOf(problem, problem.output);
  const descendants = descendantsOf(problem, problem.wrt);
  const takesPart = (name: string): boolean => ancestors.has(name) && descendants.has(name);
  return problem.nodes.flatMap(({ name, args }) =>
    args.flatMap((arg, slot) => (takesPart(name) && takesPart(arg) ? [`${name}.${slot}`] : [])),
  );
};

/** Each value once, each local derivative once. */
const counts: Law = {
  id: 'law-counts',
  clause: 'TABLE-REUSE',
  title:
    'every value is computed once and every edge that takes part is gone back through once, no other at all',
  holds: (engine, problem, exact) => {
    const { graph, given, values, output, targets } = begun(engine, problem, exact);
    const evaluated: Variable[] = [];
    engine.forward(graph, exact.arithmetic, given, { evaluated: (V) => evaluated.push(V) });
    const visited: Edge[] = [];
    const right = engine.inNumbers(graph, exact.arithmetic, values);
    const asked: Edge[] = [];
    const counting: typeof right = {
      ...right,
      bprop: (edge, G) => {
        asked.push(edge);
        return right.bprop(edge, G);
      },
    };
    engine.backpropagate(graph, output, targets, counting, { visited: (edge) => visited.push(edge) });
    const texts = (edges: readonly Edge[]): string =>
      edges
        .map(({ consumer, slot }) => `${engine.getEntry(graph, consumer).name}.${slot}`)
        .toSorted()
        .join();
    const expected = edgesOf(problem).toSorted().join();
    const once = evaluated.join() === engine.variablesOf(graph).join();
    return once && texts(visited) === expected && texts(asked) === expected;
  },
};

const memory: Law = {
  id: 'law-memory',
  clause: 'TABLE-MEMORY',
  title: 'kept or computed again, the values of the forward pass lead to the same gradients',
  holds: (engine, problem, exact) => {
    const { graph, given, values, output, targets } = begun(engine, problem, exact);
    const { arithmetic } = exact;
    const kept = engine.inNumbers(graph, arithmetic, values);
    const stored = engine.backpropagate(graph, output, targets, kept);
    const again = engine.recomputing(graph, arithmetic, given);
    const recomputed = engine.backpropagate(graph, output, targets, again);
    return targets.every((V) => {
      const [left, right] = [stored.get(V), recomputed.get(V)];
      return left !== undefined && right !== undefined && sameNumbers(exact, left.entries, right.entries);
    });
  },
};

/** Laws of the graph itself: who is whose, and how much is visited. */
export const structureLaws: readonly Law[] = [accessors, counts, memory];
