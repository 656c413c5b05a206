/** Mistakes with the edges of a graph: what is added, counted and started with. */

import { type Edge, getConsumers, getInputs, getOperation, type Variable } from '../../../graphs/graph.ts';
import { backpropagate } from '../../../graphs/table/backpropagate.ts';
import { entryAt, mapEntries, type Tensor } from '../../../graphs/tensor/tensor.ts';
import type { Ball } from '../../reading/ball.ts';
import type { Pass, WrongCalculus } from '../misread.ts';
import type { GraphMisreading } from './misreading.ts';

const sourceOf = ({ graph }: Pass, { consumer, slot }: Edge): Variable =>
  entryAt(getInputs(graph, consumer), slot);

/** The uses of the variable that an edge leads back to, as far as the output depends on them. */
const uses = (pass: Pass, edge: Edge): readonly Edge[] =>
  getConsumers(pass.graph, sourceOf(pass, edge)).filter(({ consumer }) => pass.reached.has(consumer));

const isSame = (one: Edge, other: Edge | undefined): boolean =>
  one.consumer === other?.consumer && one.slot === other.slot;

const without = ({ math }: Pass, tensor: Tensor<Ball>): Tensor<Ball> => mapEntries(tensor, () => math.of(0));

/** Only some of the uses count. */
const counting =
  (counts: (edge: Edge, all: readonly Edge[]) => boolean): WrongCalculus =>
  (right, pass) => ({
    bprop: (edge, G) => {
      const back = right.bprop(edge, G);
      return counts(edge, uses(pass, edge)) ? back : without(pass, back);
    },
  });

/** In which order the uses come: backwards or forwards through the nodes, and through the slots of each. */
const orders: readonly ((one: Edge, other: Edge) => number)[] = [
  (one, other) => one.consumer - other.consumer || one.slot - other.slot,
  (one, other) => one.consumer - other.consumer || other.slot - one.slot,
  (one, other) => other.consumer - one.consumer || one.slot - other.slot,
  (one, other) => other.consumer - one.consumer || other.slot - one.slot,
];

const overwritten: readonly GraphMisreading[] = orders.map((order) => ({
  id: 'graph-branches-overwritten',
  wrong: counting((edge, all) => isSame(edge, all.toSorted(order)[0])),
}));

const perConsumer = (edge: Edge, all: readonly Edge[]): readonly number[] =>
  all.filter(({ consumer }) => consumer === edge.consumer).map(({ slot }) => slot);

const oneSlot: readonly GraphMisreading[] = [Math.min, Math.max].map((pick) => ({
  id: 'graph-one-slot',
  wrong: counting((edge, all) => edge.slot === pick(...perConsumer(edge, all))),
}));

const averaged: GraphMisreading = {
  id: 'graph-branches-averaged',
  wrong: (right, pass) => ({
    bprop: (edge, G) => {
      const share = pass.math.of(uses(pass, edge).length);
      return mapEntries(right.bprop(edge, G), (entry) => pass.math.div(entry, share));
    },
  }),
};

/** Another start than 1. */
export const seedMisreading = (seed: number): GraphMisreading => ({
  id: 'graph-seed',
  constant: String(seed),
  wrong: (right, { math }) => ({ seed: (z) => mapEntries(right.seed(z), () => math.of(seed)) }),
});

const seeded: readonly GraphMisreading[] = [-1, 2, 0.5, 0].map(seedMisreading);

/** Only what is given gets its gradient. */
const ofResults: GraphMisreading = {
  id: 'graph-results-zero',
  walk: (graph, output, targets, calculus) => {
    const table = new Map(backpropagate(graph, output, targets, calculus));
    for (const V of targets) if (getOperation(graph, V) !== undefined) table.set(V, calculus.zero(V));
    return table;
  },
};

export const structureMisreadings: readonly GraphMisreading[] = [
  ...overwritten,
  ...oneSlot,
  averaged,
  ofResults,
  ...seeded,
];
