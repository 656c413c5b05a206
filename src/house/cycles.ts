/** Cycles in a directed graph: rooms that depend on each other are one room. */

/** One cycle as the places passed, first and last the same; undefined when there is none. */
export const findCycle = (
  edges: readonly (readonly [from: string, to: string])[],
): readonly string[] | undefined => {
  const finished = new Set<string>();
  const visit = (place: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(place)) return [...path.slice(path.indexOf(place)), place];
    if (finished.has(place)) return undefined;
    for (const [from, to] of edges) {
      const cycle = from === place ? visit(to, [...path, place]) : undefined;
      if (cycle !== undefined) return cycle;
    }
    finished.add(place);
    return undefined;
  };
  for (const [from] of edges) {
    const cycle = visit(from, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
};
