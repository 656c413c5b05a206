/** A property as data: samples of questions, and what is claimed of the answers. Only the runner asks. */

import type fc from 'fast-check';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Problem, ProblemKind } from '../model/any-kind.ts';
import type { Supports } from '../model/supports.ts';
import type { Claim } from './claim.ts';

/** Questions, and what is claimed of the answers to them. */
export interface Sample {
  readonly questions: readonly Problem[];
  readonly claims: readonly Claim[];
}

/** One property. */
export interface Property {
  /** Unique among properties; the first part of a replay path. */
  readonly id: string;
  /** The clause in `spec/clauses.json` that this property tests. */
  readonly clause: string;
  /** A statement in the present tense. */
  readonly title: string;
  /** What its questions are; absent: mlp. Put to nobody who does not claim the kind. */
  readonly kind?: ProblemKind;
  /** Of the samples that a run asks of each property, the share that is enough here: 0 to 1, absent 1. */
  readonly share?: number;
  /** Samples inside a claimed universe, for a subject in this precision (float64); null when it has none. */
  readonly samples: (supports: Supports, precision?: PrecisionName) => fc.Arbitrary<Sample> | null;
}
