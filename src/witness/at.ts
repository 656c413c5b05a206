/** The element at an index that the shapes promise; throws where they do not hold. */
export const at = <T>(elements: readonly T[], index: number): T => {
  if (index < 0 || index >= elements.length || !Number.isInteger(index))
    throw new RangeError(`index: expected 0 to ${elements.length - 1}, got ${index}`);
  return elements[index] as T;
};
