/** A planted mistake, and what is seen of it. */

import type { Mutant } from './mutant.ts';
import type { ImplementationSighting } from './sighting.ts';

/** A mistake in the path sum. */
export const mutant: Mutant = {
  id: 'per-weight:E01',
  mistake: 'E01',
  says: 'the derivative is left out',
  part: 'forward',
  clause: 'DELTA-OUTPUT',
  file: 'src/gradients/per-weight/paths.ts',
  find: 'a',
  replace: 'b',
};

/** Everybody noticed it. */
export const seen: ImplementationSighting = {
  kind: 'implementation',
  id: mutant.id,
  reached: ['per-weight'],
  ballot: { outvoted: { 'per-weight': 3 }, fallenSilent: 0, broken: 0 },
  failed: { clauses: ['DELTA-OUTPUT'], properties: [], fixtures: [], witness: true },
  prints: { gradients: 'g1', answers: 'a1' },
};

/** Nobody noticed it. */
export const quiet: ImplementationSighting = {
  ...seen,
  ballot: { outvoted: {}, fallenSilent: 0, broken: 0 },
  failed: { clauses: [], properties: [], fixtures: [], witness: false },
};
