/** Central differences at h, h / 2 and h / 4, combined so that the errors in h^2 and h^4 cancel (Richardson, 1911). */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { forward } from './forward.ts';
import { displace, flatten, lift } from './parameters.ts';
import { total } from './sums.ts';

/** The power of the step that the error goes with; 2 is the central difference itself. */
export type Order = 2 | 4 | 6;

interface Combination {
  /** Of the difference at h / 2^i; their sum is `over`. */
  readonly shares: readonly number[];
  readonly over: number;
}

/** (4 D(h/2) - D(h)) / 3, and the same once more with 16 and 15. */
const combinations: Readonly<Record<Order, Combination>> = {
  2: { shares: [1], over: 1 },
  4: { shares: [-1, 4], over: 3 },
  6: { shares: [1, -20, 64], over: 45 },
};

/** The steps h, h / 2, ... of which differences are combined; as doubles, the first being 1. */
export const stepsOf = (order: Order): number[] => combinations[order].shares.map((_, level) => 2 ** -level);

/** |weight| of each difference in the combination. */
export const weightsOf = (order: Order): number[] => {
  const { shares, over } = combinations[order];
  return shares.map((share) => Math.abs(share) / over);
};

/** The combination of the differences at h, h / 2, ..., as many as the order has steps. */
export const combine = <T>(order: Order, differences: readonly T[], arithmetic: Arithmetic<T>): T => {
  const { shares, over } = combinations[order];
  const terms = shares.map((share, level) => arithmetic.mul(arithmetic.of(share), at(differences, level)));
  return arithmetic.div(total(terms, arithmetic), arithmetic.of(over));
};

/**
 * |combination - f'| <= sup |f^(order + 1)| / (order + 1)! h^order 2^-(m (m - 1)), m = order / 2: the factor
 * of h^order that is left, attained since what remains has a kernel of one sign.
 */
export const cutOff = (order: Order, coefficient: number, step: number): number => {
  const m = order / 2;
  return coefficient * step ** order * 2 ** (-m * (m - 1));
};

/** The combination along a direction in any arithmetic, without a bound: for one that rounds far less than `step` cuts off. */
export const extrapolated = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  direction: Vector,
  step: T,
  order: Order,
): T => {
  const centre = lift(flatten(problem), arithmetic);
  const costAt = (length: T): T =>
    forward(problem, arithmetic, displace(centre, direction, length, arithmetic)).cost;
  const differences = stepsOf(order).map((share) => {
    const length = arithmetic.mul(arithmetic.of(share), step);
    const gained = arithmetic.sub(costAt(length), costAt(arithmetic.neg(length)));
    return arithmetic.div(gained, arithmetic.mul(arithmetic.of(2), length));
  });
  return combine(order, differences, arithmetic);
};
