/** Answers whose numbers are all there, but in other shapes than the problem's: what a mistake in layout leaves. */

import type { AnswerParts } from './answer-copy.ts';
import { isList, type Tensor } from './tensor.ts';

/** Nested lists of finite numbers; null where a layer has no biases. */
export type Nested = number | null | readonly Nested[];

/** The parts of an answer as they were sent; which of them have another shape is not said. */
export interface Misshapen {
  readonly cost?: Nested;
  readonly outputs?: Nested;
  readonly deltas?: Nested;
  readonly gradients: { readonly weights: Nested; readonly biases: Nested; readonly inputs?: Nested };
}

/** Numbers that are kept: they are for naming a mistake, which small problems show as well as large ones. */
const mostNumbers = 2000;

const isNested = (tensor: Tensor): boolean => {
  if (typeof tensor === 'number') return Number.isFinite(tensor);
  return isList(tensor) ? tensor.every(isNested) : tensor.kind === 'null';
};

const nestedOf = (tensor: Tensor): Nested => {
  if (typeof tensor === 'number') return tensor;
  return isList(tensor) ? tensor.map(nestedOf) : null;
};

const countIn = (tensor: Tensor): number =>
  isList(tensor) ? tensor.reduce((sum: number, entry) => sum + countIn(entry), 0) : 1;

/** A malformed answer's numbers; undefined where one is missing, not finite, or where there are too many. */
export const misshapenIn = ({ gradients, cost, outputs, deltas }: AnswerParts): Misshapen | undefined => {
  if ('instead' in gradients) return undefined;
  const { weights, biases, inputs } = gradients;
  if (weights === undefined || biases === undefined) return undefined;
  const all = [weights, biases, inputs, cost, outputs, deltas].filter((part) => part !== undefined);
  if (!all.every(isNested) || countIn(all) > mostNumbers) return undefined;
  return {
    ...(cost !== undefined && { cost: nestedOf(cost) }),
    ...(outputs !== undefined && { outputs: nestedOf(outputs) }),
    ...(deltas !== undefined && { deltas: nestedOf(deltas) }),
    gradients: {
      weights: nestedOf(weights),
      biases: nestedOf(biases),
      ...(inputs !== undefined && { inputs: nestedOf(inputs) }),
    },
  };
};
