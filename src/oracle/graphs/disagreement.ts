/** The error of an oracle of graphs that is not of one mind. */

import type { GraphProblem } from '../../model/graph.ts';

/** Our ways through a graph disagree where they are the oracle: a defect of backproof, exit 5. */
export class GraphOracleDisagrees extends Error {
  override readonly name = 'OracleDisagrees';
  readonly problem: GraphProblem;

  constructor(problem: GraphProblem, agreed: string, dissenting: string) {
    super(
      `our own implementations disagree on a graph (${agreed} against ${dissenting}): ` +
        'this is a defect of backproof, not of the subject',
    );
    this.problem = problem;
  }
}
