/** Everything that the trace is drawn from, handed in as data. */

import type { Citation } from '../citations.ts';
import type { ClauseContext } from '../clause-defects.ts';
import type { ClauseFile } from '../clause-file.ts';
import type { SpecFile } from '../spec-file.ts';
import type { StatementFile } from '../statements.ts';
import type { LineCoverage } from './measured.ts';
import type { Planted } from './planted.ts';
import type { Reference } from './references.ts';

/** A property, or a law of graphs, as far as the trace goes. */
export interface TracedProperty {
  readonly id: string;
  readonly clause: string;
  /** `properties/losses.ts:12`, where the source names the clause by a text of its own. */
  readonly at?: string;
}

/** A worked example as far as the trace goes. */
export interface TracedFixture {
  readonly id: string;
  readonly clauses: readonly string[];
  /** `fixtures/NAME.json:5`, the line of its clauses. */
  readonly at?: string;
  readonly source: Citation & { readonly author: string; readonly title: string };
}

/** A citation from elsewhere, and where it stands. */
export interface PlacedCitation extends Citation {
  readonly at: string;
}

/** Everything the trace is drawn from. */
export interface Material extends ClauseContext {
  readonly clauses: SpecFile<ClauseFile>;
  readonly statements: SpecFile<StatementFile>;
  readonly properties: readonly TracedProperty[];
  readonly fixtures: readonly TracedFixture[];
  /** From files that neither of the two lists covers. */
  readonly references: readonly Reference[];
  /** The places of the errata. */
  readonly errata: readonly PlacedCitation[];
  /** Ids of the planted mistakes as they are today. */
  readonly mutantIds: readonly string[];
  /** What was seen of them. */
  readonly planted: readonly Planted[];
  /** Which lines the checks of every clause run. */
  readonly lineCoverage: LineCoverage;
}
