/** The nouns of the errata: as they are written in `spec/errata/`, and as they are read. */

import type { DocumentName } from '../concordance/concordance.ts';
import type { SourceDocument } from '../sources.ts';

/** What following the document to the letter leads to, the gravest first. */
export const effects = ['number', 'crash', 'ambiguity', 'wording'] as const;

/** How grave an erratum is. */
export type Effect = (typeof effects)[number];

/** A place in a document; lines count from 1. */
export interface Place {
  readonly document: DocumentName;
  /** The heading above the first line. */
  readonly heading: string;
  /** `66-70,78` */
  readonly lines: string;
}

/** What one way of reading the place computes. */
export interface Outcome {
  readonly reading: string;
  /** An exact number, a number rounded to six digits (`≈ 0.135156`), or an error (`RangeError: ...`). */
  readonly value: string;
}

/** A test that follows every reading and gets these outcomes. */
export interface Demonstration {
  readonly name: string;
  /** What is computed, on which example. */
  readonly quantity: string;
  /** Where the effect is a number or a crash: first `as printed`, last `right`. */
  readonly outcomes: readonly Outcome[];
}

/** Where an erratum is filed: under its document, or under `several` when documents disagree. */
export type ErrataDocument = DocumentName | 'several';

/** One mistake of a document, as it is read. */
export interface Erratum {
  /** Never reused. */
  readonly id: string;
  readonly document: ErrataDocument;
  readonly places: readonly Place[];
  /** What stands there, in our words. */
  readonly printed: string;
  readonly right: string;
  readonly effect: Effect;
  /** What counts in this project. */
  readonly resolution: string;
  /** The clause that says so, or null with a reason in `noClause`. */
  readonly clause: string | null;
  readonly noClause?: string;
  /** Ids of errata that show the readings of this one at work. */
  readonly see: readonly string[];
  readonly demonstration?: Demonstration;
  /** True where what is wrong is that something is missing, so that blank lines are cited. */
  readonly lost: boolean;
}

/** An erratum as it is written: one place in the file's document, or places in several. */
export interface WrittenErratum extends Omit<Erratum, 'document' | 'places' | 'see' | 'lost'> {
  readonly heading?: string;
  readonly lines?: string;
  readonly places?: readonly Place[];
  readonly see?: readonly string[];
  readonly lost?: boolean;
}

/** A file as it is written. */
export interface WrittenErrata {
  readonly document: ErrataDocument;
  readonly errata: readonly WrittenErratum[];
}

/** What errata may refer to. */
export interface Known {
  /** Ids of clauses. */
  readonly clauses: readonly string[];
  readonly documents: readonly SourceDocument[];
}
