/** What an operation brings: how to compute it, and how to carry derivatives through it both ways. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Attributes } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';

/** The arguments of one application. Shapes fit: the shape rules of the model have been asked. */
export interface Application<T> {
  readonly arithmetic: Arithmetic<T>;
  /** By slot. */
  readonly inputs: readonly Tensor<T>[];
  readonly attributes: Attributes;
  /** The shape of the result. */
  readonly shape: Shape;
}

/** The same after the forward pass, with what it computed. */
export interface Applied<T> extends Application<T> {
  readonly output: Tensor<T>;
  /** At a kink: what was chosen at a place of the first argument (see `GraphKinkChoice`). */
  readonly chosen?: (place: number) => number | undefined;
}

/**
 * One operation f. Both derivatives concern one slot, as if different variables filled all of them.
 *
 * @clause GENERAL-RULES
 */
export interface OperationRule {
  /** f(inputs). */
  forward<T>(application: Application<T>): Tensor<T>;
  /**
   * (df/dX)' G: from the gradient with respect to the result, `[shape of the result]`, to the one with
   * respect to the argument X in the slot, `[shape of that argument]`. The text calls it bprop, and says
   * Jacobian where the transposed one is meant (B3-48); for x^2 it hands back x times G, not x (B3-54).
   *
   * @clause GENERAL-VJP
   */
  vjp<T>(applied: Applied<T>, slot: number, G: Tensor<T>): Tensor<T>;
  /** (df/dX) V: the change of the result, `[shape of the result]`, when X in the slot changes by V. */
  jvp<T>(applied: Applied<T>, slot: number, V: Tensor<T>): Tensor<T>;
}

/** The argument in a slot. */
export const inputAt = <T>({ inputs }: Application<T>, slot: number): Tensor<T> => entryAt(inputs, slot);
