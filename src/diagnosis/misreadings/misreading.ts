/** A known mistake as a departure from the documents. */

import type { Departure } from '../reading/predict.ts';
import type { Tree } from '../tree.ts';

/** One way to make a mistake; several that differ in a constant share an id. */
export interface Misreading extends Departure {
  /** Its texts stand under this id in `spec/diagnoses.json`. */
  readonly id: string;
  /** Stands for `{}` in the sentence. */
  readonly constant?: string;
  /** How the answer is written down: only this may change its shapes. */
  readonly layout?: (tree: Tree) => Tree;
}
