/** What an operation needs beside its first argument: shapes of the other slots, and attributes that fit. */

import type { Attributes, OperationName } from '../../model/operations.ts';
import { sizeOf } from '../../model/shape-rules/shape-rule.ts';
import type { Shape } from '../../model/tensor.ts';

/** The rest of an operation on a first argument. */
export interface Rest {
  /** Shapes of the slots after the first. */
  readonly slots: readonly Shape[];
  readonly attributes?: Attributes;
}

/** Null where the operation cannot have a first argument of this shape; `choice` decides where there is one. */
type RestOf = (shape: Shape, choice: number) => Rest | null;

const pick = <T>(from: readonly T[], choice: number): T => from[choice % from.length] as T;

const alone: RestOf = () => ({ slots: [] });

const withSame: RestOf = (shape) => ({ slots: [shape] });

const axisOf = (shape: Shape, choice: number): number | undefined =>
  pick([undefined, ...shape.keys()], choice);

const optionalAxis = (shape: Shape, choice: number): Attributes => {
  const axis = axisOf(shape, choice);
  return axis === undefined ? {} : { axis };
};

const withAttributes = (slots: readonly Shape[], attributes: Attributes): Rest =>
  Object.keys(attributes).length === 0 ? { slots } : { slots, attributes };

const lane: RestOf = (shape, choice) => withAttributes([], optionalAxis(shape, choice));

const lanePair: RestOf = (shape, choice) => withAttributes([shape], optionalAxis(shape, choice));

const withFactor: RestOf = (_, choice) => ({
  slots: [],
  attributes: { alpha: pick([0.1, 0.5, 0.25, 1.5], choice) },
});

const power: RestOf = (_, choice) => ({
  slots: [],
  attributes: { exponent: pick([2, 3, -1, 0.5, -2, 1.5, 0], choice) },
});

const hinge: RestOf = (shape, choice) => {
  const axis = axisOf(shape, choice);
  const length = axis === undefined ? sizeOf(shape) : (shape[axis] as number);
  if (length < 2) return null;
  const classes = Array.from({ length: sizeOf(shape) / length }, (_, place) => (choice + place) % length);
  return { slots: [], attributes: { ...(axis !== undefined && { axis }), classes } };
};

/** One axis more, of two or three entries, before one of those that are there or after all. */
const broadcast: RestOf = (shape, choice) => {
  const place = choice % (shape.length + 1);
  const axes = shape.map((_, axis) => (axis < place ? axis : axis + 1));
  return { slots: [], attributes: { shape: shape.toSpliced(place, 0, 2 + (choice % 2)), axes } };
};

const reshape: RestOf = (shape, choice) => ({
  slots: [],
  attributes: { shape: pick([[sizeOf(shape)], shape.toReversed(), [...shape, 1]], choice) },
});

const transpose: RestOf = (shape, choice) => {
  if (shape.length < 2) return null;
  const axes = [...shape.keys()];
  return { slots: [], attributes: { axes: pick([axes.toReversed(), [...axes.slice(1), 0], axes], choice) } };
};

/** One more argument or two, one of them longer along the axis. */
const concat: RestOf = (shape, choice) => {
  const axis = choice % shape.length;
  const size = shape[axis];
  if (size === undefined) return null;
  const longer = shape.with(axis, size + 1);
  const slots = pick([[shape], [longer], [longer, shape]], Math.floor(choice / shape.length));
  return { slots, attributes: { axis } };
};

const slice: RestOf = (shape, choice) => {
  if (shape.length === 0) return null;
  const axis = choice % shape.length;
  const size = shape[axis] as number;
  const start = choice % size;
  return { slots: [], attributes: { axis, start, stop: start + 1 + (choice % (size - start)) } };
};

const matmul: RestOf = (shape, choice) =>
  shape.length === 2 ? { slots: [[shape[1] as number, 1 + (choice % 3)]] } : null;

const dot: RestOf = (shape) => (shape.length === 1 ? { slots: [shape] } : null);

const affine: RestOf = (shape, choice) => {
  if (shape.length !== 1 && shape.length !== 2) return null;
  const units = 1 + (choice % 3);
  return { slots: [[units, shape.at(-1) as number], [units]] };
};

/** By operation, simple ones first: shrinking goes towards the front. */
export const restOf: Readonly<Record<OperationName, RestOf>> = {
  add: withSame,
  mul: withSame,
  sub: withSame,
  neg: alone,
  sum: lane,
  square: alone,
  div: withSame,
  reciprocal: alone,
  mean: lane,
  dot,
  matmul,
  affine,
  relu: alone,
  sigmoid: alone,
  tanh: alone,
  exp: alone,
  log: alone,
  sqrt: alone,
  pow: power,
  maximum: withSame,
  minimum: withSame,
  max: lane,
  min: lane,
  'leaky-relu': withFactor,
  elu: withFactor,
  softplus: alone,
  'squared-error': lanePair,
  norm: lane,
  softmax: lane,
  logsumexp: lane,
  'log-softmax': lane,
  'cross-entropy-logits': lanePair,
  hinge,
  transpose,
  slice,
  concat,
  reshape,
  broadcast,
};
