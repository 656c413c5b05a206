/**
 * From pre-activations z to activations a, by primitive operations. Which of two pieces applies is
 * decided by the value of z now: the graph is a record of this problem at these inputs.
 */

import type { DenseActivation } from '../../model/problem.ts';
import { withChosenSlopes } from './chosen-slopes.ts';
import { multiple, plus, sigmoid, signOf, sum, tanh } from './compositions.ts';
import { currentValue } from './forward.ts';
import { binary, constant, type Graph, leaf, type Node, unary } from './graph.ts';
import { exp, expm1, max, mul, reciprocal, sub } from './operations.ts';

/** The derivative to take at one unit, or undefined for the convention. */
export type SlopeAtUnit = (unit: number) => number | undefined;

/** The activations of one layer for one example, `[unit]`, like the pre-activations. */
export const activate = <T>(
  graph: Graph<T>,
  activation: DenseActivation,
  preActivations: readonly Node[],
  slopeAt: SlopeAtUnit,
): readonly Node[] =>
  activation.name === 'softmax'
    ? softmax(graph, preActivations)
    : preActivations.map((z, unit) => activateUnit(graph, activation, z, () => slopeAt(unit)));

type ElementwiseActivation = Exclude<DenseActivation, { readonly name: 'softmax' }>;

const activateUnit = <T>(
  graph: Graph<T>,
  activation: ElementwiseActivation,
  z: Node,
  slope: () => number | undefined,
): Node => {
  const kinked = (f: (x: Node) => Node): Node => withChosenSlopes(graph, [z], [slope()], ([x = z]) => f(x));
  switch (activation.name) {
    case 'identity':
      return z;
    case 'linear':
      return plus(graph, multiple(graph, activation.alpha, z), activation.beta);
    case 'sigmoid':
      return sigmoid(graph, z);
    case 'tanh':
      return tanh(graph, z);
    case 'relu':
      return kinked((x) => relu(graph, x));
    case 'leaky-relu':
      return kinked((x) => leakyRelu(graph, activation.alpha, x));
    case 'elu':
      return kinked((x) => elu(graph, activation.alpha, x));
  }
};

/** max(z, 0), with z in the first slot: a tie counts as positive. */
const relu = <T>(graph: Graph<T>, z: Node): Node => binary(graph, max, z, constant(graph, 0));

/** z from 0 on, alpha z below. */
const leakyRelu = <T>(graph: Graph<T>, alpha: number, z: Node): Node =>
  signOf(graph, z) >= 0 ? z : multiple(graph, alpha, z);

/** z above 0, alpha (e^z - 1) up to and including 0. */
const elu = <T>(graph: Graph<T>, alpha: number, z: Node): Node =>
  signOf(graph, z) > 0 ? z : multiple(graph, alpha, unary(graph, expm1, z));

/** z minus the largest z, held constant: exact in the derivative too, since softmax ignores shifts. */
export const shifted = <T>(graph: Graph<T>, preActivations: readonly Node[]): readonly Node[] => {
  const { compare } = graph.arithmetic;
  const largest = preActivations
    .map((z) => currentValue(graph, z))
    .reduce((one, other) => (compare(one, other) < 0 ? other : one));
  const shift = leaf(graph, largest);
  return preActivations.map((z) => binary(graph, sub, z, shift));
};

const softmax = <T>(graph: Graph<T>, preActivations: readonly Node[]): readonly Node[] => {
  const powers = shifted(graph, preActivations).map((z) => unary(graph, exp, z));
  const share = unary(graph, reciprocal, sum(graph, powers));
  return powers.map((power) => binary(graph, mul, power, share));
};
