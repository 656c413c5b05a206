/** Reading what must be there. */

/** The element at an index, from the end where it is negative. Throws a RangeError where there is none. */
export const at = <T>(list: readonly T[], index: number): T => {
  const element = list.at(index);
  if (element === undefined)
    throw new RangeError(`[${index}]: expected an element, got ${list.length} elements`);
  return element;
};

/** The value of a key. Throws a RangeError where there is none. */
export const valueAt = <K extends number | string | object, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`${String(key)}: expected a value, got none`);
  return value;
};
