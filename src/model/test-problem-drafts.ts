/** Problems of kind `mlp` to be read, right ones and wrong ones, and what is said of them. */

import { describeAll } from './defect.ts';
import { readProblem, readProblemText } from './read-problem.ts';

/** Not yet a problem: any field may be wrong. */
export type Draft = Record<string, unknown>;

/** A layer of any form. */
export const dense = (
  weights: unknown,
  biases: unknown,
  activation: unknown = { name: 'sigmoid' },
): Draft => ({
  weights,
  biases,
  activation,
});

/** Weights of two units with two inputs. */
export const square = [
  [1, 2],
  [3, 4],
];

/** A valid problem of two layers, 2-2-2, with some fields replaced. */
export const problem = (fields: Draft = {}): Draft => ({
  kind: 'mlp',
  layers: [dense(square, [5, 6]), dense(square, [5, 6])],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 2]],
  targets: [[3, 4]],
  ...fields,
});

/** Two layers, of which the second fits where none is given. */
export const layers = (first: unknown, second: unknown = dense(square, [5, 6])): Draft =>
  problem({ layers: [first, second] });

/** The activation of the first layer. */
export const activation = (value: unknown): Draft => layers(dense(square, [5, 6], value));

/** Every defect on a line of its own, or `valid`. */
export const said = (value: unknown): string => {
  const read = readProblem(value);
  return read.ok ? 'valid' : describeAll(read.defects);
};

/** The same of a text, which is called p.json. */
export const saidOfText = (text: string): string => {
  const read = readProblemText(text, 'p.json');
  return read.ok ? 'valid' : describeAll(read.defects);
};

/** What is expected of a name that is no activation. */
export const allActivations =
  'one of "identity", "linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "softmax", "maxout"';

/** What is refused, and the text that says so. */
export type Refused = readonly [title: string, value: unknown, text: string];
