/** Element access that fails loudly; nothing here is ever defaulted. */

/** The element at an index; throws RangeError when there is none. */
export const at = <Element>(elements: readonly Element[], index: number): Element => {
  const element = elements[index];
  if (element === undefined) {
    throw new RangeError(`[${index}]: expected an index below ${elements.length}, got ${index}`);
  }
  return element;
};
