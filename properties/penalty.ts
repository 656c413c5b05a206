/** The penalty adds 2 lambda w to what it penalises, once, and nothing to anything else. */

import type { Property, Sample } from '../src/judge/property.ts';
import { entryAt } from '../src/model/path.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { biasPaths, equation, inputPaths, term, weightPaths } from './equations.ts';
import { restrict } from './universe.ts';

const contribution = (problem: MlpProblem): Sample => {
  const { penalty, ...free } = problem;
  const rate = 2 * (penalty?.lambda ?? Number.NaN);
  const parameters = {
    gradients: {
      weights: problem.layers.map(({ weights }) => weights),
      biases: problem.layers.map(({ biases }) => biases),
    },
  };
  const penalised = [...weightPaths(problem), ...(penalty?.biases ? biasPaths(problem) : [])];
  const untouched = [...inputPaths(problem), ...(penalty?.biases ? [] : biasPaths(problem))];
  return {
    questions: [problem, free],
    claims: [
      ...penalised.map((path) =>
        equation(
          'gradient with the penalty minus the one without, which is 2 * lambda * parameter',
          [term(0, path), term(1, path, -1)],
          rate * (entryAt(parameters, path) as number),
        ),
      ),
      ...untouched.map((path) =>
        equation('gradient with the penalty minus the one without', [term(0, path), term(1, path, -1)]),
      ),
    ],
  };
};

/** What the penalty adds, and where. */
export const penaltyProperty: Property = {
  id: 'penalty-contribution',
  clause: 'PENALTY-L2',
  title: 'the penalty adds 2 lambda times the parameter, once',
  samples: (supports) => {
    if (!supports.penalties.includes('none')) return null;
    return mlpProblems(restrict(supports, { penalties: ['l2', 'l2-biases'] }))?.map(contribution) ?? null;
  },
};
