/** Symbolic rules of rearrangements and products. */

import { attribute } from '../../model/attributes.ts';
import type { Shape } from '../../model/tensor.ts';
import type { Variable } from '../graph.ts';
import { entryAt } from '../tensor/tensor.ts';
import {
  argument,
  argumentShape,
  type SymbolicApplication,
  type SymbolicRule,
  spread,
  times,
} from './rule.ts';
import { type Symbols, shapeOf, uniform, write } from './symbols.ts';

/** The sum over every axis that the argument does not have, the last first. */
export const broadcast: SymbolicRule = ({ symbols, attributes, G }) => {
  const axes = attribute(attributes, 'axes');
  const others = shapeOf(symbols, G)
    .map((_, axis) => axis)
    .filter((axis) => !axes.includes(axis));
  let sum = G;
  for (const axis of others.toReversed()) sum = write(symbols, 'sum', [sum], { axis });
  return sum;
};

export const reshape: SymbolicRule = (application) =>
  write(application.symbols, 'reshape', [application.G], { shape: argumentShape(application, 0) });

export const transpose: SymbolicRule = ({ symbols, attributes, G }) => {
  const axes = attribute(attributes, 'axes');
  return write(symbols, 'transpose', [G], { axes: axes.map((_, axis) => axes.indexOf(axis)) });
};

const sizeAlong = (application: SymbolicApplication, slot: number, axis: number): number =>
  entryAt(argumentShape(application, slot), axis);

export const concat: SymbolicRule = (application, slot) => {
  const { symbols, inputs, attributes, G } = application;
  const axis = attribute(attributes, 'axis');
  const start = inputs
    .slice(0, slot)
    .reduce((total, _, before) => total + sizeAlong(application, before, axis), 0);
  return write(symbols, 'slice', [G], { axis, start, stop: start + sizeAlong(application, slot, axis) });
};

/** G between zeros. */
export const slice: SymbolicRule = (application) => {
  const { symbols, attributes, G } = application;
  const [axis, start] = [attribute(attributes, 'axis'), attribute(attributes, 'start')];
  const rest = sizeAlong(application, 0, axis) - attribute(attributes, 'stop');
  const zeros = (size: number): readonly Variable[] =>
    size === 0 ? [] : [uniform(symbols, shapeOf(symbols, G).with(axis, size), 0)];
  return write(symbols, 'concat', [...zeros(start), G, ...zeros(rest)], { axis });
};

const transposed = (symbols: Symbols, matrix: Variable): Variable =>
  write(symbols, 'transpose', [matrix], { axes: [1, 0] });

export const matmul: SymbolicRule = (application, slot) => {
  const { symbols, G } = application;
  const other = transposed(symbols, argument(application, 1 - slot));
  return write(symbols, 'matmul', slot === 0 ? [G, other] : [other, G]);
};

export const dot: SymbolicRule = (application, slot) => {
  const { symbols, G } = application;
  const shape = argumentShape(application, slot);
  return times(symbols, spread(symbols, G, shape, undefined), argument(application, 1 - slot));
};

/** A vector as a matrix of one row. */
const asRows = (symbols: Symbols, V: Variable): Variable => {
  const shape = shapeOf(symbols, V);
  const rows: Shape = shape.length === 1 ? [1, ...shape] : shape;
  return write(symbols, 'reshape', [V], { shape: rows });
};

export const affine: SymbolicRule = (application, slot) => {
  const { symbols } = application;
  const [x, G] = [asRows(symbols, argument(application, 0)), asRows(symbols, application.G)];
  if (slot === 1) return write(symbols, 'matmul', [transposed(symbols, G), x]);
  if (slot === 2) return write(symbols, 'sum', [G], { axis: 0 });
  const product = write(symbols, 'matmul', [G, argument(application, 1)]);
  return write(symbols, 'reshape', [product], { shape: argumentShape(application, 0) });
};
