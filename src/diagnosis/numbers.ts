/** Answers and predictions as lists of numbers in one order: part by part, layer by layer. */

import type { Part } from '../judge/claim.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Misshapen, Nested } from '../model/misshapen.ts';
import type { Row } from './reading/ball.ts';
import type { Prediction } from './reading/reading.ts';

/** `[layer][entry]`; one list alone for cost, outputs and inputs. */
export type Grouped<T> = readonly (readonly T[])[];

const numbersIn = (nested: Nested): readonly number[] => {
  if (typeof nested === 'number') return [nested];
  return nested === null ? [] : nested.flatMap(numbersIn);
};

/** Layer by layer, where there are layers. */
const byLayer = (nested: Nested): Grouped<number> =>
  nested === null || typeof nested === 'number' ? [numbersIn(nested)] : nested.map(numbersIn);

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
}: SubjectAnswer | Misshapen): Readonly<Partial<Record<Part, Grouped<number>>>> => ({
  ...(cost !== undefined && { cost: [numbersIn(cost)] }),
  ...(outputs !== undefined && { outputs: [numbersIn(outputs)] }),
  ...(deltas !== undefined && { deltas: byLayer(deltas) }),
  weights: byLayer(gradients.weights),
  biases: byLayer(gradients.biases),
  ...(gradients.inputs !== undefined && { inputs: [numbersIn(gradients.inputs)] }),
});
