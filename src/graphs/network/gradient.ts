/** The answer to a network, from the graph of tensors that it is. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { LayerBiases, LayerWeights, Refusal, TracedAnswer } from '../../model/answer.ts';
import { at } from '../../model/at.ts';
import type { NestedNumbers } from '../../model/graph.ts';
import type { Matrix, MlpProblem, Vector } from '../../model/problem.ts';
import { graphOf } from '../build.ts';
import { variableNamed } from '../graph.ts';
import { finite, NotComputable } from '../not-computable.ts';
import { backpropagate } from '../table/backpropagate.ts';
import { forward } from '../table/forward.ts';
import { inNumbers } from '../table/numbers.ts';
import { entryAt, fromNested, type Tensor, toNested } from '../tensor/tensor.ts';
import type { LayerNames } from './layers.ts';
import { graphOfNetwork, type NetworkGraph } from './of-network.ts';

/** Values and gradients of the variables of a graph by name. */
interface Solved<T> {
  readonly value: (name: string) => Tensor<T>;
  readonly gradient: (name: string) => Tensor<T>;
}

/** Algorithms 1 and 5. Throws `NotComputable`. */
const solve = <T>({ problem }: NetworkGraph, arithmetic: Arithmetic<T>): Solved<T> => {
  const graph = graphOf(problem);
  const given = new Map(
    Object.entries(problem.inputs).map(([name, value]) => [name, fromNested(value, arithmetic.of)]),
  );
  const values = forward(graph, arithmetic, given);
  const output = variableNamed(graph, problem.output);
  const targets = problem.wrt.map((name) => variableNamed(graph, name));
  const table = backpropagate(graph, output, targets, inNumbers(graph, arithmetic, values));
  return {
    value: (name) => entryAt(values, variableNamed(graph, name)),
    gradient: (name) => {
      const gradient = table.get(variableNamed(graph, name));
      if (gradient === undefined) throw new RangeError(`the table has no entry for "${name}"`);
      return finite(() => `the gradient by "${name}"`, gradient);
    },
  };
};

// The shapes of variables are those of the problem, which the types of tensors do not know.
const vectorOf = <T>(tensor: Tensor<T>): Vector<T> => toNested(tensor) as Vector<T>;
const matrixOf = <T>(tensor: Tensor<T>): Matrix<T> => toNested(tensor) as NestedNumbers<T> as Matrix<T>;

const isPieces = ({ layers }: MlpProblem, index: number): boolean =>
  at(layers, index).activation.name === 'maxout';

const weightsOf =
  <T>(network: MlpProblem, { gradient }: Solved<T>) =>
  ({ weights }: LayerNames, index: number): LayerWeights<T> =>
    isPieces(network, index)
      ? weights.map((name) => matrixOf(gradient(name)))
      : matrixOf(gradient(at(weights, 0)));

const biasesOf =
  <T>(network: MlpProblem, { gradient }: Solved<T>) =>
  ({ biases }: LayerNames, index: number): LayerBiases<T> => {
    if (biases === null) return null;
    return isPieces(network, index)
      ? biases.map((name) => vectorOf(gradient(name)))
      : vectorOf(gradient(at(biases, 0)));
  };

const answerOf = <T>(network: MlpProblem, arithmetic: Arithmetic<T>): TracedAnswer<T> => {
  const graph = graphOfNetwork(network);
  const { layers, inputs, problem } = graph;
  const solved = solve(graph, arithmetic);
  return {
    cost: entryAt(solved.value(problem.output).entries, 0),
    outputs: matrixOf(solved.value(at(layers, -1).activation)),
    gradients: {
      weights: layers.map(weightsOf(network, solved)),
      biases: layers.map(biasesOf(network, solved)),
      inputs: matrixOf(solved.gradient(inputs)),
    },
    deltas: layers.map(({ preActivation }) => matrixOf(solved.gradient(preActivation))),
    trace: {
      preActivations: layers.map(({ preActivation }) => matrixOf(solved.value(preActivation))),
      activations: layers.map(({ activation }) => matrixOf(solved.value(activation))),
    },
  };
};

/**
 * Cost, outputs, deltas, gradients and trace of a network that was read, by Algorithms 1 and 5 on tensors; refused
 * where a value is not finite or the arithmetic lacks a function.
 */
export const gradientOfNetwork = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
): TracedAnswer<T> | Refusal => {
  try {
    return answerOf(problem, arithmetic);
  } catch (error) {
    if (error instanceof NotComputable) return { refused: error.message };
    throw error;
  }
};
