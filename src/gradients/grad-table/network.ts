/**
 * The graph of one problem, and which of its nodes is which parameter, input, z, a and the cost.
 * Layers count from 0. Every example uses the same parameter nodes: their gradients add up there.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Trace } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem, Penalty, Vector } from '../../model/problem.ts';
import { multiple, square, sum } from './compositions.ts';
import { binary, constant, emptyGraph, type Graph, type Node } from './graph.ts';
import { type LayerNodes, type LayerPass, layerNodes, passThrough } from './layers.ts';
import { lossOf } from './losses.ts';
import { add } from './operations.ts';

/** A problem as one graph, with the nodes that an answer is read from. */
export interface Network<T> {
  readonly graph: Graph<T>;
  /** `[layer]` */
  readonly layers: readonly LayerNodes[];
  /** `[example][component]` */
  readonly inputs: Matrix<Node>;
  /** z and a, `[layer][example][unit]`; for maxout both are the maximum. */
  readonly trace: Trace<Node>;
  /** a of the last layer, `[example][unit]` */
  readonly outputs: Matrix<Node>;
  /** J, penalty included. */
  readonly cost: Node;
}

/** Records the problem, at its own inputs, as a graph of primitive operations. */
export const recordNetwork = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks: KinkChoice = () => undefined,
): Network<T> => {
  const graph = emptyGraph(arithmetic);
  const layers = problem.layers.map((layer) => layerNodes(graph, layer));
  const inputs = problem.inputs.map((components) => components.map((x) => constant(graph, x)));
  const passes = recordPasses(graph, layers, inputs, kinks);
  const preActivations = passes.map((examples) => examples.map((pass) => pass.preActivations));
  const activations = passes.map((examples) => examples.map((pass) => pass.activations));
  const losses = recordLosses(graph, problem, passes.at(-1) ?? [], kinks);
  const data = multiple(graph, problem.loss.scale, sum(graph, losses));
  return {
    graph,
    layers,
    inputs,
    trace: { preActivations, activations },
    outputs: activations.at(-1) ?? [],
    cost: withPenalty(graph, data, layers, problem.penalty),
  };
};

/** Every example through every layer, `[layer][example]`. */
const recordPasses = <T>(
  graph: Graph<T>,
  layers: readonly LayerNodes[],
  inputs: Matrix<Node>,
  kinks: KinkChoice,
): readonly (readonly LayerPass[])[] => {
  let current = inputs;
  return layers.map((nodes, layer) => {
    const passes = current.map((activations, example) =>
      passThrough(graph, nodes, activations, {
        activation: (unit) => kinks({ kind: 'activation', layer, example, unit }),
        maxout: (unit, piece) => kinks({ kind: 'maxout', layer, example, unit, piece }),
      }),
    );
    current = passes.map((pass) => pass.activations);
    return passes;
  });
};

/** The loss of every example, without the scale, from its pass through the last layer. */
const recordLosses = <T>(
  graph: Graph<T>,
  { loss, targets }: MlpProblem,
  lastLayer: readonly LayerPass[],
  kinks: KinkChoice,
): Vector<Node> =>
  lastLayer.map(({ preActivations, activations }, example) =>
    lossOf(loss.name, {
      graph,
      preActivations,
      outputs: activations,
      targets: targetsAt(targets, example),
      slopeAt: (kind, unit) => kinks({ kind, example, unit }),
    }),
  );

const targetsAt = (targets: Matrix, example: number): Vector => {
  const row = targets[example];
  if (row === undefined) throw new RangeError(`targets[${example}]: expected targets, got none`);
  return row;
};

/** cost + lambda * Omega, once; Omega is made of squares, so that its 2 comes from their two slots. */
const withPenalty = <T>(
  graph: Graph<T>,
  cost: Node,
  layers: readonly LayerNodes[],
  penalty: Penalty | undefined,
): Node => {
  if (penalty === undefined || penalty.lambda === 0) return cost;
  const weights = layers.flatMap((layer) => flatten(layer.weights));
  const biases = penalty.biases ? layers.flatMap((layer) => flatten(layer.biases ?? [])) : [];
  const squares = [...weights, ...biases].map((parameter) => square(graph, parameter));
  return binary(graph, add, cost, multiple(graph, penalty.lambda, sum(graph, squares)));
};

type Nested = Node | readonly Nested[];

const flatten = (nodes: readonly Nested[]): Vector<Node> =>
  nodes.flatMap((entry) => (typeof entry === 'number' ? [entry] : flatten(entry)));
