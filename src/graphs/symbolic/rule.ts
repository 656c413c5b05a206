/** What an operation brings to differentiation in symbols. */

import type { Attributes } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import type { Variable } from '../graph.ts';
import { entryAt } from '../tensor/tensor.ts';
import { type Symbols, shapeOf, uniform, write } from './symbols.ts';

/** One application in a graph, and the gradient with respect to its result. */
export interface SymbolicApplication {
  readonly symbols: Symbols;
  /** By slot. */
  readonly inputs: readonly Variable[];
  readonly output: Variable;
  readonly attributes: Attributes;
  readonly G: Variable;
}

/** The expression of (df/dX)' G for the argument X in the slot; the numeric rule is its judge. */
export type SymbolicRule = (application: SymbolicApplication, slot: number) => Variable;

/** The variable in a slot. */
export const argument = ({ inputs }: SymbolicApplication, slot: number): Variable => entryAt(inputs, slot);

/** The shape of the argument in a slot. */
export const argumentShape = (application: SymbolicApplication, slot: number): Shape =>
  shapeOf(application.symbols, argument(application, slot));

/** x + y. */
export const plus = (symbols: Symbols, x: Variable, y: Variable): Variable => write(symbols, 'add', [x, y]);
/** x - y. */
export const minus = (symbols: Symbols, x: Variable, y: Variable): Variable => write(symbols, 'sub', [x, y]);
/** x * y, entry by entry. */
export const times = (symbols: Symbols, x: Variable, y: Variable): Variable => write(symbols, 'mul', [x, y]);
/** x / y, entry by entry. */
export const over = (symbols: Symbols, x: Variable, y: Variable): Variable => write(symbols, 'div', [x, y]);
/** -x. */
export const minusOf = (symbols: Symbols, x: Variable): Variable => write(symbols, 'neg', [x]);

/** One number in the shape of a variable. */
export const like = (symbols: Symbols, V: Variable, entry: number): Variable =>
  uniform(symbols, shapeOf(symbols, V), entry);

/** One number per lane, at every entry of its lane. */
export const spread = (symbols: Symbols, V: Variable, shape: Shape, axis: number | undefined): Variable => {
  const axes = axis === undefined ? [] : shape.map((_, index) => index).toSpliced(axis, 1);
  return write(symbols, 'broadcast', [V], { shape, axes });
};

/** The attributes that name an axis, or all entries. */
export const alongAxis = (axis: number | undefined): Attributes => (axis === undefined ? {} : { axis });
