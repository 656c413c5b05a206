/** Ours: the delta recursion on typed arrays, buffers made once. */

import { prepare } from '../../src/gradients/delta-recursion/typed/prepare.ts';
import { shapeOf } from '../../src/gradients/delta-recursion/typed/shape.ts';
import type { Enter } from '../contestant.ts';
import { problemOf } from '../job.ts';

export const enter: Enter = (job) => {
  const prepared = prepare(shapeOf(problemOf(job)), { inputGradients: false });
  const answer = () => prepared.gradient(job.parameters, job.inputs, job.targets);
  return { run: answer, gradient: () => answer().gradients };
};
