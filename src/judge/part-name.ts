/** What reports call the part of an answer that a path leads into. */

import type { Path } from '../model/path.ts';

const ofNetworks: readonly (string | number | undefined)[] = ['weights', 'biases', 'inputs'];

/**
 * True of a gradient by a name that a problem chose: such names vary from sample to sample. A variable of a
 * graph that is called like a part of a network counts as that part.
 */
export const isOfGraph = ([first, second]: Path): boolean =>
  first === 'gradients' && second !== undefined && !ofNetworks.includes(second);

/** `weights`, `biases`, `inputs`, `outputs`, `deltas` or `cost` of networks; `value` or `gradients` of graphs. */
export const partName = (path: Path): string =>
  String(path[0] === 'gradients' && path.length > 1 && !isOfGraph(path) ? path[1] : path[0]);
