/** The other way round: property by property, how many of the planted mistakes its numbers give away. */

import type { Examined } from './complaints.ts';
import { table } from './markdown-table.ts';
import type { Mutant, MutantPart } from './mutant.ts';

/** A property as the report names it. */
export interface NamedProperty {
  readonly id: string;
  readonly clause: string;
}

/** The mutants of implementations whose numbers break a property; those that only crash are not among them. */
const givenAway = (all: readonly Examined[], id: string): readonly Mutant[] =>
  all.flatMap(({ file, sightings }) =>
    file.mutants.filter((mutant) => {
      const sighting = sightings.get(mutant.id);
      return sighting?.kind === 'implementation' && (sighting.failed?.properties ?? []).includes(id);
    }),
  );

const parts: readonly MutantPart[] = ['forward', 'backward', 'cost'];

const rowOf = ({ id, clause }: NamedProperty, seen: readonly Mutant[]): readonly string[] => [
  `${id}`,
  clause,
  String(new Set(seen.map(({ mistake }) => mistake)).size),
  ...parts.map((wanted) => String(seen.filter(({ part }) => part === wanted).length)),
  String(seen.length),
];

/** A table of all properties, and those of them that give away nothing. */
export const seenByProperties = (
  all: readonly Examined[],
  properties: readonly NamedProperty[],
): readonly string[] => {
  const seen = properties.map((property) => ({ property, mutants: givenAway(all, property.id) }));
  const blind = seen.filter(({ mutants }) => mutants.length === 0).map(({ property }) => property.id);
  return [
    '## What each property sees',
    '',
    'Mistakes planted in implementations that a property gives away by its numbers alone; a crash does not count.',
    'Each property is put 40 samples. Different mistakes are counted by name, mutants by the part they touch.',
    '',
    ...table(
      ['property', 'clause', 'mistakes', 'forward', 'backward', 'cost', 'mutants'],
      seen.map(({ property, mutants }) => rowOf(property, mutants)),
    ),
    '',
    `Properties that give away none: ${blind.join(', ') || 'none'}.`,
    '',
  ];
};
