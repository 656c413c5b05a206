/** One layer of a network as operations on tensors: `[example][unit]` in, `[example][unit]` out. */

import type { DenseActivation, Layer, MaxoutLayer } from '../../model/problem.ts';
import { isMaxout } from '../../model/problem.ts';
import type { Growing } from './growing.ts';
import { given, node } from './growing.ts';

/** The variables of a layer by name. */
export interface LayerNames {
  /** W of every piece; one piece of a dense layer. */
  readonly weights: readonly string[];
  /** b of every piece; null without biases. */
  readonly biases: readonly string[] | null;
  /** z; of a maxout layer that of the winning piece. */
  readonly preActivation: string;
  readonly activation: string;
}

const affine = (
  graph: Growing,
  input: string,
  weights: string,
  biases: string | null,
  name: string,
): string => {
  if (biases !== null) return node(graph, name, 'affine', [input, weights, biases]);
  const columns = node(graph, `${name}t`, 'transpose', [weights], { axes: [1, 0] });
  return node(graph, name, 'matmul', [input, columns]);
};

/** A constant in the shape of `[example][unit]`. */
const everywhere = (graph: Growing, name: string, value: number, units: number): string =>
  given(
    graph,
    name,
    Array.from({ length: graph.examples }, () => new Array<number>(units).fill(value)),
  );

const activated = (graph: Growing, z: string, activation: DenseActivation, units: number): string => {
  const name = `a${z.slice(1)}`;
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear': {
      const factor = everywhere(graph, `${name}m`, activation.alpha, units);
      const summand = everywhere(graph, `${name}n`, activation.beta, units);
      return node(graph, name, 'add', [node(graph, `${name}p`, 'mul', [factor, z]), summand]);
    }
    case 'leaky-relu':
    case 'elu':
      return node(graph, name, activation.name, [z], { alpha: activation.alpha });
    case 'softmax':
      return node(graph, name, 'softmax', [z], { axis: 1 });
    default:
      return node(graph, name, activation.name, [z]);
  }
};

/** The largest of the pieces, which are laid one behind the other along an axis of their own. */
const maxout = (
  graph: Growing,
  input: string,
  { weights, biases }: MaxoutLayer,
  index: number,
): LayerNames => {
  const names = weights.map((piece, p) => given(graph, `W${index}p${p}`, piece));
  const shifts = biases?.map((piece, p) => given(graph, `b${index}p${p}`, piece)) ?? null;
  const units = weights[0]?.length ?? 0;
  const pieces = names.map((own, p) => {
    const z = affine(graph, input, own, shifts?.[p] ?? null, `z${index}p${p}`);
    return node(graph, `${z}r`, 'reshape', [z], { shape: [1, graph.examples, units] });
  });
  const all = node(graph, `z${index}all`, 'concat', pieces, { axis: 0 });
  const largest = node(graph, `z${index}`, 'max', [all], { axis: 0 });
  return { weights: names, biases: shifts, preActivation: largest, activation: largest };
};

/** Writes layer `index`, counted from 0, into the graph. */
export const layerIn = (graph: Growing, input: string, layer: Layer, index: number): LayerNames => {
  if (isMaxout(layer)) return maxout(graph, input, layer, index);
  const weights = given(graph, `W${index}`, layer.weights);
  const biases = layer.biases && given(graph, `b${index}`, layer.biases);
  const z = affine(graph, input, weights, biases, `z${index}`);
  const activation = activated(graph, z, layer.activation, layer.weights.length);
  return { weights: [weights], biases: biases === null ? null : [biases], preActivation: z, activation };
};
