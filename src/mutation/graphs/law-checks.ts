/** The laws of graphs, put to the algorithms with a mistake in them, each by itself and in rationals. */

import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import type { Engine } from '../../graphs/laws/engine.ts';
import { laws } from '../../graphs/laws/laws.ts';
import type { GraphProblem } from '../../model/graph.ts';

/** The algorithms as one value. */
export const engineEntry = { name: 'engine', entry: 'src/graphs/laws/engine.ts', exported: 'engine' };

/** Who is asked whether a law holds: the ids of those that do not. */
export type LawChecks = (engine: Engine) => readonly string[];

/** Few: rationals are slow, and a mistake that breaks a law breaks it nearly everywhere. */
const problemsPerLaw = 16;

/** Problems from all over a list. */
const spread = (problems: readonly GraphProblem[]): readonly GraphProblem[] => {
  const step = Math.max(1, Math.floor(problems.length / problemsPerLaw));
  return problems.filter((_, place) => place % step === 0).slice(0, problemsPerLaw);
};

/** Puts every law to an engine; a law that throws does not hold. */
export const lawChecksWith = async (problems: readonly GraphProblem[]): Promise<LawChecks> => {
  const arithmetic = await fractionArithmetic();
  type Rational = ReturnType<typeof arithmetic.of>;
  const exact = { arithmetic, equal: (one: Rational, other: Rational) => one.equals(other) };
  const asked = spread(problems);
  return (engine) =>
    laws
      .filter(({ holds }) =>
        asked.some((problem) => {
          try {
            return !holds(engine, problem, exact);
          } catch {
            return true;
          }
        }),
      )
      .map(({ id }) => id);
};

/** Clauses of laws by their ids. */
export const clausesOfLaws = (ids: readonly string[]): readonly string[] => [
  ...new Set(laws.filter(({ id }) => ids.includes(id)).map(({ clause }) => clause)),
];
