/** Reading one attribute where an operation is known to have it. */

import type { AttributeName, Attributes } from './operations.ts';

/** The attribute; throws where it is absent, which the reader of problems refuses. */
export const attribute = <Name extends AttributeName>(
  attributes: Attributes,
  name: Name,
): NonNullable<Attributes[Name]> => {
  const value = attributes[name];
  if (value === undefined) throw new RangeError(`attributes.${name}: expected a value, got nothing`);
  return value;
};
