/** Known ways in which a whole answer is wrong, found by undoing them and judging again. */

import type { SubjectAnswer } from '../model/answer.ts';
import { isMaxout, type Matrix, type MlpProblem } from '../model/problem.ts';

/** What was done to the right answer, and the answer without it. */
export interface Undone {
  readonly says: string;
  readonly answer: SubjectAnswer;
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

const times = <T>(value: T, factor: number): T =>
  (Array.isArray(value)
    ? value.map((each) => times(each, factor))
    : typeof value === 'number'
      ? value * factor
      : value) as T;

const unscaled = ({ gradients: { weights, biases } }: SubjectAnswer): readonly Undone[] =>
  [-1, ...factors].map((factor) => ({
    says:
      factor === -1
        ? 'all gradients are right with the other sign'
        : `all gradients are ${factor} x the derivative: the cost has another factor in front`,
    answer: { gradients: { weights: times(weights, 1 / factor), biases: times(biases, 1 / factor) } },
  }));

/** Every way that can be undone for this answer. */
export const undoings = (answer: SubjectAnswer, problem: MlpProblem): readonly Undone[] => [
  ...untransposed(answer, problem),
  ...unscaled(answer),
];
