/** Scores as text, with both denominators. */

import type { Scores, Share } from '../judge/scores.ts';

const both = ({ conforms, claimed, universe }: Share): string =>
  `${conforms}/${claimed} claimed, ${conforms}/${universe} of all`;

/** `must clauses 3/5 claimed, 3/21 of all; checks 6/13 claimed, 6/74 of all` */
export const scoreLine = ({ mustClauses, checks }: Scores): string =>
  `must clauses ${both(mustClauses)}; checks ${both(checks)}`;
