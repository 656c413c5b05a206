/** What an implementation answers, as short texts. */

import { float64 } from '../arithmetic/float64.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { isRefusal } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { fingerprint } from './fingerprint.ts';
import type { Prints } from './sighting.ts';

/** An answer reduced to what is compared, or that there is none. */
const answerOf = ({ gradient }: Implementation, problem: MlpProblem) => {
  try {
    const attempt = gradient(problem, float64);
    if (isRefusal(attempt)) return { refused: attempt.refused };
    const { trace: _, ...answer } = attempt;
    return answer;
  } catch {
    return { refused: 'threw' };
  }
};

/** The answers of an implementation to all questions; one that throws or refuses has a text too. */
export const printsOf = (questions: readonly MlpProblem[], implementation: Implementation): Prints => {
  const answers = questions.map((problem) => answerOf(implementation, problem));
  const gradients = answers.map((answer) => ('gradients' in answer ? answer.gradients : answer));
  return { gradients: fingerprint(gradients), answers: fingerprint(answers) };
};
