/** `reports/independence.json`: the planted mistakes, and which checks each turns red when it is run alone. */

import { textOf } from '../spec-file.ts';

/** One mistake planted in one voter. */
export interface Planted {
  readonly id: string;
  readonly voter: string;
  /** The clause that it violates. */
  readonly violates: string;
  /** Clauses of which a property fails with the mistake in place. */
  readonly clauses: readonly string[];
  /** Ids of worked examples that fail with the mistake in place. */
  readonly fixtures: readonly string[];
}

interface Elsewhere {
  readonly mutants: readonly {
    readonly id: string;
    readonly clause: string;
    readonly seenBy: readonly string[];
  }[];
}

/** Mistakes outside the voters; a test holds what is said of who sees them. */
const plantedElsewhere = (): readonly Planted[] => {
  const { mutants }: Elsewhere = JSON.parse(textOf('mutants/elsewhere/descent.json'));
  return mutants.map(({ id, clause, seenBy }) => ({
    id,
    voter: 'descent',
    violates: clause,
    clauses: [],
    fixtures: seenBy,
  }));
};

/** Reads what `npm run mutants` saw, and what is planted elsewhere. */
export const readPlanted = (): readonly Planted[] => [
  ...JSON.parse(textOf('reports/independence.json')).mutants,
  ...plantedElsewhere(),
];

/** The mistakes that a clause sees by its own properties and worked examples, everything else left out. */
export const seenBy = (
  clause: string,
  fixtures: readonly { readonly id: string; readonly clauses: readonly string[] }[],
  planted: readonly Planted[],
): readonly Planted[] => {
  const own = new Set(fixtures.filter(({ clauses }) => clauses.includes(clause)).map(({ id }) => id));
  return planted.filter(
    (mistake) => mistake.clauses.includes(clause) || mistake.fixtures.some((id) => own.has(id)),
  );
};
