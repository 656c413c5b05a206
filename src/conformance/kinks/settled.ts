/** How the kinks of one answer were settled. */

import { at } from '../../model/at.ts';
import type { KinkJudgement } from '../../model/verdict.ts';
import { atVertex, type Kink } from './kink.ts';
import type { Expectation, Held } from './question.ts';

/** What an answer is held against once its kinks are settled. */
export interface Settled extends Held {
  /** True where the reference takes the derivatives that the documents print. */
  readonly conventional: boolean;
  /** Null where no derivative is among the numbers that are judged. */
  readonly kinks: KinkJudgement | null;
}

/** By the derivatives of one point. */
export const settledBy = (
  { reference, againstReference, point }: Expectation,
  kinks: readonly Kink[],
  judged: KinkJudgement,
): Settled => ({
  reference,
  againstReference,
  conventional: kinks.every((kink, index) => atVertex(kink, kink.own).join() === at(point, index).join()),
  kinks: judged,
});

/** By bounds that hold whatever is taken: the whole jump is in them. */
export const inBox = ({ reference, againstReference }: Held): Settled => ({
  reference,
  againstReference,
  conventional: true,
  kinks: { by: 'box', seen: {} },
});

/** By bounds that hold whatever is taken, which the answer does not keep. */
export const outsideOf = ({ reference, againstReference }: Held): Settled => ({
  reference,
  againstReference,
  conventional: false,
  kinks: { by: 'outside', seen: {} },
});
