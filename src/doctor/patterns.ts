/** Known ways in which a whole answer is wrong, found by undoing them and judging again. */

import type { SubjectAnswer } from '../model/answer.ts';
import { type AnyAnswer, isGraphAnswer, type Problem } from '../model/any-kind.ts';
import { isMaxout, type Matrix, type MlpProblem } from '../model/problem.ts';

/** What was done to the right answer, and the answer without it. */
export interface Undone {
  readonly says: string;
  readonly answer: AnyAnswer;
}

const transposed = (rows: Matrix): Matrix => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));

/** Only gradients of the parameters are kept: what else was sent may have another scale or layout. */
const withWeights = ({ gradients }: SubjectAnswer, weights: readonly Matrix[]): SubjectAnswer => ({
  gradients: { weights, biases: gradients.biases },
});

const untransposed = (answer: SubjectAnswer, { layers }: MlpProblem): readonly Undone[] => {
  const weights = answer.gradients.weights as readonly Matrix[];
  return layers.some(isMaxout) || weights.some((rows) => rows.length !== rows[0]?.length)
    ? []
    : [
        {
          says: 'the gradients of the weights are right when they are transposed',
          answer: withWeights(answer, weights.map(transposed)),
        },
      ];
};

/** Powers of two, so that undoing them rounds nothing. */
const factors = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 2, 4, 8, 16].flatMap((factor) => [factor, -factor]);

const multiplied = (value: unknown, factor: number): unknown => {
  if (typeof value === 'number') return value * factor;
  if (Array.isArray(value)) return value.map((each) => multiplied(each, factor));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, multiplied(each, factor)]));
};

const times = <T>(value: T, factor: number): T => multiplied(value, factor) as T;

const scaled = (answer: AnyAnswer, factor: number): AnyAnswer => {
  if (isGraphAnswer(answer)) return { ...answer, gradients: times(answer.gradients, factor) };
  const { weights, biases } = answer.gradients;
  return { gradients: { weights: times(weights, factor), biases: times(biases, factor) } };
};

const behind = (answer: AnyAnswer): string =>
  isGraphAnswer(answer)
    ? 'the gradient of the output by itself is 1'
    : 'the cost has another factor in front';

const unscaled = (answer: AnyAnswer): readonly Undone[] =>
  [-1, ...factors].map((factor) => ({
    says:
      factor === -1
        ? 'all gradients are right with the other sign'
        : `all gradients are ${factor} x the derivative: ${behind(answer)}`,
    answer: scaled(answer, 1 / factor),
  }));

/** Every way that can be undone for this answer. */
export const undoings = (answer: AnyAnswer, problem: Problem): readonly Undone[] => [
  ...(problem.kind === 'mlp' && !isGraphAnswer(answer) ? untransposed(answer, problem) : []),
  ...unscaled(answer),
];
