/** Whether every node stands behind its arguments; if not, whether it could. */

import { valueAt } from './at.ts';
import type { Defect } from './defect.ts';
import { defectAt, quote } from './defect.ts';
import type { GraphNode, GraphProblem } from './graph.ts';
import { unknownName } from './unknown-name.ts';

/** As many names of a cycle as are written out. */
const namesShown = 5;

/** One use of a node that does not come earlier. */
interface ForwardReference {
  readonly node: number;
  readonly slot: number;
  readonly argument: string;
  readonly target: number;
}

const placesOf = (nodes: readonly GraphNode[]): ReadonlyMap<string, number> =>
  new Map(nodes.map(({ name }, index) => [name, index]));

const forwardReferences = ({ nodes }: GraphProblem): readonly ForwardReference[] => {
  const places = placesOf(nodes);
  return nodes.flatMap(({ args }, node) =>
    args.flatMap((argument, slot) => {
      const target = places.get(argument);
      return target === undefined || target < node ? [] : [{ node, slot, argument, target }];
    }),
  );
};

const unknownArguments = ({ inputs, nodes }: GraphProblem): readonly Defect[] => {
  const known = [...Object.keys(inputs), ...nodes.map(({ name }) => name)];
  const names = new Set(known);
  return nodes.flatMap(({ args }, index) =>
    args.flatMap((name, slot) =>
      names.has(name)
        ? []
        : [
            defectAt(
              ['nodes', index, 'args', slot],
              'the name of an input or an earlier node',
              unknownName(name, known),
            ),
          ],
    ),
  );
};

/** Which nodes use which, by name, once per slot. */
const usesOf = (nodes: readonly GraphNode[]): ReadonlyMap<string, readonly GraphNode[]> => {
  const uses = new Map<string, GraphNode[]>(nodes.map(({ name }) => [name, []]));
  for (const node of nodes) {
    for (const name of node.args) uses.get(name)?.push(node);
  }
  return uses;
};

/** Names of nodes that wait for one another: none of them can be computed first. */
const neverReady = (nodes: readonly GraphNode[]): ReadonlyMap<string, GraphNode> => {
  const uses = usesOf(nodes);
  const waiting = new Map(nodes.map((node) => [node.name, node]));
  const missing = new Map(
    nodes.map(({ name, args }) => [name, args.filter((argument) => uses.has(argument)).length]),
  );
  const ready = nodes.filter(({ name }) => missing.get(name) === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    waiting.delete(node.name);
    for (const consumer of uses.get(node.name) ?? []) {
      const left = valueAt(missing, consumer.name) - 1;
      missing.set(consumer.name, left);
      if (left === 0) ready.push(consumer);
    }
  }
  return waiting;
};

/** The names of one cycle: each needs the next, and the last needs the first. */
const cycleAmong = (waiting: ReadonlyMap<string, GraphNode>): readonly string[] => {
  const path = new Set<string>();
  let name = waiting.keys().next().value;
  while (name !== undefined && !path.has(name)) {
    path.add(name);
    name = waiting.get(name)?.args.find((argument) => waiting.has(argument));
  }
  const names = [...path];
  return name === undefined ? [] : names.slice(names.indexOf(name));
};

const cycleDefect = (cycle: readonly string[], references: readonly ForwardReference[]): Defect => {
  const inCycle = references.find(({ argument }) => cycle.includes(argument));
  const start = cycle.indexOf(inCycle?.argument ?? '');
  const names = [...cycle.slice(start), ...cycle.slice(0, start)];
  const shown = [...names.slice(0, namesShown), ...(names.length > namesShown ? ['...'] : [])];
  const told = [...shown.map((name) => (name === '...' ? name : quote(name))), quote(names[0] ?? '')];
  const path = inCycle === undefined ? ['nodes'] : ['nodes', inCycle.node, 'args', inCycle.slot];
  return defectAt(path, 'a graph without cycles', told.join(', which needs '));
};

const orderDefect = ({ node, slot, argument, target }: ForwardReference): Defect =>
  defectAt(
    ['nodes', node, 'args', slot],
    'the name of an input or an earlier node',
    `${quote(argument)}, which is nodes[${target}]; nodes stand in topological order`,
  );

/** Arguments that are unknown, or that come no earlier than their node. */
export const orderDefects = (problem: GraphProblem): readonly Defect[] => {
  const unknown = unknownArguments(problem);
  const references = forwardReferences(problem);
  if (references.length === 0) return unknown;
  const cycle = cycleAmong(neverReady(problem.nodes));
  return [...unknown, ...(cycle.length > 0 ? [cycleDefect(cycle, references)] : references.map(orderDefect))];
};
