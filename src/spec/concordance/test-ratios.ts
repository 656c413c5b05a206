/** Fixtures of one problem under the scalings of several documents. */

import type { MlpProblem } from '../../model/problem.ts';
import { lossUnder, type Scaling } from './conventions.ts';

/** [scaling, fixture under it, fixture under 1/2, ratio of the two by hand: N = 1 or 4, c = 2] */
export const ratios: readonly (readonly [string, string, string, number])[] = [
  ['pasa', 'scaling-pasa', 'khalid-2-2-2', 1 / 2],
  ['srihari', 'scaling-srihari', 'khalid-2-2-2', 2],
  ['pasa-single', 'scaling-batch-pasa-single', 'scaling-batch-khalid', 1 / 4],
  ['pasa', 'scaling-batch-pasa', 'scaling-batch-khalid', 1 / 8],
  ['srihari', 'scaling-batch-srihari', 'scaling-batch-khalid', 1 / 2],
];

/** The problem as a document scales its cost. */
export const scaled = (problem: MlpProblem, scaling: Scaling): MlpProblem => ({
  ...problem,
  loss: lossUnder(scaling, problem.inputs.length, problem.targets[0]?.length ?? Number.NaN),
});
