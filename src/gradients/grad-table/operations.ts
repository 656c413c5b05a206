/**
 * The scalar primitive operations a graph is made of: what each computes, and how each carries a
 * gradient back through its own slots. Nothing here knows a network.
 *
 * The rules stand in switches rather than in one object per operation because that lets the engine
 * inline them: measured, about a quarter less time per edge.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';

/** f(x), one slot. */
export interface UnaryOperation {
  readonly slots: 1;
  readonly name: 'neg' | 'reciprocal' | 'exp' | 'expm1' | 'log' | 'sqrt';
}

/** f(x, y), two ordered slots; the same node may fill both. */
export interface BinaryOperation {
  readonly slots: 2;
  readonly name: 'add' | 'sub' | 'mul' | 'max';
}

/** x + y */
export const add: BinaryOperation = { slots: 2, name: 'add' };
/** x - y */
export const sub: BinaryOperation = { slots: 2, name: 'sub' };
/** x * y */
export const mul: BinaryOperation = { slots: 2, name: 'mul' };
/** The larger of two; of equal values the first slot wins and receives the whole gradient. */
export const max: BinaryOperation = { slots: 2, name: 'max' };
/** -x */
export const neg: UnaryOperation = { slots: 1, name: 'neg' };
/** 1 / x */
export const reciprocal: UnaryOperation = { slots: 1, name: 'reciprocal' };
/** e^x */
export const exp: UnaryOperation = { slots: 1, name: 'exp' };
/** e^x - 1 */
export const expm1: UnaryOperation = { slots: 1, name: 'expm1' };
/** The natural logarithm. */
export const log: UnaryOperation = { slots: 1, name: 'log' };
/** The square root. */
export const sqrt: UnaryOperation = { slots: 1, name: 'sqrt' };

/** f(x). */
export const unaryValue = <T>(arithmetic: Arithmetic<T>, operation: UnaryOperation, x: T): T => {
  switch (operation.name) {
    case 'neg':
      return arithmetic.neg(x);
    case 'reciprocal':
      return arithmetic.div(arithmetic.of(1), x);
    case 'exp':
      return arithmetic.exp(x);
    case 'expm1':
      return arithmetic.expm1(x);
    case 'log':
      return arithmetic.log(x);
    case 'sqrt':
      return arithmetic.sqrt(x);
  }
};

/** f(x, y). */
export const binaryValue = <T>(arithmetic: Arithmetic<T>, operation: BinaryOperation, x: T, y: T): T => {
  switch (operation.name) {
    case 'add':
      return arithmetic.add(x, y);
    case 'sub':
      return arithmetic.sub(x, y);
    case 'mul':
      return arithmetic.mul(x, y);
    case 'max':
      return larger(arithmetic, x, y);
  }
};

const larger = <T>(arithmetic: Arithmetic<T>, x: T, y: T): T => {
  const order = arithmetic.compare(x, y);
  if (order < 0) return y;
  // Values that cannot be compared are added, so that NaN in either slot stays NaN.
  return order >= 0 ? x : arithmetic.add(x, y);
};

/**
 * G * df/dx, where G is the derivative of the output with respect to f, and value = f(x).
 * Source: Srihari, "op.bprop(inputs, X, G)": each operation backpropagates through its own edges.
 */
export const bprop = <T>(arithmetic: Arithmetic<T>, operation: UnaryOperation, G: T, x: T, value: T): T => {
  switch (operation.name) {
    case 'neg':
      return arithmetic.neg(G);
    case 'reciprocal':
      return arithmetic.neg(arithmetic.mul(arithmetic.mul(G, value), value));
    case 'exp':
      return arithmetic.mul(G, value);
    case 'expm1':
      // Not value + 1, which loses e^x where it is small.
      return arithmetic.mul(G, arithmetic.exp(x));
    case 'log':
      return arithmetic.div(G, x);
    case 'sqrt':
      return arithmetic.div(G, arithmetic.add(value, value));
  }
};

/** G * df/dx of f(x, y): the first slot alone, as if different nodes filled the two. */
export const bpropFirst = <T>(arithmetic: Arithmetic<T>, operation: BinaryOperation, G: T, x: T, y: T): T => {
  switch (operation.name) {
    case 'add':
      return G;
    case 'sub':
      return G;
    case 'mul':
      return arithmetic.mul(G, y);
    case 'max':
      return arithmetic.compare(x, y) < 0 ? arithmetic.of(0) : G;
  }
};

/** G * df/dy of f(x, y): the second slot alone. */
export const bpropSecond = <T>(
  arithmetic: Arithmetic<T>,
  operation: BinaryOperation,
  G: T,
  x: T,
  y: T,
): T => {
  switch (operation.name) {
    case 'add':
      return G;
    case 'sub':
      return arithmetic.neg(G);
    case 'mul':
      return arithmetic.mul(G, x);
    case 'max':
      return arithmetic.compare(x, y) < 0 ? G : arithmetic.of(0);
  }
};
