/** The same question with inputs of another size. */

import type { MlpProblem } from '../model/problem.ts';

/** The problem with every input times a factor. */
export const withInputsTimes = (problem: MlpProblem, factor: number): MlpProblem => ({
  ...problem,
  inputs: problem.inputs.map((row) => row.map((x) => x * factor)),
});
