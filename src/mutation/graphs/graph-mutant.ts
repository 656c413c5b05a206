/** A mistake planted in `src/graphs`, as data. */

import type { Patch } from '../mutant.ts';
import type { PanelName } from './ways.ts';

/** What a mistake touches. */
export const graphPartNames = ['value', 'derivative', 'algorithm'] as const;

/** One mistake, and who must notice it. */
export interface GraphMutant extends Patch {
  /** What is wrong, in a few words. */
  readonly says: string;
  readonly part: (typeof graphPartNames)[number];
  /** The one clause of the spec that it violates. */
  readonly clause: string;
  /**
   * The ways that answer otherwise, all of one lineage, and no other may. The first must, and is put to the
   * checks; others need questions that they answer. None where every answer stays right and the work is wrong:
   * then a law must break.
   */
  readonly moves: readonly string[];
}

/** The mutants of one part of `src/graphs`: `mutants/graphs/NAME.json`. */
export interface GraphMutantFile {
  /** The file's name without `.json`. */
  readonly name: string;
  /** Whose ways vote. */
  readonly panel: PanelName;
  /** The folder or file in whose every source a mistake must be seen. */
  readonly places: readonly string[];
  readonly mutants: readonly GraphMutant[];
  /** A change of a comment or of white space, which nobody may see. */
  readonly control: Patch;
  /** Files in which no mistake is planted, and why. */
  readonly spared: Readonly<Record<string, string>>;
}
