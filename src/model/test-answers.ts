/** Answers to one problem, right ones and wrong ones, and what is said of them. */

import { describeAll } from './defect.ts';
import type { MlpProblem } from './problem.ts';
import { readAnswer } from './read-answer.ts';

/** 3 inputs, a layer of 5, a maxout layer of 2 without biases, 2 examples. */
export const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: new Array(5).fill([1, 2, 3]), biases: [1, 2, 3, 4, 5], activation: { name: 'tanh' } },
    {
      weights: new Array(2).fill(new Array(2).fill([1, 2, 3, 4, 5])),
      biases: null,
      activation: { name: 'maxout', pieces: 2 },
    },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  targets: [
    [1, 2],
    [3, 4],
  ],
};

/** A matrix of small numbers. */
export const rows = (count: number, length: number): number[][] =>
  Array.from({ length: count }, (_, row) => Array.from({ length }, (_unused, column) => row + column / 8));

/** Weights of the first layer. */
export const first = rows(5, 3);

/** Weights of the second layer, by piece. */
export const second = [rows(2, 5), rows(2, 5)];

/** A complete answer with some of its gradients and parts replaced. */
export const answer = (gradients: object = {}, parts: object = {}): object => ({
  gradients: { weights: [first, second], biases: [[1, 2, 3, 4, 5], null], ...gradients },
  ...parts,
});

/** The code, then every defect on a line of its own; `answer` where nothing is wrong. */
export const said = (value: unknown): string => {
  const read = readAnswer(value, problem);
  return read.kind === 'answer' ? 'answer' : `${read.code}\n${describeAll(read.defects)}`;
};
