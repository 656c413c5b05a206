/**
 * The four operations, and what is made of them.
 *
 * @clause GATE-UNARY
 */

import { binary, unary, unaryByValue } from './entrywise.ts';

/**
 * x + y.
 *
 * @clause GATE-ADD
 */
export const add = binary({
  value: ({ add }, x, y) => add(x, y),
  timesFirst: (_, G) => G,
  timesSecond: (_, G) => G,
});

/** x - y. */
export const sub = binary({
  value: ({ sub }, x, y) => sub(x, y),
  timesFirst: (_, G) => G,
  timesSecond: ({ neg }, G) => neg(G),
});

/**
 * x * y; where one variable fills both slots, each gives its own x G, which add up to 2x G.
 *
 * @clause GATE-MULTIPLY
 */
export const mul = binary({
  value: ({ mul }, x, y) => mul(x, y),
  timesFirst: ({ mul }, G, _x, y) => mul(G, y),
  timesSecond: ({ mul }, G, x) => mul(G, x),
});

/** x / y, for y other than 0. */
export const div = binary({
  value: ({ div }, x, y) => div(x, y),
  timesFirst: ({ div }, G, _x, y) => div(G, y),
  // Not x / y^2, whose square can overflow where the derivative does not.
  timesSecond: ({ div, mul, neg }, G, x, y) => neg(mul(div(G, y), div(x, y))),
});

/** -x. */
export const neg = unary({
  value: ({ neg }, x) => neg(x),
  times: ({ neg }, G) => neg(G),
});

/** 1 / x, for x other than 0. */
export const reciprocal = unaryByValue({
  value: ({ div, of }, x) => div(of(1), x),
  times: ({ mul, neg }, G, y) => neg(mul(mul(G, y), y)),
});

/** x^2. */
export const square = unary({
  value: ({ mul }, x) => mul(x, x),
  times: ({ add, mul }, G, x) => mul(G, add(x, x)),
});
