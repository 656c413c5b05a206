/** What the table of rooms refuses. */

import { houseRules } from './house-rules.ts';
import { inspectImports } from './imports.ts';

/** What a refusal says of the witness. */
export const witness = 'src/witness may import model, arithmetic types, bounds';

/** The violations in one planted file. */
export const refusedIn = (file: string, text: string): readonly string[] =>
  inspectImports({ [file]: text }, houseRules).violations;
