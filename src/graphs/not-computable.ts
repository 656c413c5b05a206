/** The one way in which a graph is refused while it is computed. */

import type { Tensor } from './tensor/tensor.ts';
import { indexText } from './tensor/tensor.ts';

/** A value or a derivative does not exist in this arithmetic: which, and why. */
export class NotComputable extends Error {
  override readonly name = 'NotComputable';
}

/** Number systems other than the doubles throw in place of giving a number that is not finite. */
const isFiniteNumber = (entry: unknown): boolean => typeof entry !== 'number' || Number.isFinite(entry);

/** The tensor; throws where an entry is not finite. */
export const finite = <T>(what: () => string, tensor: Tensor<T>): Tensor<T> => {
  const place = tensor.entries.findIndex((entry) => !isFiniteNumber(entry));
  if (place === -1) return tensor;
  const where = indexText(tensor.shape, place);
  throw new NotComputable(`${what()}${where}: expected a finite number, got ${tensor.entries[place]}`);
};

/** Does the work; what the arithmetic refuses becomes a refusal that says of what. */
export const computing = <R>(what: () => string, work: () => R): R => {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotComputable || !(error instanceof Error)) throw error;
    if (error.name !== 'RangeError' && error.name !== 'NoSuchFunction') throw error;
    throw new NotComputable(`${what()}: ${error.message}`, { cause: error });
  }
};
