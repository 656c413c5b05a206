/** The cost J from the losses of the examples. */

import type { MlpProblem } from '../../model/problem.ts';
import type { SubjectLayer } from './forward.ts';
import type { Scaled } from './scale.ts';
import { dot, type Emulation, sum } from './sums.ts';

/** scale * sum of losses + lambda Omega, in the places and order of the style. */
export const costOf = <T>(
  emulation: Emulation<T>,
  { penalty }: MlpProblem,
  layers: readonly SubjectLayer<T>[],
  losses: readonly T[],
  scaled: Scaled<T>,
): T => {
  const { numbers, style } = emulation;
  const late = style.scale === 'late';
  const terms = late
    ? [scaled('late', sum(emulation, losses))]
    : losses.map((loss) => scaled(style.scale, loss));
  if (penalty === undefined || penalty.lambda === 0) return sum(emulation, terms);
  const lambda = numbers.of(penalty.lambda);
  const parameters = layers.flatMap(({ weights, biases }) => [
    ...weights.flat(2),
    ...(penalty.biases && biases !== null ? biases.flat() : []),
  ]);
  if (style.penalty === 'last')
    return numbers.add(sum(emulation, terms), numbers.mul(lambda, dot(emulation, parameters, parameters)));
  const squares = parameters.map((parameter) => numbers.mul(lambda, numbers.mul(parameter, parameter)));
  return sum(emulation, [...squares, ...terms]);
};
