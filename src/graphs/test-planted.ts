/** For tests: reverse mode with one thing wrong in it. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import type { OperationName } from '../model/operations.ts';
import { graphOf } from './build.ts';
import { type Edge, type Graph, getInputs, getOperation, variableNamed } from './graph.ts';
import { backpropagate, type Calculus } from './table/backpropagate.ts';
import { forward } from './table/forward.ts';
import { inNumbers } from './table/numbers.ts';
import { entryAt, filled, fromNested, mapEntries, type Tensor, toNested } from './tensor/tensor.ts';

type Numbers = Calculus<Tensor<number>>;

/** What is told to a mistake beside the right calculus. */
interface Told {
  readonly graph: Graph;
  readonly values: readonly Tensor<number>[];
}

/** Parts of the calculus in place of the right ones. */
export type Mistake = (right: Numbers, told: Told) => Partial<Numbers>;

/** The answer of an implementation that makes this mistake. */
export const mistaken = (
  problem: GraphProblem,
  float64: Arithmetic<number>,
  mistake: Mistake,
): GraphAnswer => {
  const graph = graphOf(problem);
  const given = new Map(
    Object.entries(problem.inputs).map(([name, value]) => [name, fromNested(value, float64.of)]),
  );
  const values = forward(graph, float64, given);
  const right = inNumbers(graph, float64, values);
  const output = variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  const table = backpropagate(graph, output, targets, { ...right, ...mistake(right, { graph, values }) });
  const gradientOf = (name: string) => {
    const gradient = table.get(variableNamed(graph, name));
    if (gradient === undefined) throw new RangeError(`no gradient by ${name}`);
    return toNested(gradient);
  };
  return {
    value: entryAt(entryAt(values, output).entries, 0),
    gradients: Object.fromEntries(problem.wrt.map((name) => [name, gradientOf(name)])),
  };
};

const times = (tensor: Tensor<number>, factor: number): Tensor<number> =>
  mapEntries(tensor, (entry) => entry * factor);

/** What comes back through an operation, multiplied; of one slot alone where it is named. */
export const scaledAt =
  (operation: OperationName, factor: number, slot?: number): Mistake =>
  (right, { graph }) => ({
    bprop: (edge, G) => {
      const isMeant = getOperation(graph, edge.consumer)?.name === operation;
      const back = right.bprop(edge, G);
      return isMeant && (slot === undefined || slot === edge.slot) ? times(back, factor) : back;
    },
  });

/** Of several consumers the last that is visited overwrites the others. */
export const forgetsBranches: Mistake = () => ({ add: (_, later) => later });

/** A variable in two slots of an operation gets the derivative by one of them. */
export const oneSlotCounts: Mistake = (right, { graph }) => ({
  bprop: (edge: Edge, G) => {
    const back = right.bprop(edge, G);
    const inputs = getInputs(graph, edge.consumer);
    return inputs.indexOf(entryAt(inputs, edge.slot)) < edge.slot ? times(back, 0) : back;
  },
});

/** The reverse pass begins with 2. */
export const seedsTwo: Mistake = (right) => ({ seed: (z) => times(right.seed(z), 2) });

/** The gradient by what takes no part is 1. */
export const onesForZeros: Mistake = (right) => ({ zero: (V) => filled(right.zero(V).shape, 1) });

/** No gradient that goes back is larger than a half. */
export const clips: Mistake = (right) => ({
  bprop: (edge, G) => mapEntries(right.bprop(edge, G), (entry) => Math.max(-0.5, Math.min(0.5, entry))),
});

/** Rows of numbers come back in the opposite order. */
export const turnsRound =
  (operation: OperationName): Mistake =>
  (right, { graph }) => ({
    bprop: (edge, G) => {
      const back = right.bprop(edge, G);
      if (getOperation(graph, edge.consumer)?.name !== operation) return back;
      return { shape: back.shape, entries: back.entries.toReversed() };
    },
  });
