/**
 * Operations entry by entry. Their Jacobian is diagonal, so both derivatives multiply by it entry by
 * entry and it is never formed: for 409,600 entries it would have 1.7e11 (erratum B2-16).
 *
 * @clause CHAIN-DIAGONAL
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Attributes } from '../../model/operations.ts';
import { entryAt, type Tensor, zip } from '../tensor/tensor.ts';
import { type Applied, inputAt, type OperationRule } from './rule.ts';

/** f of one number, with f'(x) * G from x. */
export interface UnaryFunction {
  value<T>(arithmetic: Arithmetic<T>, x: T, attributes: Attributes): T;
  times<T>(arithmetic: Arithmetic<T>, G: T, x: T, attributes: Attributes): T;
}

/** f of one number, with f'(x) * G from y = f(x). */
export interface FunctionBySlopeOfValue {
  value<T>(arithmetic: Arithmetic<T>, x: T): T;
  times<T>(arithmetic: Arithmetic<T>, G: T, y: T): T;
}

/** f(x, y) of two numbers, with f'(x, y) * G for each of them. */
export interface BinaryFunction {
  value<T>(arithmetic: Arithmetic<T>, x: T, y: T): T;
  timesFirst<T>(arithmetic: Arithmetic<T>, G: T, x: T, y: T): T;
  timesSecond<T>(arithmetic: Arithmetic<T>, G: T, x: T, y: T): T;
}

const valueEverywhere = (value: UnaryFunction['value']): OperationRule['forward'] => {
  return (application) => {
    const { arithmetic, attributes, shape } = application;
    const { entries } = inputAt(application, 0);
    return { shape, entries: entries.map((x) => value(arithmetic, x, attributes)) };
  };
};

/** G times what was chosen at a place, or undefined: s for the first slot, 1 - s for the second. */
const timesChosen = <T>(
  { arithmetic, chosen }: Applied<T>,
  slot: number,
  place: number,
  G: T,
): T | undefined => {
  const s = chosen?.(place);
  if (s === undefined) return undefined;
  const { mul, of, sub } = arithmetic;
  return mul(G, slot === 0 ? of(s) : sub(of(1), of(s)));
};

/** The function at every entry. */
export const unary = (f: UnaryFunction): OperationRule => {
  const derivative = <T>(applied: Applied<T>, slot: number, factor: Tensor<T>): Tensor<T> => {
    const { arithmetic, attributes } = applied;
    const x = inputAt(applied, 0).entries;
    const times = (G: T, place: number): T =>
      timesChosen(applied, slot, place, G) ?? f.times(arithmetic, G, entryAt(x, place), attributes);
    return { shape: factor.shape, entries: factor.entries.map(times) };
  };
  return { forward: valueEverywhere(f.value), vjp: derivative, jvp: derivative };
};

/** The function at every entry; only here the derivative needs the result of the forward pass. */
export const unaryByValue = (f: FunctionBySlopeOfValue): OperationRule => {
  const derivative = <T>(applied: Applied<T>, _slot: number, factor: Tensor<T>): Tensor<T> =>
    zip(factor, applied.output, (G, y) => f.times(applied.arithmetic, G, y));
  return { forward: valueEverywhere(f.value), vjp: derivative, jvp: derivative };
};

/** The function at every pair of entries. */
export const binary = (f: BinaryFunction): OperationRule => {
  const derivative = <T>(applied: Applied<T>, slot: number, factor: Tensor<T>): Tensor<T> => {
    const [first, second] = [inputAt(applied, 0).entries, inputAt(applied, 1).entries];
    const rule = slot === 0 ? f.timesFirst : f.timesSecond;
    const times = (G: T, place: number): T =>
      timesChosen(applied, slot, place, G) ??
      rule(applied.arithmetic, G, entryAt(first, place), entryAt(second, place));
    return { shape: factor.shape, entries: factor.entries.map(times) };
  };
  return {
    forward: (application) =>
      zip(inputAt(application, 0), inputAt(application, 1), (x, y) => f.value(application.arithmetic, x, y)),
    vjp: derivative,
    jvp: derivative,
  };
};
