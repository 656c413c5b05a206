/** The coverage report: clause by clause what holds it and what that runs, gaps first. Never made by hand. */

import type { Clause } from '../clauses.ts';
import { graphChapters, isPlanted, neverAsked } from './gradient-chapters.ts';
import type { ClauseReach, ImplementationReach, Reached, Share } from './measured.ts';
import { type Counts, countsOf, type Material, type Row, rowsOf } from './trace.ts';

/** A clause as the report has it. */
interface CoveredClause
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
  withoutPlanted: ({ level, chapter, seen }) =>
    level === 'must' && !graphChapters.includes(chapter) && seen === 0,
  withoutOwnPlanted: (clause) => isPlanted(clause) && clause.seen > 0 && clause.seenOwn.length === 0,
  withoutLines: ({ level, chapter, questions }) =>
    level === 'must' && !graphChapters.includes(chapter) && questions === 0,
};

const gapTitles: Readonly<Record<Gap, string>> = {
  withoutPlanted: 'must, and no planted mistake turns it red by itself',
  withoutLines: 'must, and its checks run no line of an implementation',
  withoutProperty: 'must, held by worked examples alone',
  withoutFixture: 'must, held by properties alone',
  withoutOwnPlanted: 'must, seen at work only by mistakes that violate other clauses first',
  untested: 'should, and named by no property and no worked example yet',
  withoutStatement: 'no statement of a document maps to it',
};

const gapNames = Object.keys(gapTitles) as readonly Gap[];

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

const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));

const gapLines = ({ gaps }: Coverage): readonly string[] => [
  ...gapNames.map((gap) => `- ${gapTitles[gap]} (${gaps[gap].length}): ${list(gaps[gap])}`),
  ...Object.entries(neverAsked).map(([id, reason]) => `- not demanded of ${id}: ${reason}`),
  `- not demanded of ${graphChapters.join(', ')}: mistakes are planted by properties/graphs/graphs.test.ts`,
];

const percent = ({ ran, of }: Share): string => (of === 0 ? '-' : `${Math.floor((100 * ran) / of)}`);

const shareOf = ({ ran, of }: Share): string => `${ran} of ${of} (${percent({ ran, of })} %)`;

const implementationLines = ({ implementations }: Coverage): readonly string[] => [
  '| implementation | files | lines | branches |',
  '|---|---|---|---|',
  ...implementations.map(
    ({ name, files, reached }) =>
      `| ${name} | ${files} | ${shareOf(reached.lines)} | ${shareOf(reached.branches)} |`,
  ),
  '',
  'What no clause runs: refusals and errors that no sound problem leads to, arms of defaults, and what only',
  'another choice at a kink would reach.',
  '',
  '| file | lines | branches |',
  '|---|---|---|',
  ...implementations.flatMap(({ unreached }) =>
    unreached.map(({ file, lines, branches }) => `| ${file} | ${lines || 'none'} | ${branches} |`),
  ),
];

const cellOf = (reached: Reached | undefined): string =>
  reached === undefined ? '-' : `${percent(reached.lines)} / ${percent(reached.branches)}`;

const plantedCell = ({ level, seen, seenOwn }: CoveredClause): string =>
  level === 'note' && seen === 0 ? '-' : `${seen} (${seenOwn.length})`;

const tableRow = (clause: CoveredClause, names: readonly string[]): string => {
  const { id, level, properties, fixtures, statements, reached } = clause;
  const cells = [id, level, list(properties), list(fixtures), list(statements), plantedCell(clause)];
  return `| ${[...cells, ...names.map((name) => cellOf(reached[name]))].join(' | ')} |`;
};

const chapterLines = (material: Material, coverage: Coverage): readonly string[] => {
  const names = coverage.implementations.map(({ name }) => name);
  const heads = ['clause', 'level', 'properties', 'worked examples', 'statements', 'planted', ...names];
  return material.clauses.value.chapters.flatMap(({ id, title }) => {
    const rows = coverage.clauses.filter(({ chapter }) => chapter === id);
    return rows.length === 0
      ? []
      : [
          `## ${title}`,
          '',
          `| ${heads.join(' | ')} |`,
          `|${'---|'.repeat(heads.length)}`,
          ...rows.map((row) => tableRow(row, names)),
          '',
        ];
  });
};

/** The counts in one sentence, as `npm run spec:check` prints them. */
export const countsLine = (counts: Counts): string => {
  const { clauses, must, properties, fixtures, statements, mapped, tested, prose } = counts;
  const { planted, seeing, executed } = counts;
  return (
    `${clauses} clauses (${must} must), ${properties} properties, ${fixtures} worked examples; ` +
    `${statements} statements, ${mapped} of them in clauses, ${tested} in tested ones, ${(100 * prose).toFixed(1)} % prose; ` +
    `${planted} planted mistakes, seen by ${seeing} musts each run alone; ${executed} clauses run lines of every implementation`
  );
};

/** The report as a page of Markdown. */
export const coveragePage = (material: Material): string => {
  const coverage = coverageOf(material);
  const { samplesPerProperty, seed } = material.lineCoverage;
  return [
    '# Coverage of the spec',
    '',
    'Written by `npm run spec:check -- --write` and held by a test; not to be edited. Lines and branches are',
    '`reports/line-coverage.json`, measured by `npm run spec:coverage`; planted mistakes are',
    '`reports/independence.json`, seen by `npm run mutants`.',
    '',
    `${countsLine(coverage.counts)}.`,
    '',
    '## Gaps',
    '',
    ...gapLines(coverage),
    '',
    '## Implementations',
    '',
    `V8 counts what runs while the checks of one clause alone are answered: ${samplesPerProperty} samples of each of its`,
    `properties (seed ${seed}) and its worked examples, after they have been judged and found right. Lines are those`,
    'on which a statement within a function begins; what runs on loading does not count. All clauses together:',
    '',
    ...implementationLines(coverage),
    '',
    'In the tables below *planted* is the number of planted mistakes that turn the checks of the clause red when',
    'they are run alone, in brackets those that violate this very clause; then follow the percentages of lines',
    'and branches that these checks run of each implementation.',
    '',
    ...chapterLines(material, coverage),
  ].join('\n');
};

/** The report as JSON text. */
export const coverageJson = (material: Material): string =>
  `${JSON.stringify(coverageOf(material), null, 1)}\n`;
