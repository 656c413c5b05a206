/** What was seen, as the text of reports/independence.md: the same for the same sources and seed. */

import { type Examined, isSeen, mistakesSeen } from './complaints.ts';
import { table } from './markdown-table.ts';
import type { Mutant } from './mutant.ts';
import { type NamedProperty, seenByProperties } from './seen-by-property.ts';
import type { ImplementationSighting, WitnessSighting } from './sighting.ts';

/** How a run was made. */
export interface RunFacts {
  readonly seed: number;
  /** Clauses that a property tests. */
  readonly testedClauses: readonly string[];
  /** In the order of a run. */
  readonly properties: readonly NamedProperty[];
  readonly complaints: readonly string[];
  /** Mistakes that the clause they violate does not see by itself. */
  readonly blind: readonly string[];
  /** The lines about graphs. */
  readonly graphs: readonly string[];
}

/** `all`, `all but A, B`, or the names themselves: whichever is shortest to say. */
export const listed = (names: readonly string[], all: readonly string[]): string => {
  const missing = all.filter((name) => !names.includes(name));
  if (missing.length === 0) return 'all';
  if (names.length === 0) return 'none';
  return missing.length < names.length ? `all but ${missing.join(', ')}` : names.join(', ');
};

const howOften = ({ ballot }: ImplementationSighting): string =>
  [
    ...Object.entries(ballot.outvoted).map(([name, times]) => `${name} ${times}`),
    ...(ballot.broken > 0 ? [`crashes ${ballot.broken}`] : []),
    ...(ballot.fallenSilent > 0 ? [`falls silent ${ballot.fallenSilent}`] : []),
  ].join(', ') || 'nobody';

const implementationRow = (
  { id, mistake, says, part, clause }: Mutant,
  sighting: ImplementationSighting,
  testedClauses: readonly string[],
): readonly string[] => [
  `\`${id}\``,
  mistake,
  says,
  part,
  clause,
  howOften(sighting),
  sighting.failed?.witness ? 'yes' : 'no',
  String(sighting.failed?.fixtures.length ?? 0),
  listed(sighting.failed?.clauses ?? [], testedClauses),
];

const witnessRow = ({ id, says, part, clause }: Mutant, sighting: WitnessSighting): readonly string[] => [
  `\`${id}\``,
  says,
  part,
  clause,
  String(sighting.againstAll),
  String(sighting.againstSome),
  String(sighting.broken),
];

const implementationHead = [
  'mutant',
  'mistake',
  'what is wrong',
  'part',
  'violates',
  'outvoted on',
  'witness',
  'examples',
  'clauses that see it alone',
];

const witnessHead = ['mutant', 'what is wrong', 'part', 'violates', 'against all', 'against some', 'crashes'];

const isImplementation = (sighting: unknown): sighting is ImplementationSighting =>
  (sighting as ImplementationSighting | undefined)?.kind === 'implementation';

const section = ({ file, sightings, loaded }: Examined, { testedClauses }: RunFacts): readonly string[] => {
  const pairs = file.mutants.map((mutant) => ({ mutant, sighting: sightings.get(mutant.id) }));
  const implementationRows = pairs.flatMap(({ mutant, sighting }) =>
    isImplementation(sighting) ? [implementationRow(mutant, sighting, testedClauses)] : [],
  );
  const witnessRows = pairs.flatMap(({ mutant, sighting }) =>
    sighting?.kind === 'witness' ? [witnessRow(mutant, sighting)] : [],
  );
  const spared = Object.entries(file.spared).map(([path, reason]) => `- \`${path}\`: ${reason}`);
  return [
    `## ${file.voter}`,
    '',
    `${file.mutants.length} mistakes in ${loaded.length} files.`,
    '',
    ...(implementationRows.length > 0
      ? table(implementationHead, implementationRows)
      : table(witnessHead, witnessRows)),
    '',
    ...(spared.length > 0 ? ['No mistake is planted in:', '', ...spared, ''] : []),
  ];
};

const introduction = (all: readonly Examined[], { seed }: RunFacts): readonly string[] => {
  const mutants = all.flatMap(({ file }) => file.mutants);
  const seen = all.flatMap(({ sightings, file }) =>
    file.mutants.filter(({ id }) => {
      const sighting = sightings.get(id);
      return sighting !== undefined && isSeen(sighting);
    }),
  );
  return [
    '# Independence: planted mistakes and who sees them',
    '',
    `Written by \`npm run mutants\` (seed ${seed}); do not edit. Each row plants one mistake in the source of one`,
    'voter and asks everybody the same questions: all worked examples and generated problems.',
    '',
    `${seen.length} of ${mutants.length} planted mistakes were seen; ${mistakesSeen(all).length} different mistakes of gradients.`,
    '',
    '- *outvoted on*: the number of questions on which the vote named the patched implementation, or on which it',
    '  crashed (threw, or answered in other shapes) or fell silent (refused, although it answers unpatched). What',
    '  only crashes does not count as seen.',
    '- *witness*: whether numerical differentiation, on the smaller problems, sees another gradient.',
    '- *examples*: how many worked examples, whose values come from outside, fail.',
    '- *clauses that see it alone*: those of which a property fails with the mistake in place.',
    '- part `cost`: only the value of the cost is wrong; such mistakes do not count among the different ones.',
    '- *against all*, *against some*: problems on which the patched witness disagrees with every implementation,',
    '  with some of them.',
    '',
  ];
};

const listUnder = (heading: string, sentences: readonly string[]): readonly string[] =>
  sentences.length === 0 ? [] : [`## ${heading}`, '', ...sentences.map((sentence) => `- ${sentence}`), ''];

/** The whole report. */
export const reportOf = (all: readonly Examined[], facts: RunFacts): string =>
  [
    ...introduction(all, facts),
    ...listUnder('Not as it must be', facts.complaints),
    ...listUnder('Clauses that do not see by themselves what violates them', facts.blind),
    ...seenByProperties(all, facts.properties),
    ...all.flatMap((examined) => section(examined, facts)),
    ...facts.graphs,
  ].join('\n');
