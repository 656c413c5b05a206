/** What was seen of the mistakes in graphs, as a part of reports/independence.md and .json. */

import { table } from '../markdown-table.ts';
import { listed } from '../report.ts';
import type { GraphSighting, Prepared } from './examine-graphs.ts';
import { type ExaminedGraphs, isSeen, movedBy } from './graph-complaints.ts';
import type { GraphMutant } from './graph-mutant.ts';
import { clausesOfLaws } from './law-checks.ts';
import { ways } from './ways.ts';

const howOften = (sighting: GraphSighting): string =>
  movedBy(sighting)
    .map((name) => {
      const silenced = sighting.silenced[name];
      const times = [
        sighting.outvoted[name] ?? 0,
        ...(silenced === undefined ? [] : [`and silent ${silenced}`]),
      ];
      return `${name} ${times.join(' ')}`;
    })
    .join(', ') || 'nobody';

const rowOf = (
  { id, says, part, clause }: GraphMutant,
  sighting: GraphSighting | undefined,
  testedClauses: readonly string[],
): readonly string[] => [
  `\`${id}\``,
  says,
  part,
  clause,
  sighting === undefined ? 'not examined' : howOften(sighting),
  sighting?.failed === undefined ? '-' : String(sighting.failed.fixtures.length),
  sighting?.failed === undefined ? '-' : listed(sighting.failed.clauses, testedClauses),
  sighting?.broken === undefined ? '-' : sighting.broken.join(', ') || 'none',
];

const head = [
  'mutant',
  'what is wrong',
  'part',
  'violates',
  'outvoted on',
  'examples',
  'clauses that see it alone',
  'laws that break',
];

const section = (
  { file, sightings }: ExaminedGraphs,
  testedClauses: readonly string[],
): readonly string[] => {
  const spared = Object.entries(file.spared).map(([path, reason]) => `- \`${path}\`: ${reason}`);
  return [
    `### ${file.name}`,
    '',
    `${file.mutants.length} mistakes.`,
    '',
    ...table(
      head,
      file.mutants.map((mutant) => rowOf(mutant, sightings.get(mutant.id), testedClauses)),
    ),
    '',
    ...(spared.length > 0 ? ['No mistake is planted in:', '', ...spared, ''] : []),
  ];
};

const lineageLines = (): readonly string[] => {
  const lineages = new Set(ways.map(({ panel, lineage }) => `${panel}, ${lineage}`));
  return [...lineages].map((each) => {
    const own = ways.filter(({ panel, lineage }) => `${panel}, ${lineage}` === each);
    return `- ${each}: ${own.map(({ name }) => name).join(', ')}`;
  });
};

/** The part of the page that is about graphs. */
export const graphSection = (
  all: readonly ExaminedGraphs[],
  panels: Prepared['panels'],
  testedClauses: readonly string[],
): readonly string[] => [
  '## Graphs',
  '',
  'The ways through a graph answer the worked examples and the questions of the properties of graphs. What shares',
  'values or rules of differentiation is one lineage and has one vote; a mistake must be in one lineage alone, and',
  'exactly the ways that it moves are outvoted by the others, by name. The panel `first` is about gradients in',
  'float64, within the bounds; `higher` about Hessian products and third derivatives in rationals, without any.',
  '',
  ...lineageLines(),
  '',
  ...panels.map(
    ({ name, asked, dropped }) => `- ${name}: ${asked} questions, ${dropped} left out: too few answer`,
  ),
  '',
  '*Examples* and *clauses that see it alone* are those that fail for the first of the ways outvoted. *Laws* hold',
  'of the algorithms themselves, in rationals (`src/graphs/laws`); those that do not load the file are not asked.',
  '',
  ...all.flatMap((examined) => section(examined, testedClauses)),
];

/** One object per mistake, as the rows of networks are. */
export const graphRows = (all: readonly ExaminedGraphs[]): readonly object[] =>
  all.flatMap(({ file, sightings }) =>
    file.mutants.map(({ id, part, clause, moves: [voter = 'laws'] }) => {
      const sighting = sightings.get(id);
      return {
        id,
        voter,
        mistake: id,
        part,
        violates: clause,
        seen: sighting !== undefined && isSeen(sighting),
        witness: null,
        clauses: [...(sighting?.failed?.clauses ?? []), ...clausesOfLaws(sighting?.broken ?? [])],
        fixtures: (sighting?.failed?.fixtures ?? []).map((check) => check.replace(/^fixture:/, '')),
      };
    }),
  );
