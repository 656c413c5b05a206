/** What people get wrong: for each clause, mistakes that break it. */

import data from '#spec/misreadings.json' with { type: 'json' };

/** Mistakes that a clause rules out, in words; none for an id that is not listed. */
export const misreadingsOf = (clauseId: string): readonly string[] =>
  data.misreadings.filter(({ clause }) => clause === clauseId).flatMap(({ mistakes }) => mistakes);

/** The ids of all clauses that some mistake is listed for, in the order of the file. */
export const misreadClauses: readonly string[] = data.misreadings.map(({ clause }) => clause);
