/** A known mistake with graphs. */

import type { Tensor } from '../../../graphs/tensor/tensor.ts';
import type { OperationName } from '../../../model/operations.ts';
import { sameShape } from '../../../model/shape-rules/shape-rule.ts';
import type { Ball } from '../../reading/ball.ts';
import { type Back, type Otherwise, type WrongRule, withRule } from '../misread.ts';

/** One way to make a mistake; several share an id. */
export interface GraphMisreading extends Otherwise {
  /** Its texts stand under this id in `spec/diagnoses.json`, among those of graphs. */
  readonly id: string;
  /** Stands for `{}` in the sentence. */
  readonly constant?: string;
  /** The operation it is a mistake of; absent: of how graphs hang together. */
  readonly op?: OperationName;
}

/** The same mistake with each of these operations. */
export const withEach = (
  id: string,
  ops: readonly OperationName[],
  rule: WrongRule,
): readonly GraphMisreading[] => ops.map((op) => ({ id, constant: op, op, wrong: withRule(op, rule) }));

/** The argument in a slot. */
export const argument = ({ applied, slot }: Back, of = slot): Tensor<Ball> => {
  const tensor = applied.inputs[of];
  if (tensor === undefined) throw new RangeError(`args[${of}]: expected a tensor, got nothing`);
  return tensor;
};

/** What fits the slot, or null: a gradient in another shape would have been refused. */
export const fitting = (back: Back, tensor: Tensor<Ball>): Tensor<Ball> | null =>
  sameShape(tensor.shape, argument(back).shape) ? tensor : null;

/** Entry by entry, with the places of G; null where the shapes differ. */
export const times = (back: Back, slope: (place: number) => Ball): Tensor<Ball> | null => {
  const { applied, G } = back;
  return fitting(back, {
    shape: G.shape,
    entries: G.entries.map((entry, place) => applied.arithmetic.mul(entry, slope(place))),
  });
};

/** Every entry times a number. */
export const scaled = ({ applied }: Back, tensor: Tensor<Ball>, factor: number): Tensor<Ball> => {
  const { mul, of } = applied.arithmetic;
  return { shape: tensor.shape, entries: tensor.entries.map((entry) => mul(entry, of(factor))) };
};
