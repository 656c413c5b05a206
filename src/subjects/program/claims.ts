/** Whether a declaration says of a problem, in so many words, that it is supported. */

import type { MlpProblem } from '../../model/problem.ts';

const limits = ['maxLayers', 'maxWidth', 'maxExamples'];

/**
 * True when the declaration names everything that a problem can be refused for. `explicit` are the keys
 * that `supports` has. Only problems that it allows are ever sent, so a key that is there allows this one.
 */
export const claimsExplicitly = (explicit: ReadonlySet<string>, { layers }: MlpProblem): boolean => {
  const has = (key: string): boolean => explicit.has(key);
  return (
    has('activations') &&
    has('losses') &&
    has('penalties') &&
    (has('fixedShape') || limits.every(has)) &&
    (has('nullBiases') || layers.every(({ biases }) => biases !== null))
  );
};
