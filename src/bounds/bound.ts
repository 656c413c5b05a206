/** An error bound that was derived, not chosen: only this room can construct one. */

import type { Gradients } from '../model/answer.ts';
import type { KinkSite } from '../model/kinks.ts';
import type { Matrix } from '../model/problem.ts';

declare const derived: unique symbol;

/** The largest |subject - exact| a correct subject can show at one entry; +Infinity judges nothing. */
export type Bound = number & { readonly [derived]: 'Bound' };

/** One bound per entry of an answer, in the answer's shapes. */
export interface AnswerBounds {
  readonly cost: Bound;
  readonly outputs: Matrix<Bound>;
  readonly deltas: readonly Matrix<Bound>[];
  readonly gradients: Gradients<Bound>;
  /** Sites whose branch is uncertain at this precision; the bounds include their whole jump. */
  readonly uncertain: readonly KinkSite[];
}
