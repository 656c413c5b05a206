/** The fixtures of this repository, as they are read and as they are written. */

/** Where they lie. */
export const folder = new URL('../../fixtures/', import.meta.url);
