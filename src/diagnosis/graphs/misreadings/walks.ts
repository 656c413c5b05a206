/** Mistakes with the order in which a graph is gone through: gradients are handed on before they are whole. */

import {
  type Edge,
  type Graph,
  getInputs,
  getOperation,
  type Variable,
  variablesOf,
} from '../../../graphs/graph.ts';
import type { Calculus } from '../../../graphs/table/backpropagate.ts';
import { entryAt, mapEntries, type Tensor } from '../../../graphs/tensor/tensor.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Walk } from '../misread.ts';
import type { GraphMisreading } from './misreading.ts';

/** What has come back to every variable so far. */
type Sums = Map<Variable, Tensor<Ball>>;

/** A walk that comes to the same variables again and again is given up. */
const mostSteps = 2000;

/** The edges to what V was computed from, in the order of the slots. */
const edgesOf = (graph: Graph, V: Variable): readonly Edge[] =>
  getInputs(graph, V).map((_, slot) => ({ consumer: V, slot }));

/** What the variables have before anything is handed on. */
type Start = (graph: Graph, output: Variable, calculus: Calculus<Tensor<Ball>>) => Sums;

const atOutput: Start = (_, output, { seed }) => new Map([[output, seed(output)]]);

/** 1 in every entry of every result. */
const everywhere: Start = (graph, output, { seed, zero }) => {
  const one = entryAt(seed(output).entries, 0);
  const results = variablesOf(graph).filter((V) => getOperation(graph, V) !== undefined);
  return new Map(results.map((V) => [V, mapEntries(zero(V), () => one)]));
};

type Visit = (graph: Graph, output: Variable, through: (edge: Edge) => Variable) => void;

/** Walks that hand on, edge by edge, what a variable has at that moment. */
const handingOn =
  (visit: Visit, start = atOutput): Walk =>
  (graph, output, targets, calculus) => {
    const sums = start(graph, output, calculus);
    let steps = 0;
    const through = (edge: Edge): Variable => {
      steps += 1;
      if (steps > mostSteps) throw new RangeError(`expected a walk of at most ${mostSteps} steps, got more`);
      const input = entryAt(getInputs(graph, edge.consumer), edge.slot);
      const part = calculus.bprop(edge, sums.get(edge.consumer) ?? calculus.zero(edge.consumer));
      const before = sums.get(input);
      sums.set(input, before === undefined ? part : calculus.add(before, part));
      return input;
    };
    visit(graph, output, through);
    for (const V of targets) if (!sums.has(V)) sums.set(V, calculus.zero(V));
    return sums;
  };

const forwards: Visit = (graph, _, through) => {
  for (const V of variablesOf(graph)) edgesOf(graph, V).forEach(through);
};

const backwards: Visit = (graph, _, through) => {
  for (const V of variablesOf(graph).toReversed()) edgesOf(graph, V).forEach(through);
};

/** Through a list of what is still to be visited, from its front or its end; `once`: nothing twice. */
const listed = (next: 'shift' | 'pop', once: boolean): Walk =>
  handingOn((graph, output, through) => {
    const waiting = [output];
    const seen = new Set<Variable>();
    for (let V = waiting[next](); V !== undefined; V = waiting[next]()) {
      if (once && seen.has(V)) continue;
      seen.add(V);
      waiting.push(...edgesOf(graph, V).map(through));
    }
  });

/** As a recursion that goes on from an input before it looks at the next slot. */
const recursive = (once: boolean): Walk =>
  handingOn((graph, output, through) => {
    const seen = new Set<Variable>();
    const visit = (V: Variable): void => {
      if (once && seen.has(V)) return;
      seen.add(V);
      for (const edge of edgesOf(graph, V)) visit(through(edge));
    };
    visit(output);
  });

const walks = (once: boolean): readonly Walk[] => [
  recursive(once),
  listed('shift', once),
  listed('pop', once),
];

export const walkMisreadings: readonly GraphMisreading[] = [
  { id: 'graph-forwards', walk: handingOn(forwards) },
  { id: 'graph-seeded-everywhere', walk: handingOn(backwards, everywhere) },
  ...walks(true).map((walk) => ({ id: 'graph-visited-early', walk })),
  ...walks(false).map((walk) => ({ id: 'graph-handed-on-again', walk })),
];
