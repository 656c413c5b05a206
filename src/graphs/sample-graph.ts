/** A sampled operation as a graph, for tests. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { AnyOperationName } from '../model/operations.ts';
import { apply, emptyGraph, type GrowingGraph, given } from './build.ts';
import { getEntry, type Variable } from './graph.ts';
import { type Draw, type OperationSample, tensorOf } from './operation-samples.ts';
import type { Given } from './table/forward.ts';
import { mapEntries, type Tensor } from './tensor/tensor.ts';

/** One operation and the scalar <u, result> behind it, u being given too: its gradient is J' u. */
export interface SampleGraph {
  readonly graph: GrowingGraph;
  /** What fills the slots. */
  readonly inputs: readonly Variable[];
  readonly result: Variable;
  readonly output: Variable;
  /** By name. */
  readonly values: ReadonlyMap<string, Tensor<number>>;
}

/** The graph of a sample, with a random u. */
export const graphOfSample = (name: AnyOperationName, sample: OperationSample, draw: Draw): SampleGraph => {
  const graph = emptyGraph();
  const values = new Map<string, Tensor<number>>();
  const inputs = sample.inputs.map((tensor, slot) => {
    values.set(`x${slot}`, tensor);
    return given(graph, `x${slot}`, tensor.shape);
  });
  const result = apply(graph, name, inputs, sample.attributes, 'result');
  return { ...weighted(graph, result, values, draw), inputs, result };
};

/** Adds <u, result>. */
const weighted = (
  graph: GrowingGraph,
  result: Variable,
  values: Map<string, Tensor<number>>,
  draw: Draw,
): Pick<SampleGraph, 'graph' | 'output' | 'values'> => {
  const { shape } = getEntry(graph, result);
  values.set('u', tensorOf(draw, shape));
  const product = apply(graph, 'mul', [result, given(graph, 'u', shape)]);
  return { graph, output: apply(graph, 'sum', [product], {}, 'output'), values };
};

/** The values in the numbers of an arithmetic. */
export const givenIn = <T>(values: SampleGraph['values'], arithmetic: Arithmetic<T>): Given<T> =>
  new Map([...values].map(([name, tensor]) => [name, mapEntries(tensor, arithmetic.of)]));
