/** Random applications of every operation, for tests: shapes and attributes that fit, numbers of its domain. */

import type { AnyOperationName, Attributes } from '../model/operations.ts';
import { sizeOf } from '../model/shape-rules/shape-rule.ts';
import type { Shape } from '../model/tensor.ts';
import { entryAt, type Tensor } from './tensor/tensor.ts';

/** A whole number from 0 to below the bound. */
export type Draw = (bound: number) => number;

/** An application with short numbers, so that ties and zeros are frequent. */
export interface OperationSample {
  readonly attributes: Attributes;
  /** By slot. */
  readonly inputs: readonly Tensor<number>[];
}

/** The generator mulberry32: the same numbers for the same seed, everywhere. */
export const drawFrom = (seed: number): Draw => {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
};

const anyNumber = (draw: Draw): number => (draw(2) === 0 ? draw(5) - 2 : (draw(49) - 24) / 8);

/** Above 0. */
const positive = (draw: Draw): number => (draw(24) + 1) / 8;

const otherThanZero = (draw: Draw): number => (draw(2) === 0 ? -positive(draw) : positive(draw));

/** Numbers in a shape. */
export const tensorOf = (
  draw: Draw,
  shape: Shape,
  number: (draw: Draw) => number = anyNumber,
): Tensor<number> => ({
  shape,
  entries: Array.from({ length: sizeOf(shape) }, () => number(draw)),
});

const shapeFrom = (draw: Draw, least: number, most: number): Shape =>
  Array.from({ length: least + draw(most - least + 1) }, () => 1 + draw(3));

type Sampler = (draw: Draw) => OperationSample;

const entrywise =
  (...numbers: readonly ((draw: Draw) => number)[]): Sampler =>
  (draw) => {
    const shape = shapeFrom(draw, 0, 3);
    return { attributes: {}, inputs: numbers.map((number) => tensorOf(draw, shape, number)) };
  };

const withAttribute =
  (sampler: Sampler, attributes: (draw: Draw) => Attributes): Sampler =>
  (draw) => ({ ...sampler(draw), attributes: attributes(draw) });

const one = entrywise(anyNumber);
const two = entrywise(anyNumber, anyNumber);
const slope = (draw: Draw): Attributes => ({ alpha: draw(13) / 8 });

const alongLanes =
  (slots: number): Sampler =>
  (draw) => {
    const shape = shapeFrom(draw, 0, 3);
    const axis = draw(shape.length + 1);
    return {
      attributes: axis < shape.length ? { axis } : {},
      inputs: Array.from({ length: slots }, () => tensorOf(draw, shape)),
    };
  };

const lane = alongLanes(1);
const lanes = alongLanes(2);

/** Integer exponents at any number in their domain, others above 0. */
const power: Sampler = (draw) => {
  const exponent = draw(2) === 0 ? draw(9) - 4 : (draw(65) - 32) / 8;
  const number = Number.isInteger(exponent) ? (exponent < 0 ? otherThanZero : anyNumber) : positive;
  return withAttribute(entrywise(number), () => ({ exponent }))(draw);
};

const broadcast: Sampler = (draw) => {
  const shape = shapeFrom(draw, 0, 3);
  const axes = shape.map((_, axis) => axis).filter(() => draw(2) === 0);
  const from = axes.map((axis) => entryAt(shape, axis));
  return { attributes: { shape, axes }, inputs: [tensorOf(draw, from)] };
};

const reshape: Sampler = (draw) => {
  const from = shapeFrom(draw, 0, 3);
  const shapes = [[sizeOf(from)], from.toReversed(), [1, ...from]];
  return { attributes: { shape: entryAt(shapes, draw(3)) }, inputs: [tensorOf(draw, from)] };
};

const transpose: Sampler = (draw) => {
  const shape = shapeFrom(draw, 0, 3);
  const left = shape.map((_, axis) => axis);
  const axes = shape.flatMap(() => left.splice(draw(left.length), 1));
  return { attributes: { axes }, inputs: [tensorOf(draw, shape)] };
};

const concat: Sampler = (draw) => {
  const shape = shapeFrom(draw, 1, 3);
  const axis = draw(shape.length);
  const parts = Array.from({ length: 1 + draw(3) }, () => shape.with(axis, 1 + draw(3)));
  return { attributes: { axis }, inputs: parts.map((part) => tensorOf(draw, part)) };
};

const slice: Sampler = (draw) => {
  const shape = shapeFrom(draw, 1, 3);
  const axis = draw(shape.length);
  const start = draw(entryAt(shape, axis));
  const stop = start + 1 + draw(entryAt(shape, axis) - start);
  return { attributes: { axis, start, stop }, inputs: [tensorOf(draw, shape)] };
};

const matmul: Sampler = (draw) => {
  const [m, k, n] = [1 + draw(3), 1 + draw(3), 1 + draw(3)];
  return { attributes: {}, inputs: [tensorOf(draw, [m, k]), tensorOf(draw, [k, n])] };
};

const dot: Sampler = (draw) => {
  const shape = shapeFrom(draw, 1, 1);
  return { attributes: {}, inputs: [tensorOf(draw, shape), tensorOf(draw, shape)] };
};

const affine: Sampler = (draw) => {
  const [units, inputs] = [1 + draw(3), 1 + draw(3)];
  const examples = draw(2) === 0 ? [] : [1 + draw(3)];
  const shapes = [[...examples, inputs], [units, inputs], [units]];
  return { attributes: {}, inputs: shapes.map((shape) => tensorOf(draw, shape)) };
};

const hinge: Sampler = (draw) => {
  const shape = shapeFrom(draw, 1, 3);
  const axis = draw(shape.length);
  const length = 2 + draw(2);
  const scores = tensorOf(draw, shape.with(axis, length));
  const classes = Array.from({ length: sizeOf(scores.shape) / length }, () => draw(length));
  return { attributes: { axis, classes }, inputs: [scores] };
};

/** One sampler per operation: without, the operation is in no test, and does not compile. */
export const samplers: Readonly<Record<AnyOperationName, Sampler>> = {
  add: two,
  sub: two,
  mul: two,
  div: entrywise(anyNumber, otherThanZero),
  neg: one,
  reciprocal: entrywise(otherThanZero),
  exp: one,
  log: entrywise(positive),
  pow: power,
  square: one,
  sqrt: entrywise(positive),
  sum: lane,
  mean: lane,
  max: lane,
  min: lane,
  broadcast,
  reshape,
  transpose,
  concat,
  slice,
  matmul,
  dot,
  affine,
  maximum: two,
  minimum: two,
  relu: one,
  'leaky-relu': withAttribute(one, slope),
  elu: withAttribute(one, slope),
  sigmoid: one,
  tanh: one,
  softplus: one,
  logsumexp: lane,
  softmax: lane,
  'log-softmax': lane,
  'cross-entropy-logits': lanes,
  hinge,
  'squared-error': lanes,
  norm: lane,
  'at-least': two,
  above: two,
  'first-largest': lane,
  'first-smallest': lane,
};
