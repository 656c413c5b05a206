/** Whether a declaration says of a problem, in so many words, that it is supported. */

import type { Problem } from '../../model/any-kind.ts';

const limits = ['maxLayers', 'maxWidth', 'maxExamples'];

/**
 * True when the declaration names everything that a problem can be refused for. `explicit` are the keys
 * that `supports` has. Only problems that it allows are ever sent, so a key that is there allows this one.
 */
export const claimsExplicitly = (explicit: ReadonlySet<string>, problem: Problem): boolean => {
  const has = (key: string): boolean => explicit.has(key);
  if (problem.kind === 'graph') return has('kinds') && has('ops');
  return (
    has('activations') &&
    has('losses') &&
    has('penalties') &&
    (has('fixedShape') || limits.every(has)) &&
    (has('nullBiases') || problem.layers.every(({ biases }) => biases !== null))
  );
};
