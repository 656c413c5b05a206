/** Applying a patch to a text. */

import { quote } from '../model/defect.ts';
import type { Patch } from './mutant.ts';

/** A planted mistake that cannot be planted: the data is wrong, or the source has changed under it. */
export class MutantError extends Error {
  override readonly name = 'MutantError';
}

/** The text with the patch applied; throws MutantError unless it has the text to replace exactly once. */
export const applyPatch = (source: string, { id, file, find, replace }: Patch): string => {
  const pieces = source.split(find);
  const [before, after] = pieces;
  if (pieces.length !== 2 || before === undefined || after === undefined) {
    const times = pieces.length - 1;
    throw new MutantError(`${id}: find: expected ${quote(find)} once in ${file}, got it ${times} times`);
  }
  return before + replace + after;
};
