/** What was seen of one planted mistake. */

import type { Ballot } from './ballot.ts';

/** Which checks fail with the mistake in place, each run alone. */
export interface FailedChecks {
  /** Clauses of which a property fails. */
  readonly clauses: readonly string[];
  /** Ids of the properties that its numbers break: crashes are not counted. */
  readonly properties: readonly string[];
  /** Ids of the worked examples that fail. */
  readonly fixtures: readonly string[];
  /** Whether numerical differentiation sees another gradient. */
  readonly witness: boolean;
}

/** The answers as short texts, equal only for equal answers. */
export interface Prints {
  readonly gradients: string;
  readonly answers: string;
}

/** A mistake in an implementation, put to the vote. */
export interface ImplementationSighting {
  readonly kind: 'implementation';
  readonly id: string;
  /** Voters that load the patched file. */
  readonly reached: readonly string[];
  readonly ballot: Ballot;
  /** Absent where only the ballot was asked for. */
  readonly failed?: FailedChecks;
  readonly prints?: Prints;
}

/** A mistake in the witness, held against every implementation. */
export interface WitnessSighting {
  readonly kind: 'witness';
  readonly id: string;
  readonly reached: readonly string[];
  /** Questions on which it disagrees with every implementation that answers. */
  readonly againstAll: number;
  /** Questions on which it disagrees with some of them and agrees with others. */
  readonly againstSome: number;
  /** Questions at which it threw, and how it did so first. */
  readonly broken: number;
  readonly firstBreak?: string;
  readonly prints?: Prints;
}

/** What was seen of a mistake, or of a control. */
export type Sighting = ImplementationSighting | WitnessSighting;
