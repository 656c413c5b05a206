/** Values and slopes of smooth functions with the errors that other ways to compute them have. */

import { elementaryUlps as K } from '../../bounds/assumptions.ts';
import type { Applied } from '../../graphs/operations/rule.ts';
import { rules } from '../../graphs/operations/rules.ts';
import { entryAt, mapEntries, type Tensor } from '../../graphs/tensor/tensor.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import type { Ball } from '../reading/ball.ts';
import type { Balls } from './balls.ts';

/** Units of u, of 1 and of the value, by which compositions of exponentials may miss; tanh has its own in the balls. */
const missed: Readonly<Partial<Record<AnyOperationName, number>>> = {
  sigmoid: K + 3,
  softplus: K + 2,
  elu: K + 3,
  logsumexp: K + 3,
  'log-softmax': K + 3,
  'cross-entropy-logits': K + 3,
};

/** The value of an operation, as far as it may be composed of exponentials. */
export const composed = (op: AnyOperationName, { u }: Balls, value: Tensor<Ball>): Tensor<Ball> => {
  const units = missed[op];
  return units === undefined
    ? value
    : mapEntries(value, (ball) => ({
        value: ball.value,
        radius: ball.radius + units * u * (1 + Math.abs(ball.value)),
      }));
};

/** A slope from the value y = f(x), which is how it is often computed; null where it is from x alone. */
type SlopeOfValue = (math: Balls, x: Ball, y: Ball, alpha: number) => Ball;

const slopes: Readonly<Partial<Record<AnyOperationName, SlopeOfValue>>> = {
  sigmoid: ({ mul, sub, of }, _x, y) => mul(y, sub(of(1), y)),
  tanh: ({ mul, sub, of }, _x, y) => sub(of(1), mul(y, y)),
  softplus: (math, x) => {
    const at = { shape: [], entries: [x] };
    const value = rules.sigmoid.forward({ arithmetic: math, inputs: [at], attributes: {}, shape: [] });
    return entryAt(composed('sigmoid', math, value).entries, 0);
  },
  elu: ({ add, compare, of }, x, y, alpha) => (compare(x, of(0)) > 0 ? of(1) : add(y, of(alpha))),
};

/** What goes back through an operation by the right rule. */
export const rightRule = (
  op: AnyOperationName,
  math: Balls,
  applied: Applied<Ball>,
  slot: number,
  G: Tensor<Ball>,
): Tensor<Ball> => {
  const slope = slopes[op];
  if (slope === undefined) return rules[op].vjp(applied, slot, G);
  const { alpha = 0 } = applied.attributes;
  const x = entryAt(applied.inputs, 0).entries;
  const slopeAt = (place: number): Ball =>
    slope(math, entryAt(x, place), entryAt(applied.output.entries, place), alpha);
  return { shape: G.shape, entries: G.entries.map((entry, place) => math.mul(entry, slopeAt(place))) };
};
