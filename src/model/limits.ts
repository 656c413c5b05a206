/** How large a problem may be: far beyond any sensible use, and small enough to be refused at once. */

/** A problem past any of these is refused before anything is computed. */
export const limits = {
  /** Lists and objects inside one another; the format itself needs 6. */
  depth: 16,
  /** Numbers, texts, lists and objects together. */
  values: 5_000_000,
  layers: 1024,
  /** Units of a layer, inputs of the first, pieces of a maxout layer. */
  width: 65_536,
  examples: 65_536,
} as const;
