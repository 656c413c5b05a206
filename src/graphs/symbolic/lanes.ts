/** Symbolic rules of the operations lane by lane. */

import { attribute } from '../../model/attributes.ts';
import type { AnyOperationName } from '../../model/operations.ts';
import type { Variable } from '../graph.ts';
import { fromLanes, lanesOf } from '../tensor/lanes.ts';
import {
  alongAxis,
  argument,
  argumentShape,
  like,
  minus,
  minusOf,
  over,
  plus,
  type SymbolicApplication,
  type SymbolicRule,
  spread,
  times,
} from './rule.ts';
import { shapeOf, table, uniform, write } from './symbols.ts';

/** A number per lane, repeated along the lanes of the first argument. */
const everywhere = (application: SymbolicApplication, V: Variable): Variable =>
  spread(application.symbols, V, argumentShape(application, 0), application.attributes.axis);

/** An operation along the same lanes. */
const along = (application: SymbolicApplication, name: AnyOperationName, V: Variable): Variable =>
  write(application.symbols, name, [V], alongAxis(application.attributes.axis));

export const sum: SymbolicRule = (application) => everywhere(application, application.G);

export const mean: SymbolicRule = (application) => {
  const { symbols, attributes, G } = application;
  const { length } = lanesOf(argumentShape(application, 0), attributes.axis);
  return everywhere(application, over(symbols, G, like(symbols, G, length)));
};

const selected =
  (selection: AnyOperationName): SymbolicRule =>
  (application) =>
    times(
      application.symbols,
      everywhere(application, application.G),
      along(application, selection, argument(application, 0)),
    );

export const max = selected('first-largest');

export const min = selected('first-smallest');

/**
 * x / |x|, and 0 where x is 0: there the denominator is made 1 and the quotient is taken away, so that the
 * derivatives of any order are 0 too.
 */
export const norm: SymbolicRule = (application) => {
  const { symbols, output, G } = application;
  const zero = like(symbols, output, 0);
  const safe = plus(symbols, output, write(symbols, 'at-least', [zero, output]));
  const direction = over(symbols, argument(application, 0), everywhere(application, safe));
  const scale = times(symbols, G, write(symbols, 'above', [output, zero]));
  return times(symbols, everywhere(application, scale), direction);
};

export const logsumexp: SymbolicRule = (application) =>
  times(
    application.symbols,
    everywhere(application, application.G),
    along(application, 'softmax', argument(application, 0)),
  );

export const softmax: SymbolicRule = (application) => {
  const { symbols, output, G } = application;
  const average = along(application, 'sum', times(symbols, G, output));
  return times(symbols, output, minus(symbols, G, everywhere(application, average)));
};

export const logSoftmax: SymbolicRule = (application) => {
  const { symbols, G } = application;
  const total = everywhere(application, along(application, 'sum', G));
  const p = along(application, 'softmax', argument(application, 0));
  return minus(symbols, G, times(symbols, p, total));
};

export const crossEntropyLogits: SymbolicRule = (application, slot) => {
  const { symbols } = application;
  const G = everywhere(application, application.G);
  const [z, t] = [argument(application, 0), argument(application, 1)];
  if (slot === 1) return minusOf(symbols, times(symbols, G, along(application, 'log-softmax', z)));
  const total = everywhere(application, along(application, 'sum', t));
  return times(symbols, G, minus(symbols, times(symbols, along(application, 'softmax', z), total), t));
};

export const squaredError: SymbolicRule = (application, slot) => {
  const { symbols } = application;
  const d = minus(symbols, argument(application, 0), argument(application, 1));
  const slope = times(symbols, everywhere(application, application.G), plus(symbols, d, d));
  return slot === 0 ? slope : minusOf(symbols, slope);
};

/** 1 at the class of each lane, 0 elsewhere, or the opposite. */
const classTable = (application: SymbolicApplication, atClass: number, elsewhere: number): Variable => {
  const { symbols, attributes } = application;
  const shape = argumentShape(application, 0);
  const lanes = lanesOf(shape, attributes.axis);
  const lists = attribute(attributes, 'classes').map((right) =>
    Array.from({ length: lanes.length }, (_, k) => (k === right ? atClass : elsewhere)),
  );
  return table(symbols, shape, fromLanes(shape, lanes, lists).entries);
};

/** [margin > 0] at the wrong classes, minus their number at the right one. */
export const hinge: SymbolicRule = (application) => {
  const { symbols, G } = application;
  const y = argument(application, 0);
  const right = classTable(application, 1, 0);
  const score = everywhere(application, along(application, 'sum', times(symbols, y, right)));
  const margin = plus(symbols, minus(symbols, y, score), like(symbols, y, 1));
  const positive = write(symbols, 'above', [margin, uniform(symbols, shapeOf(symbols, y), 0)]);
  const active = times(symbols, positive, classTable(application, 0, 1));
  const count = everywhere(application, along(application, 'sum', active));
  const slope = minus(symbols, active, times(symbols, right, count));
  return times(symbols, everywhere(application, G), slope);
};
