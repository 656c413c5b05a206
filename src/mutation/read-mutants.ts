/** Reads planted mistakes from their files, and refuses what could not be planted. */

import { type Mutant, type MutantFile, partNames } from './mutant.ts';
import {
  fieldsOf,
  listAt,
  oneOf,
  patchFrom,
  refuseTwice,
  type Sources,
  sparedFrom,
  textAt,
} from './read-patch.ts';

/** What mutants are held against. */
export interface Known extends Sources {
  /** Ids of the clauses of the spec. */
  readonly clauses: readonly string[];
  /** Names of the voters. */
  readonly voters: readonly string[];
}

const mutantFrom = (value: unknown, path: string, known: Known): Mutant => {
  const fields = fieldsOf(value, path);
  const clause = textAt(fields, 'clause', path);
  const part = textAt(fields, 'part', path);
  return {
    ...patchFrom(fields, path, known),
    mistake: textAt(fields, 'mistake', path),
    says: textAt(fields, 'says', path),
    part: oneOf(part, partNames, `${path}.part`, 'a part'),
    clause: oneOf(clause, known.clauses, `${path}.clause`, 'a clause id'),
  };
};

/** The mutants of one file; throws MutantError for the first thing wrong, `FILE: path: expected X, got Y`. */
export const readMutants = (file: string, text: string, known: Known): MutantFile => {
  const fields = fieldsOf(JSON.parse(text), file);
  const mutants = listAt(fields, 'mutants', file).map((value, index) =>
    mutantFrom(value, `${file}: mutants[${index}]`, known),
  );
  const path = `${file}: control`;
  const control = patchFrom(fieldsOf(fields['control'], path), path, known);
  refuseTwice(
    file,
    [...mutants, control].map(({ id }) => id),
  );
  return {
    voter: oneOf(textAt(fields, 'voter', file), known.voters, `${file}: voter`, 'a voter'),
    mutants,
    control,
    spared: sparedFrom(fields['spared'] ?? {}, `${file}: spared`, known),
  };
};
