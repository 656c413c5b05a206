/** The L2 penalty lambda Omega: once per problem, neither scaled nor per example. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Penalty, Vector } from '../../model/problem.ts';
import type { Affine } from './affine.ts';
import { entry, matricesOver } from './matrix.ts';

/** lambda times the sum of squares of these parameters, biases only where the penalty includes them. */
export const penaltyOf = <T>(
  penalty: Penalty,
  pieces: readonly Affine<T>[],
  arithmetic: Arithmetic<T>,
): T => {
  if (penalty.lambda === 0) return arithmetic.of(0);
  const { dot, sum } = matricesOver(arithmetic);
  const squares = pieces.flatMap(({ weights, biases }) =>
    [...weights, ...(penalty.biases && biases !== null ? [biases] : [])].map((row) => dot(row, row)),
  );
  return arithmetic.mul(arithmetic.of(penalty.lambda), sum(squares));
};

/** The gradient of the data term plus 2 lambda times the parameter, piece by piece. */
export const withPenalty = <T>(
  penalty: Penalty,
  gradients: readonly Affine<T>[],
  pieces: readonly Affine<T>[],
  arithmetic: Arithmetic<T>,
): readonly Affine<T>[] => {
  if (penalty.lambda === 0) return gradients;
  const { add, scaled } = matricesOver(arithmetic);
  const twoLambda = arithmetic.mul(arithmetic.of(2), arithmetic.of(penalty.lambda));
  const plus = (gradient: Vector<T>, parameters: Vector<T>) =>
    entry(add([gradient], scaled(twoLambda, [parameters])), 0);
  return gradients.map((gradient, p) => {
    const { weights, biases } = entry(pieces, p);
    const biased = penalty.biases && gradient.biases !== null && biases !== null;
    return {
      weights: add(gradient.weights, scaled(twoLambda, weights)),
      biases: biased ? plus(gradient.biases, biases) : gradient.biases,
    };
  });
};
