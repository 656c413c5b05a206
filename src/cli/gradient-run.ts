/** What `backproof gradient` does: read the problem, ask, print. */

import { float64 } from '../arithmetic/float64.ts';
import { implementations } from '../gradients/registry.ts';
import { type Answer, isRefusal } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { answersReport, type NamedAnswer } from '../reports/answers.ts';
import { readProblemFile } from './problem-file.ts';

export interface GradientOptions {
  readonly by: string;
  readonly json?: true;
}

const answersTo = (problem: MlpProblem, by: string): readonly NamedAnswer[] =>
  implementations
    .filter(({ name }) => by === 'all' || name === by)
    .map(({ name, gradient }) => {
      const attempt = gradient(problem, float64);
      return isRefusal(attempt) ? { name, refused: attempt.refused } : { name, answer: attempt as Answer };
    });

/** Answers the problem in the file by the implementations asked for. */
export const runGradient = (file: string, { by, json }: GradientOptions): void => {
  const answers = answersTo(readProblemFile(file), by);
  process.stdout.write(answersReport(answers, json === true));
};
