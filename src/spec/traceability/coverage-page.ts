/** The coverage report as a page of Markdown, gaps first. */

import { type Coverage, type CoveredClause, coverageOf, gapTitles } from './coverage.ts';
import { graphChapters, neverAsked } from './gradient-chapters.ts';
import type { Reached, Share } from './measured.ts';
import type { Counts } from './rows.ts';
import type { Material } from './traced.ts';

const gapNames = Object.keys(gapTitles) as readonly (keyof typeof gapTitles)[];

const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));

const gapLines = ({ gaps }: Coverage): readonly string[] => [
  ...gapNames.map((gap) => `- ${gapTitles[gap]} (${gaps[gap].length}): ${list(gaps[gap])}`),
  ...Object.entries(neverAsked).map(([id, reason]) => `- not demanded of ${id}: ${reason}`),
  `- lines are not demanded of ${graphChapters.join(', ')}: they are measured of what answers networks`,
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
