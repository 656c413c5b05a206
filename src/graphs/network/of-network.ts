/**
 * A network as a graph of tensors: a problem of kind `mlp` as one of kind `graph`.
 *
 * Names: X the inputs, T the targets, W0 and b0 the parameters of the first layer (W0p1 those of the second
 * piece of a maxout layer), z0 its pre-activations, J the cost.
 */

import { at } from '../../model/at.ts';
import type { GraphProblem } from '../../model/graph.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { type Growing, given, node } from './growing.ts';
import { type LayerNames, layerIn } from './layers.ts';
import { lossIn } from './losses.ts';

/** The graph, and which of its variables are what. */
export interface NetworkGraph {
  readonly problem: GraphProblem;
  readonly layers: readonly LayerNames[];
  readonly inputs: string;
}

const scaled = (graph: Growing, losses: string, scale: number): string =>
  node(graph, 'loss', 'mul', [given(graph, 'scale', scale), losses]);

/** The tensors that are penalised: the weights, and the biases where the penalty says so. */
const penalised = ({ penalty }: MlpProblem, layers: readonly LayerNames[]): readonly string[] => {
  if (penalty === undefined || penalty.lambda === 0) return [];
  return layers.flatMap(({ weights, biases }) => [...weights, ...((penalty.biases && biases) || [])]);
};

/** lambda times the sum of the squares, added to the loss. */
const withPenalty = (
  graph: Growing,
  loss: string,
  problem: MlpProblem,
  layers: readonly LayerNames[],
): string => {
  const names = penalised(problem, layers);
  if (names.length === 0) return loss;
  const squares = names.map((name) =>
    node(graph, `${name}ss`, 'sum', [node(graph, `${name}s`, 'square', [name])]),
  );
  const omega = squares.reduce((sum, square, index) => node(graph, `omega${index}`, 'add', [sum, square]));
  const lambda = given(graph, 'lambda', problem.penalty?.lambda ?? 0);
  return node(graph, 'J', 'add', [loss, node(graph, 'penalty', 'mul', [lambda, omega])]);
};

/** The whole network with its loss, asked for the gradients by parameters, inputs and pre-activations. */
export const graphOfNetwork = (problem: MlpProblem): NetworkGraph => {
  const graph: Growing = { examples: problem.inputs.length, inputs: new Map(), nodes: [] };
  const inputs = given(graph, 'X', problem.inputs);
  const targets = given(graph, 'T', problem.targets);
  const layers: LayerNames[] = [];
  for (const [index, layer] of problem.layers.entries())
    layers.push(layerIn(graph, layers.at(-1)?.activation ?? inputs, layer, index));
  const losses = lossIn({ graph, last: at(layers, -1), targets, problem });
  const output = withPenalty(graph, scaled(graph, losses, problem.loss.scale), problem, layers);
  const parameters = layers.flatMap(({ weights, biases }) => [...weights, ...(biases ?? [])]);
  return {
    layers,
    inputs,
    problem: {
      kind: 'graph',
      inputs: Object.fromEntries(graph.inputs),
      nodes: graph.nodes,
      output,
      wrt: [...parameters, inputs, ...layers.map(({ preActivation }) => preActivation)],
    },
  };
};
