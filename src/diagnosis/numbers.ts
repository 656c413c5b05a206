/** Answers and predictions as lists of numbers in one order: part by part, layer by layer. */

import type { Part } from '../judge/claim.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Row } from './reading/ball.ts';
import type { Prediction } from './reading/reading.ts';

/** `[layer][entry]`; one list alone for cost, outputs and inputs. */
export type Grouped<T> = readonly (readonly T[])[];

type Nested = number | null | undefined | readonly Nested[];

const numbersIn = (nested: Nested): readonly number[] => {
  if (typeof nested === 'number') return [nested];
  return nested === null || nested === undefined ? [] : nested.flatMap(numbersIn);
};

/** Every number of a prediction. */
export const predicted = ({
  cost,
  outputs,
  deltas,
  gradients,
  inputs,
}: Prediction): Readonly<Record<Part, Grouped<Row[number]>>> => ({
  cost: [[cost]],
  outputs: [outputs.flat()],
  deltas: deltas.map((layer) => layer.flat()),
  weights: gradients.map(({ weights }) => weights.flat(2)),
  biases: gradients.map(({ biases }) => biases?.flat() ?? []),
  inputs: [inputs.flat()],
});

/** Every number of an answer; nothing for a part that it leaves out. */
export const answered = ({
  cost,
  outputs,
  deltas,
  gradients,
}: SubjectAnswer): Readonly<Partial<Record<Part, Grouped<number>>>> => ({
  ...(cost !== undefined && { cost: [[cost]] }),
  ...(outputs !== undefined && { outputs: [numbersIn(outputs)] }),
  ...(deltas !== undefined && { deltas: deltas.map(numbersIn) }),
  weights: gradients.weights.map(numbersIn),
  biases: gradients.biases.map(numbersIn),
  ...(gradients.inputs !== undefined && { inputs: [numbersIn(gradients.inputs)] }),
});
