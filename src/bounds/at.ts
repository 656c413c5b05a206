/** Reading an entry that must be there. */

/** The entry at `index` (from 0). Throws a RangeError outside the array: a trace of another problem. */
export const at = <T>(
  entries: { readonly length: number; readonly [index: number]: T },
  index: number,
): T => {
  const entry = entries[index];
  if (entry === undefined)
    throw new RangeError(`[${index}]: expected an entry, got ${entries.length} entries`);
  return entry;
};
