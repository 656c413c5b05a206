/** Where the chain rule leaves a choice on a graph, and how to make it. */

/** One place in one graph at which a derivative may be chosen. */
export interface GraphKinkSite {
  /** The name of the node whose operation has the kink. */
  readonly node: string;
  /** A place in its first argument, in row-major order, from 0. */
  readonly entry: number;
}

/**
 * What to take at a site; undefined leaves the choice that spec/ops.json calls ours.
 *
 * relu, leaky-relu, elu: the derivative at that entry. maximum, minimum: the weight of x, where y has 1
 * minus that. max, min: the weight of that entry in its lane, 0 for those of a lane left undefined beside
 * a chosen one. hinge: the derivative of max(0, margin) at that score. norm: that component of the gradient.
 * Nothing is asked of other operations, and no number is checked here.
 */
export type GraphKinkChoice = (site: GraphKinkSite) => number | undefined;
