/** Mistakes that answers at kinks show, where those away from kinks are right. */

import type { Cause } from '../../model/diagnosis.ts';
import { operationEntry } from '../../model/operations.ts';
import { type GraphCase, matching, opsOf } from './graph-cases.ts';
import { tieMisreadings } from './misreadings/ties.ts';
import { graphCauseOf, kinkCause } from './texts.ts';

/** The one operation with a kink that is in all of them, where it is right elsewhere. */
const guilty = (tied: readonly GraphCase[], others: readonly GraphCase[]): readonly Cause[] => {
  const right = new Set(others.flatMap((each) => [...opsOf(each)]));
  const kinked = new Set(
    tied.flatMap((each) => [...opsOf(each)].filter((op) => operationEntry(op).kink !== null)),
  );
  const [op] = kinked;
  return op !== undefined && kinked.size === 1 && right.has(op) ? [kinkCause(op)] : [];
};

/**
 * The known mistakes with ties that foretell all of the answers at kinks, or the operation whose kink it is. What
 * the chain rule allows there is not looked into: the caller knows that the answers are outside of it.
 */
export const causesAtTies = (tied: readonly GraphCase[], others: readonly GraphCase[]): readonly Cause[] => {
  const causes = matching(tieMisreadings, tied).map(graphCauseOf);
  return causes.length === 0 ? guilty(tied, others) : causes;
};
