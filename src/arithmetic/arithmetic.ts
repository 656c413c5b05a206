/** A number system behind one small interface. No network and no derivative lives here. */

/**
 * Operations on numbers of type T.
 *
 * Elementary functions a system does not have (exp in the rationals) throw `NoSuchFunction`.
 */
export interface Arithmetic<T> {
  readonly name: string;
  /** The number that is exactly this finite double. */
  of(double: number): T;
  /** The nearest double. */
  toNumber(value: T): number;
  add(left: T, right: T): T;
  sub(left: T, right: T): T;
  mul(left: T, right: T): T;
  div(left: T, right: T): T;
  neg(value: T): T;
  /** Negative, zero or positive as left <, =, > right; NaN when not comparable. */
  compare(left: T, right: T): number;
  exp(value: T): T;
  /** e^value - 1 without cancellation near 0. */
  expm1(value: T): T;
  log(value: T): T;
  sqrt(value: T): T;
  tanh(value: T): T;
}

/** An elementary function was asked of a number system that does not have it. */
export class NoSuchFunction extends Error {
  override readonly name = 'NoSuchFunction';

  constructor(arithmetic: string, operation: string) {
    super(`${arithmetic} has no ${operation}: its values are not closed under it`);
  }
}
