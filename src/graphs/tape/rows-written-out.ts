/** Operations along the rows of a tensor: sums, extremes, norms, softmax and the losses. */

import { attribute } from '../../model/attributes.ts';
import { fromRows, nth, rowsAlong } from './cells.ts';
import * as record from './record.ts';
import { type Place, type Tape, valueAt } from './tape.ts';
import { sumOf, type WrittenOut } from './written-out.ts';

/** A row of each slot, counted, to one number. */
type Reduction = (tape: Tape, rows: readonly (readonly Place[])[], row: number) => Place;

/** A row to a row. */
type Map = (tape: Tape, row: readonly Place[]) => readonly Place[];

const reducing =
  (f: Reduction): WrittenOut =>
  (tape, slots, { axis }) => {
    const { sizes } = nth(slots, 0);
    const rows = slots.map((cells) => rowsAlong(cells, axis));
    return {
      sizes: axis === undefined ? [] : sizes.toSpliced(axis, 1),
      places: nth(rows, 0).map((_, row) =>
        f(
          tape,
          rows.map((slot) => nth(slot, row)),
          row,
        ),
      ),
    };
  };

const mapping =
  (f: Map): WrittenOut =>
  (tape, slots, { axis }) => {
    const cells = nth(slots, 0);
    return fromRows(
      cells.sizes,
      axis,
      rowsAlong(cells, axis).map((row) => f(tape, row)),
    );
  };

/** The first node of the largest value. */
const largest = (tape: Tape, row: readonly Place[]): Place => {
  const values = row.map((x) => valueAt(tape, x));
  return nth(row, values.indexOf(Math.max(...values)));
};

const smallest = (tape: Tape, row: readonly Place[]): Place => {
  const values = row.map((x) => valueAt(tape, x));
  return nth(row, values.indexOf(Math.min(...values)));
};

const squares = (tape: Tape, row: readonly Place[]): Place =>
  sumOf(
    tape,
    row.map((x) => record.square(tape, x)),
  );

/** 0 where all entries are 0, with derivative 0. */
const length = (tape: Tape, row: readonly Place[]): Place => {
  const sum = squares(tape, row);
  return valueAt(tape, sum) === 0 ? record.given(tape, 0) : record.sqrt(tape, sum);
};

/** e^(x - m) and its sum, m being a number: the largest value. */
const powers = (tape: Tape, row: readonly Place[]) => {
  const m = record.given(tape, valueAt(tape, largest(tape, row)));
  const differences = row.map((x) => record.sub(tape, x, m));
  const exponentials = differences.map((d) => record.exp(tape, d));
  return { m, differences, exponentials, sum: sumOf(tape, exponentials) };
};

const softmax: Map = (tape, row) => {
  const { exponentials, sum } = powers(tape, row);
  return exponentials.map((e) => record.div(tape, e, sum));
};

const logSoftmax: Map = (tape, row) => {
  const { differences, sum } = powers(tape, row);
  const rest = record.log(tape, sum);
  return differences.map((d) => record.sub(tape, d, rest));
};

const logsumexp: Reduction = (tape, [row = []]) => {
  const { m, sum } = powers(tape, row);
  return record.add(tape, m, record.log(tape, sum));
};

const crossEntropy: Reduction = (tape, [logits = [], targets = []]) => {
  const terms = logSoftmax(tape, logits).map((log, k) => record.mul(tape, nth(targets, k), log));
  return record.neg(tape, sumOf(tape, terms));
};

const squaredError: Reduction = (tape, [left = [], right = []]) =>
  squares(
    tape,
    left.map((x, k) => record.sub(tape, x, nth(right, k))),
  );

/** Margins above 0 only, those of the class itself left out. */
const hinge =
  (classes: readonly number[]): Reduction =>
  (tape, [scores = []], row) => {
    const right = nth(classes, row);
    const margins = scores.flatMap((score, k) =>
      k === right
        ? []
        : [record.add(tape, record.sub(tape, score, nth(scores, right)), record.given(tape, 1))],
    );
    return sumOf(
      tape,
      margins.filter((margin) => valueAt(tape, margin) > 0),
    );
  };

export const alongRows = {
  sum: reducing((tape, [row = []]) => sumOf(tape, row)),
  mean: reducing((tape, [row = []]) => record.div(tape, sumOf(tape, row), record.given(tape, row.length))),
  max: reducing((tape, [row = []]) => largest(tape, row)),
  min: reducing((tape, [row = []]) => smallest(tape, row)),
  norm: reducing((tape, [row = []]) => length(tape, row)),
  logsumexp: reducing(logsumexp),
  softmax: mapping(softmax),
  'log-softmax': mapping(logSoftmax),
  'cross-entropy-logits': reducing(crossEntropy),
  'squared-error': reducing(squaredError),
  hinge: (tape, slots, attributes) =>
    reducing(hinge(attribute(attributes, 'classes')))(tape, slots, attributes),
} as const satisfies Readonly<Record<string, WrittenOut>>;
