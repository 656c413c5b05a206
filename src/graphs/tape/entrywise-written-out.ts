/** Operations entry by entry. A branch is taken while it is recorded, by the value that is there. */

import { attribute } from '../../model/attributes.ts';
import type { Attributes } from '../../model/operations.ts';
import { nth } from './cells.ts';
import * as record from './record.ts';
import { type Place, type Tape, valueAt } from './tape.ts';
import type { WrittenOut } from './written-out.ts';

type Unary = (tape: Tape, x: Place, attributes: Attributes) => Place;
type Binary = (tape: Tape, x: Place, y: Place) => Place;

const ofEntries =
  (f: Unary): WrittenOut =>
  (tape, slots, attributes) => {
    const { sizes, places } = nth(slots, 0);
    return { sizes, places: places.map((x) => f(tape, x, attributes)) };
  };

const ofPairs =
  (f: Binary): WrittenOut =>
  (tape, slots) => {
    const [left, right] = [nth(slots, 0), nth(slots, 1)];
    return { sizes: left.sizes, places: left.places.map((x, place) => f(tape, x, nth(right.places, place))) };
  };

/** x^n for an integer n >= 0: the powers x^1, x^2, x^4, ... that n is made of. */
const wholePower = (tape: Tape, x: Place, n: number): Place => {
  if (n === 0) return record.given(tape, 1);
  if (n === 1) return x;
  const half = wholePower(tape, record.square(tape, x), Math.floor(n / 2));
  return n % 2 === 0 ? half : record.mul(tape, half, x);
};

const pow: Unary = (tape, x, attributes) => {
  const exponent = attribute(attributes, 'exponent');
  if (!Number.isInteger(exponent))
    return record.exp(tape, record.mul(tape, record.given(tape, exponent), record.log(tape, x)));
  const magnitude = wholePower(tape, x, Math.abs(exponent));
  return exponent < 0 ? record.reciprocal(tape, magnitude) : magnitude;
};

const leakyRelu: Unary = (tape, x, attributes) =>
  valueAt(tape, x) < 0 ? record.mul(tape, record.given(tape, attribute(attributes, 'alpha')), x) : x;

/** e^x - 1 = tanh(x/2) (e^x + 1), in which nothing cancels. */
const elu: Unary = (tape, x, attributes) => {
  if (valueAt(tape, x) > 0) return x;
  const half = record.mul(tape, record.given(tape, 0.5), x);
  const above = record.add(tape, record.exp(tape, x), record.given(tape, 1));
  const minusOne = record.mul(tape, record.tanh(tape, half), above);
  return record.mul(tape, record.given(tape, attribute(attributes, 'alpha')), minusOne);
};

/** ln(1 + e^x) as -ln sigmoid(-x), with x taken out where it is positive. */
const softplus: Unary = (tape, x) => {
  if (valueAt(tape, x) < 0) {
    const tail = record.log(tape, record.sigmoid(tape, record.neg(tape, x)));
    return record.neg(tape, tail);
  }
  return record.sub(tape, x, record.log(tape, record.sigmoid(tape, x)));
};

export const entrywise = {
  add: ofPairs(record.add),
  sub: ofPairs(record.sub),
  mul: ofPairs(record.mul),
  div: ofPairs(record.div),
  maximum: ofPairs(record.maximum),
  minimum: ofPairs(record.minimum),
  neg: ofEntries(record.neg),
  reciprocal: ofEntries(record.reciprocal),
  exp: ofEntries(record.exp),
  log: ofEntries(record.log),
  pow: ofEntries(pow),
  square: ofEntries(record.square),
  sqrt: ofEntries(record.sqrt),
  relu: ofEntries(record.relu),
  'leaky-relu': ofEntries(leakyRelu),
  elu: ofEntries(elu),
  sigmoid: ofEntries(record.sigmoid),
  tanh: ofEntries(record.tanh),
  softplus: ofEntries(softplus),
} as const satisfies Readonly<Record<string, WrittenOut>>;
