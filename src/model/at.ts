/** The element at an index that is known to exist; throws where it does not. */
export const at = <T>(list: readonly T[], index: number): T => {
  const element = list.at(index);
  if (element === undefined) throw new RangeError(`index ${index} of a list of ${list.length}`);
  return element;
};
