/** Where answers stop being finite as the inputs grow. */

import type { MlpProblem } from '../../model/problem.ts';
import { withInputsTimes } from '../scaled-inputs.ts';

/** True of a finite answer; undefined where there is none. */
export type FiniteAnswer = (problem: MlpProblem) => Promise<boolean | undefined>;

/** Two problems that differ in the size of their inputs only, and by a thousandth of it. */
export interface Edge {
  readonly finite: MlpProblem;
  readonly broken: MlpProblem;
}

const mostHalvings = 12;
const mostBisections = 10;

/** The factor at which answers are finite again, a power of 1/2; undefined where there is none. */
const finiteFactor = async (problem: MlpProblem, finiteAnswer: FiniteAnswer): Promise<number | undefined> => {
  for (let halvings = 1; halvings <= mostHalvings; halvings += 1) {
    const factor = 2 ** -halvings;
    const answer = await finiteAnswer(withInputsTimes(problem, factor));
    if (answer !== false) return answer && factor;
  }
  return undefined;
};

/**
 * Halves the inputs of a problem whose answer is not finite until it is, and closes in on the edge between.
 * Undefined where the size of the inputs is not what it depends on, or where the subject gives up.
 */
export const edgeOf = async (problem: MlpProblem, finiteAnswer: FiniteAnswer): Promise<Edge | undefined> => {
  const start = await finiteFactor(problem, finiteAnswer);
  if (start === undefined) return undefined;
  let [low, high] = [start, 2 * start];
  for (let step = 0; step < mostBisections; step += 1) {
    const middle: number = (low + high) / 2;
    const answer = await finiteAnswer(withInputsTimes(problem, middle));
    if (answer === undefined) return undefined;
    if (answer) low = middle;
    else high = middle;
  }
  return { finite: withInputsTimes(problem, low), broken: withInputsTimes(problem, high) };
};
