/** Answers of our implementations in float64, and what they round. */

import { float64 } from '../src/arithmetic/float64.ts';
import type { Implementation } from '../src/gradients/implementation.ts';
import { type Answer, isRefusal } from '../src/model/answer.ts';
import type { KinkChoice } from '../src/model/kinks.ts';
import type { MlpProblem } from '../src/model/problem.ts';

/** u: half the distance from 1 to the next double. */
export const unitRoundoff = 2 ** -53;

/** The answer of an implementation. Throws where it is refused. */
export const solve = ({ gradient }: Implementation, problem: MlpProblem, kinks?: KinkChoice): Answer => {
  const attempt = gradient(problem, float64, kinks);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};
