/** Complex arithmetic in which every number says how far its parts may be from the exact ones. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Complex } from '../../arithmetic/complex.ts';
import { productErrors, quotientErrors, sumErrors } from './field-errors.ts';
import { expErrors, expm1Errors, logErrors, sqrtErrors, tanhErrors } from './function-errors.ts';
import type { Approximate, PartErrors } from './part-errors.ts';

const unary =
  (apply: (value: Complex) => Complex, errors: (result: Complex, argument: Approximate) => PartErrors) =>
  (argument: Approximate): Approximate => {
    const { re, im } = apply(argument);
    const { reError, imError } = errors({ re, im }, argument);
    return { re, im, reError, imError };
  };

const binary =
  (
    apply: (left: Complex, right: Complex) => Complex,
    errors: (result: Complex, left: Approximate, right: Approximate) => PartErrors,
  ) =>
  (left: Approximate, right: Approximate): Approximate => {
    const { re, im } = apply(left, right);
    const { reError, imError } = errors({ re, im }, left, right);
    return { re, im, reError, imError };
  };

/** A double as it is. */
const exactly = ({ re, im }: Complex): Approximate => ({ re, im, reError: 0, imError: 0 });

/**
 * The operations of `arithmetic`, whose roundings must be those of `src/arithmetic/complex.ts`.
 *
 * Nothing is known where an error is infinite or NaN. Computing the errors themselves through m roundings
 * loses at most a factor 1 - m u. Numbers compare as `arithmetic` compares them, errors or not: which
 * branch is taken is for the caller to certify.
 */
export const withErrors = (arithmetic: Arithmetic<Complex>): Arithmetic<Approximate> => ({
  name: `${arithmetic.name} with errors`,
  of: (double) => exactly(arithmetic.of(double)),
  toNumber: arithmetic.toNumber,
  add: binary(arithmetic.add, sumErrors),
  sub: binary(arithmetic.sub, sumErrors),
  mul: binary(arithmetic.mul, productErrors),
  div: binary(arithmetic.div, quotientErrors),
  neg: (value) => ({ ...value, ...arithmetic.neg(value) }),
  compare: arithmetic.compare,
  exp: unary(arithmetic.exp, expErrors),
  expm1: unary(arithmetic.expm1, expm1Errors),
  log: unary(arithmetic.log, logErrors),
  sqrt: unary(arithmetic.sqrt, sqrtErrors),
  tanh: unary(arithmetic.tanh, tanhErrors),
});
