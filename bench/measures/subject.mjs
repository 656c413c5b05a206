// Our fastest form as somebody's module: it claims the whole format, so that a default run is the longest there is.

import { typedGradient } from '../../src/gradients/delta-recursion/typed/gradient.ts';

/** @param {import('../../src/model/problem.ts').MlpProblem} problem */
export const gradient = (problem) => {
  const answer = typedGradient(problem);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};
