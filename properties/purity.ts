/** A gradient is a function of the problem and of nothing else. */

import fc from 'fast-check';
import type { Property } from '../src/judge/property.ts';
import { mlpProblems } from '../src/problems/mlp.ts';

/** One question has one answer. */
export const purityProperty: Property = {
  id: 'purity',
  clause: 'PURE',
  title: 'asked again, later or at once, a question gets the same answer, and the problem is left as it was',
  samples: (supports) => {
    const problems = mlpProblems(supports);
    return (
      problems &&
      // Another question stands between: what is remembered of it shows, and what is random shows without it.
      fc.tuple(problems, problems).map(([problem, other]) => ({
        questions: [problem, other, problem, problem],
        claims: [
          { kind: 'identical', left: 0, right: 2 },
          { kind: 'identical', left: 2, right: 3 },
        ],
      }))
    );
  },
};
