/** Any of our generic implementations as a contestant; it computes input gradients besides. */

import { float64 } from '../src/arithmetic/float64.ts';
import type { GradientFunction } from '../src/gradients/implementation.ts';
import { type Answer, isRefusal } from '../src/model/answer.ts';
import type { Enter } from './contestant.ts';
import { flatGradient, problemOf } from './job.ts';

export const generic =
  (gradient: GradientFunction): Enter =>
  (job) => {
    const problem = problemOf(job);
    const answer = (): Answer => {
      const attempt = gradient(problem, float64);
      if (isRefusal(attempt)) throw new Error(attempt.refused);
      return attempt;
    };
    return { run: answer, gradient: () => flatGradient(answer().gradients) };
  };
