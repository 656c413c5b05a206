/** All planted mistakes of the repository, read and checked. */

import { readdirSync } from 'node:fs';
import clauseData from '#spec/clauses.json' with { type: 'json' };
import type { MutantFile } from './mutant.ts';
import { MutantError } from './patch.ts';
import { root, sourceOf } from './patched-modules.ts';
import { readMutants } from './read-mutants.ts';
import { voters } from './voters.ts';

const clauses = clauseData.clauses.map(({ id }) => id);
const names = voters.map(({ name }) => name);

/** `mutants/*.json`, in the order of the voters; throws MutantError, also when a voter has no file. */
export const readCatalogue = (): readonly MutantFile[] => {
  const files = readdirSync(new URL('mutants/', root))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const file = `mutants/${name}`;
      return readMutants(file, sourceOf(file) ?? '', { clauses, voters: names, sourceOf });
    });
  return names.map((name) => {
    const found = files.find(({ voter }) => voter === name);
    if (found === undefined) throw new MutantError(`mutants: expected a file for ${name}, got none`);
    return found;
  });
};
