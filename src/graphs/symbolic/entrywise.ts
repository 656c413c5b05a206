/** Symbolic rules of the operations entry by entry. */

import { attribute } from '../../model/attributes.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import type { Variable } from '../graph.ts';
import {
  argument,
  like,
  minusOf,
  over,
  plus,
  type SymbolicApplication,
  type SymbolicRule,
  times,
} from './rule.ts';
import { write } from './symbols.ts';

/** G times the expression of the slope. */
const scaled =
  (slope: (application: SymbolicApplication, x: Variable) => Variable): SymbolicRule =>
  (application) =>
    times(application.symbols, application.G, slope(application, argument(application, 0)));

export const add: SymbolicRule = ({ G }) => G;

export const sub: SymbolicRule = ({ symbols, G }, slot) => (slot === 0 ? G : minusOf(symbols, G));

export const mul: SymbolicRule = (application, slot) =>
  times(application.symbols, application.G, argument(application, 1 - slot));

export const div: SymbolicRule = (application, slot) => {
  const { symbols, G, output } = application;
  const share = over(symbols, G, argument(application, 1));
  return slot === 0 ? share : minusOf(symbols, times(symbols, share, output));
};

export const neg: SymbolicRule = ({ symbols, G }) => minusOf(symbols, G);

export const reciprocal: SymbolicRule = ({ symbols, G, output }) =>
  minusOf(symbols, times(symbols, times(symbols, G, output), output));

export const square = scaled(({ symbols }, x) => plus(symbols, x, x));

export const exp = scaled(({ output }) => output);

export const log: SymbolicRule = (application) =>
  over(application.symbols, application.G, argument(application, 0));

export const sqrt: SymbolicRule = ({ symbols, G, output }) => over(symbols, G, plus(symbols, output, output));

/** exponent * x^(exponent - 1), nothing for exponent 0; for one that is no integer x^exponent / x. */
export const pow = scaled(({ symbols, attributes, output }, x) => {
  const exponent = attribute(attributes, 'exponent');
  if (exponent === 0) return like(symbols, x, 0);
  const lowered = Number.isInteger(exponent)
    ? write(symbols, 'pow', [x], { exponent: exponent - 1 })
    : over(symbols, output, x);
  return times(symbols, like(symbols, x, exponent), lowered);
});

const compared = (name: AnyOperationName, larger: number): SymbolicRule => {
  return (application) => {
    const sides = [argument(application, larger), argument(application, 1 - larger)];
    return times(application.symbols, application.G, write(application.symbols, name, sides));
  };
};

/** Of equals the first slot has the whole derivative. */
export const maximum: SymbolicRule = (application, slot) =>
  (slot === 0 ? compared('at-least', 0) : compared('above', 1))(application, slot);

export const minimum: SymbolicRule = (application, slot) =>
  (slot === 0 ? compared('at-least', 1) : compared('above', 0))(application, slot);

export const relu = scaled(({ symbols }, x) => write(symbols, 'at-least', [x, like(symbols, x, 0)]));

/** [x >= 0] + alpha [x < 0]: one of the two is 0, so that nothing rounds. */
export const leakyRelu = scaled(({ symbols, attributes }, x) => {
  const zero = like(symbols, x, 0);
  const below = write(symbols, 'above', [zero, x]);
  const alpha = like(symbols, x, attribute(attributes, 'alpha'));
  return plus(symbols, write(symbols, 'at-least', [x, zero]), times(symbols, alpha, below));
});

/** [x > 0] + [x <= 0] alpha e^min(x, 0): the exponential of a large x is never taken. */
export const elu = scaled(({ symbols, attributes }, x) => {
  const zero = like(symbols, x, 0);
  const alpha = like(symbols, x, attribute(attributes, 'alpha'));
  const power = write(symbols, 'exp', [write(symbols, 'minimum', [x, zero])]);
  const lower = times(symbols, write(symbols, 'at-least', [zero, x]), times(symbols, alpha, power));
  return plus(symbols, write(symbols, 'above', [x, zero]), lower);
});

/** sigmoid(x) sigmoid(-x). */
export const sigmoid = scaled(({ symbols, output }, x) =>
  times(symbols, output, write(symbols, 'sigmoid', [minusOf(symbols, x)])),
);

/** 4 sigmoid(2x) sigmoid(-2x), which is 1 - tanh(x)^2 without the difference. */
export const tanh = scaled(({ symbols }, x) => {
  const twice = plus(symbols, x, x);
  const both = times(
    symbols,
    write(symbols, 'sigmoid', [twice]),
    write(symbols, 'sigmoid', [minusOf(symbols, twice)]),
  );
  return times(symbols, like(symbols, x, 4), both);
});

export const softplus = scaled(({ symbols }, x) => write(symbols, 'sigmoid', [x]));

/** What is piecewise constant has derivative 0 wherever it has one. */
export const nothing: SymbolicRule = (application, slot) =>
  like(application.symbols, argument(application, slot), 0);
