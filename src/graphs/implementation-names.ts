/** What the ways of differentiating a graph are called, without the ways themselves. */

/** `graph-forward` and `graph-paths` share nothing but types with the other two. */
export const graphImplementationNames = [
  'graph-table',
  'graph-symbolic',
  'graph-forward',
  'graph-paths',
] as const;

/** What a user asks for. */
export type GraphImplementationName = (typeof graphImplementationNames)[number];
