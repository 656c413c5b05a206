/** The error of an oracle that is not of one mind. */

import type { MlpProblem } from '../model/problem.ts';

/** Our implementations disagree where they are the oracle: a defect of backproof, exit 5. */
export class OracleDisagrees extends Error {
  override readonly name = 'OracleDisagrees';
  readonly problem: MlpProblem;

  constructor(problem: MlpProblem, agreed: string, dissenting: string) {
    super(
      `our own implementations disagree (${agreed} against ${dissenting}): ` +
        'this is a defect of backproof, not of the subject',
    );
    this.problem = problem;
  }
}
