/** `reports/line-coverage.json`: what the checks of every clause run of every implementation. */

import { textOf } from '../spec-file.ts';

/** So many of so many. */
export interface Share {
  readonly ran: number;
  readonly of: number;
}

/** Lines and branches of one implementation. */
export interface Reached {
  readonly lines: Share;
  readonly branches: Share;
}

/** What one clause's checks, run alone, reach. */
export interface ClauseReach {
  readonly clause: string;
  /** Questions put to each implementation; 0 where nothing that names the clause can be asked. */
  readonly questions: number;
  /** By implementation; empty where nothing is asked. */
  readonly reached: Readonly<Record<string, Reached>>;
}

/** What all clauses together leave out of one file. */
export interface Unreached {
  readonly file: string;
  /** `12-14,20` */
  readonly lines: string;
  readonly branches: number;
}

/** One implementation with all checks together. */
export interface ImplementationReach {
  readonly name: string;
  readonly files: number;
  /** SHA-256 of its sources: another one means that the measurement is older than they are. */
  readonly sources: string;
  readonly reached: Reached;
  readonly unreached: readonly Unreached[];
}

/** What the file holds. */
export interface LineCoverage {
  readonly samplesPerProperty: number;
  readonly seed: number;
  readonly implementations: readonly ImplementationReach[];
  readonly clauses: readonly ClauseReach[];
}

/** Reads the measurement of `npm run spec:coverage`. */
export const readLineCoverage = (): LineCoverage => JSON.parse(textOf('reports/line-coverage.json'));
