/** Numerical differentiation, which knows no derivative, sees the same gradient. */

import type { Property } from '../src/judge/property.ts';
import { mlpProblems } from '../src/problems/mlp.ts';

/** Gradients are what numerical differentiation measures. */
export const witnessProperty: Property = {
  id: 'witnessed',
  clause: 'NUMERIC-CENTRAL',
  title: 'central differences of the cost see the same gradient at every entry',
  samples: (supports) =>
    mlpProblems(supports, { limits: { layers: 4, width: 3, examples: 3 } })?.map((problem) => ({
      questions: [problem],
      claims: [{ kind: 'witnessed', question: 0 }],
    })) ?? null,
};
