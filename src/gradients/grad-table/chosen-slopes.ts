/** A derivative that was chosen instead of computed, written as part of the graph. */

import { sum } from './compositions.ts';
import { currentValue } from './forward.ts';
import { binary, constant, type Graph, leaf, type Node } from './graph.ts';
import { mul, sub } from './operations.ts';

/**
 * f of these nodes, with df/dx replaced by the slope wherever one is given (undefined: left as f has
 * it).
 *
 * Where a slope s is given, f sees x as the constant x0 that it is now, and s * (x - x0) is added:
 * exactly 0 in value, s in derivative.
 */
export const withChosenSlopes = <T>(
  graph: Graph<T>,
  nodes: readonly Node[],
  slopes: readonly (number | undefined)[],
  f: (nodes: readonly Node[]) => Node,
): Node => {
  const tangents: Node[] = [];
  const seen = nodes.map((x, place) => {
    const slope = slopes[place];
    if (slope === undefined) return x;
    const frozen = leaf(graph, currentValue(graph, x));
    tangents.push(binary(graph, mul, constant(graph, slope), binary(graph, sub, x, frozen)));
    return frozen;
  });
  return sum(graph, [f(seen), ...tangents]);
};
