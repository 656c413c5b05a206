/** `backproof explain`, run. */

import type { MlpProblem } from '../../model/problem.ts';
import { backproofHere } from '../test-command.ts';

/** The exit code and what was written, of `backproof explain` with these words. */
export const explain = (words: readonly string[], input?: string) =>
  backproofHere(['explain', ...words], input);

/** The 0.2984 example. */
export const worked = 'fixtures/khalid-2-2-2.json';

/** One maxout layer of one input under an identity, with two examples. */
export const small: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [[2], [3]],
        [[1], [-1]],
      ],
      biases: null,
      activation: { name: 'maxout', pieces: 2 },
    },
    { weights: [[1, -1]], biases: [0], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1], [2]],
  targets: [[0], [0]],
};
