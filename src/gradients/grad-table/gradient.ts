/** Implementation 3: the gradient of a network read off a grad table. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { LayerBiases, LayerWeights, TracedAnswer } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import { fillGradTable } from './grad-table.ts';
import { entryAt, type Node } from './graph.ts';
import type { LayerNodes } from './layers.ts';
import { recordNetwork } from './network.ts';

/**
 * Records the problem as a computational graph of scalar primitive operations, fills the grad table
 * of its cost, and returns the entries in the problem's shapes.
 *
 * Loss' and g' are composed from the operations and never fused, so in floating point a logarithm of
 * an output that rounded to 0 gives a non-finite answer. Throws what the arithmetic throws for an
 * elementary function it does not have.
 */
export const gradient = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks?: KinkChoice,
): TracedAnswer<T> => {
  const { graph, layers, inputs, trace, outputs, cost } = recordNetwork(problem, arithmetic, kinks);
  const { table } = fillGradTable(graph, cost);
  const derivatives = (nodes: Matrix<Node>) => entriesOf(table, nodes);
  const values = (nodes: Matrix<Node>) => entriesOf(graph.values, nodes);
  return {
    cost: entryAt(graph.values, cost),
    outputs: values(outputs),
    gradients: {
      weights: layers.map((layer) => weightsFrom(table, layer)),
      biases: layers.map((layer) => biasesFrom(table, layer)),
      inputs: derivatives(inputs),
    },
    deltas: trace.preActivations.map(derivatives),
    trace: {
      preActivations: trace.preActivations.map(values),
      activations: trace.activations.map(values),
    },
  };
};

const entriesOf = <T>(entries: readonly T[], nodes: Matrix<Node>): Matrix<T> =>
  nodes.map((row) => row.map((node) => entryAt(entries, node)));

const weightsFrom = <T>(table: readonly T[], layer: LayerNodes): LayerWeights<T> =>
  layer.kind === 'maxout'
    ? layer.weights.map((piece) => entriesOf(table, piece))
    : entriesOf(table, layer.weights);

const biasesFrom = <T>(table: readonly T[], layer: LayerNodes): LayerBiases<T> => {
  if (layer.biases === null) return null;
  return layer.kind === 'maxout'
    ? entriesOf(table, layer.biases)
    : layer.biases.map((node) => entryAt(table, node));
};
