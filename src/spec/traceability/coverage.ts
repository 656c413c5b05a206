/** The coverage report: clause by clause what holds it, gaps first. Made from the trace, never by hand. */

import type { Clause } from '../clauses.ts';
import { type Counts, countsOf, type Material, type Row, rowsOf } from './trace.ts';

/** `reports/coverage.json`. */
export interface Coverage {
  readonly counts: Counts;
  /** Ids of clauses that lack something. */
  readonly gaps: Readonly<Record<Gap, readonly string[]>>;
  readonly clauses: readonly (Pick<Clause, 'id' | 'chapter' | 'level'> & Omit<Row, 'clause'>)[];
}

type Gap = 'untested' | 'withoutProperty' | 'withoutFixture' | 'withoutStatement';

const lacks: Readonly<Record<Gap, (row: Row) => boolean>> = {
  untested: ({ clause, properties, fixtures }) =>
    clause.level !== 'note' && properties.length + fixtures.length === 0,
  withoutProperty: ({ clause, properties }) => clause.level === 'must' && properties.length === 0,
  withoutFixture: ({ clause, fixtures }) => clause.level === 'must' && fixtures.length === 0,
  withoutStatement: ({ statements }) => statements.length === 0,
};

/** The report as data. */
export const coverageOf = (material: Material): Coverage => {
  const rows = rowsOf(material);
  const idsOf = (gap: Gap): readonly string[] => rows.filter(lacks[gap]).map(({ clause }) => clause.id);
  return {
    counts: countsOf(material),
    gaps: {
      untested: idsOf('untested'),
      withoutProperty: idsOf('withoutProperty'),
      withoutFixture: idsOf('withoutFixture'),
      withoutStatement: idsOf('withoutStatement'),
    },
    clauses: rows.map(({ clause: { id, chapter, level }, properties, fixtures, statements }) => ({
      id,
      chapter,
      level,
      properties,
      fixtures,
      statements,
    })),
  };
};

const gapTitles: Readonly<Record<Gap, string>> = {
  untested: 'should, and named by no property and no worked example yet',
  withoutProperty: 'must, held by worked examples alone',
  withoutFixture: 'must, held by properties alone',
  withoutStatement: 'no statement of a document maps to it',
};

const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));

const gapLines = ({ gaps }: Coverage): readonly string[] =>
  (['withoutProperty', 'withoutFixture', 'untested', 'withoutStatement'] as const).map(
    (gap) => `- ${gapTitles[gap]} (${gaps[gap].length}): ${list(gaps[gap])}`,
  );

/** The counts in one sentence, as `npm run spec:check` prints them. */
export const countsLine = ({
  clauses,
  must,
  properties,
  fixtures,
  statements,
  mapped,
  tested,
  prose,
}: Counts): string =>
  `${clauses} clauses (${must} must), ${properties} properties, ${fixtures} worked examples; ` +
  `${statements} statements, ${mapped} of them in clauses, ${tested} in tested ones, ${(100 * prose).toFixed(1)} % prose`;

const tableRow = ({ id, level, properties, fixtures, statements }: Coverage['clauses'][number]): string =>
  `| ${id} | ${level} | ${list(properties)} | ${list(fixtures)} | ${list(statements)} |`;

/** The report as a page of Markdown. */
export const coveragePage = (material: Material): string => {
  const coverage = coverageOf(material);
  const chapters = material.clauses.value.chapters.flatMap(({ id, title }) => {
    const rows = coverage.clauses.filter(({ chapter }) => chapter === id);
    return rows.length === 0
      ? []
      : [
          `## ${title}`,
          '',
          '| clause | level | properties | worked examples | statements |',
          '|---|---|---|---|---|',
          ...rows.map(tableRow),
          '',
        ];
  });
  return [
    '# Coverage of the spec',
    '',
    'Written by `npm run spec:check -- --write` and held by a test; not to be edited. Line and branch coverage',
    'are not part of it yet.',
    '',
    `${countsLine(coverage.counts)}.`,
    '',
    '## Gaps',
    '',
    ...gapLines(coverage),
    '',
    ...chapters,
  ].join('\n');
};

/** The report as JSON text. */
export const coverageJson = (material: Material): string =>
  `${JSON.stringify(coverageOf(material), null, 2)}\n`;
