/** A gradient is a function of the problem and of nothing else. */

import type { Property } from '../src/judge/property.ts';
import { mlpProblems } from '../src/problems/mlp.ts';

export const purityProperty: Property = {
  id: 'purity',
  clause: 'PURE',
  title: 'asked twice, the same question gets the same answer, and the problem is left as it was',
  samples: (supports) =>
    mlpProblems(supports)?.map((problem) => ({
      questions: [problem, problem],
      claims: [{ kind: 'identical', left: 0, right: 1 }],
    })) ?? null,
};
