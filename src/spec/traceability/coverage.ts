/** The coverage report as data: clause by clause what holds it and what that runs. Never made by hand. */

import type { Clause } from '../clauses.ts';
import { graphChapters, isPlanted } from './gradient-chapters.ts';
import type { ClauseReach, ImplementationReach } from './measured.ts';
import { type Counts, countsOf, type Row, rowsOf } from './rows.ts';
import type { Material } from './traced.ts';

/** A clause as the report has it. */
export interface CoveredClause
  extends Pick<Clause, 'id' | 'chapter' | 'level'>,
    Omit<Row, 'clause' | 'seen'>,
    Pick<ClauseReach, 'questions' | 'reached'> {
  /** How many planted mistakes its properties and worked examples see by themselves. */
  readonly seen: number;
}

/** `reports/coverage.json`. */
export interface Coverage {
  readonly counts: Counts;
  /** Ids of clauses that lack something. */
  readonly gaps: Readonly<Record<Gap, readonly string[]>>;
  /** Every implementation with all checks together, and what of it no clause runs. */
  readonly implementations: readonly ImplementationReach[];
  readonly clauses: readonly CoveredClause[];
}

type Gap =
  | 'untested'
  | 'withoutProperty'
  | 'withoutFixture'
  | 'withoutStatement'
  | 'withoutPlanted'
  | 'withoutOwnPlanted'
  | 'withoutLines';

const lacks: Readonly<Record<Gap, (clause: CoveredClause) => boolean>> = {
  untested: ({ level, properties, fixtures }) =>
    level !== 'note' && properties.length + fixtures.length === 0,
  withoutProperty: ({ level, properties }) => level === 'must' && properties.length === 0,
  withoutFixture: ({ level, fixtures }) => level === 'must' && fixtures.length === 0,
  withoutStatement: ({ statements }) => statements.length === 0,
  withoutPlanted: ({ level, seen }) => level === 'must' && seen === 0,
  withoutOwnPlanted: (clause) => isPlanted(clause) && clause.seen > 0 && clause.seenOwn.length === 0,
  withoutLines: ({ level, chapter, questions }) =>
    level === 'must' && !graphChapters.includes(chapter) && questions === 0,
};

/** What each gap is, in the order in which they are told. */
export const gapTitles: Readonly<Record<Gap, string>> = {
  withoutPlanted: 'must, and no planted mistake turns it red by itself',
  withoutLines: 'must, and its checks run no line of an implementation',
  withoutProperty: 'must, held by worked examples alone',
  withoutFixture: 'must, held by properties alone',
  withoutOwnPlanted: 'must, seen at work only by mistakes that violate other clauses first',
  untested: 'should, and named by no property and no worked example yet',
  withoutStatement: 'no statement of a document maps to it',
};

const covered = (row: Row, { lineCoverage }: Material): CoveredClause => {
  const { clause, seen, ...rest } = row;
  const measured = lineCoverage.clauses.find((each) => each.clause === clause.id);
  return {
    id: clause.id,
    chapter: clause.chapter,
    level: clause.level,
    ...rest,
    seen: seen.length,
    questions: measured?.questions ?? 0,
    reached: measured?.reached ?? {},
  };
};

/** The report as data. */
export const coverageOf = (material: Material): Coverage => {
  const clauses = rowsOf(material).map((row) => covered(row, material));
  const idsOf = (gap: Gap): readonly string[] => clauses.filter(lacks[gap]).map(({ id }) => id);
  return {
    counts: countsOf(material),
    gaps: {
      withoutPlanted: idsOf('withoutPlanted'),
      withoutLines: idsOf('withoutLines'),
      withoutProperty: idsOf('withoutProperty'),
      withoutFixture: idsOf('withoutFixture'),
      withoutOwnPlanted: idsOf('withoutOwnPlanted'),
      untested: idsOf('untested'),
      withoutStatement: idsOf('withoutStatement'),
    },
    implementations: material.lineCoverage.implementations,
    clauses,
  };
};

/** The report as JSON text. */
export const coverageJson = (material: Material): string =>
  `${JSON.stringify(coverageOf(material), null, 1)}\n`;
