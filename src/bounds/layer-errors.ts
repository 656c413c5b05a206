/** What is known of one layer for one example, before and after its activation. */

import type { KinkChoice, KinkSite } from '../model/kinks.ts';
import type { Matrix, Vector } from '../model/problem.ts';
import type { Enclosure } from './enclosure.ts';

/** From dJ/da to dJ/dz inside one layer. */
type Crossing =
  | { readonly kind: 'element-wise'; readonly slopes: Enclosure }
  | { readonly kind: 'softmax'; readonly smallest: number }
  | {
      readonly kind: 'maxout';
      /** `[unit]`: the largest piece of the reference. */
      readonly winners: Vector;
      /** `[unit]`: the pieces that may be largest for a correct subject, none where only the winner may. */
      readonly rivals: readonly (readonly number[])[];
      /** `[unit][piece]`: the shares of the delta where they were chosen, else null. */
      readonly shares: readonly (Vector | null)[];
      /** `[unit]`: how far a subject's shares may be from them. */
      readonly away: Vector;
    };

/** The errors of one layer for one example. */
export interface LayerErrors {
  readonly inputs: Enclosure;
  readonly preActivations: Enclosure;
  readonly activations: Enclosure;
  readonly crossing: Crossing;
  /** The slack of the activations. */
  readonly slack: number;
  readonly uncertain: readonly KinkSite[];
}

/** Which layer of which example; both count from 0. */
export interface Place {
  readonly layer: number;
  readonly example: number;
}

/** What is known of a layer before its activation: everything but the crossing. */
export interface Before {
  readonly inputs: Enclosure;
  readonly z: Vector;
  readonly a: Vector;
  readonly slack: number;
  /** Bounds of the errors of every piece's z, `[piece][unit]`. */
  readonly errors: Matrix;
  /** True where z is known exactly and the sign of a zero is decided by the documents' convention. */
  readonly decided: boolean;
  readonly choice: KinkChoice;
  /** The part of a jump that a subject may be away from what was chosen. */
  readonly spread: number;
}
