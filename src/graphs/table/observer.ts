/** Watching an algorithm work, so that its cost can be counted and held as an equality. */

import type { Edge, Variable } from '../graph.ts';

/** Called as things happen; everything is optional and nothing is returned. */
export interface Observer {
  /** A value was computed, given or constant ones included. */
  readonly evaluated?: (V: Variable) => void;
  /** One local derivative was taken: that of the consumer with respect to what fills the slot. */
  readonly visited?: (edge: Edge) => void;
  /** A derivative with respect to this variable was asked for. */
  readonly asked?: (V: Variable) => void;
}
