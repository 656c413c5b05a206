/** Every fused operation written out in others. */

import type { OperationName } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { apply, constant, type GrowingGraph } from '../build.ts';
import { getEntry, type Variable } from '../graph.ts';
import type { OperationSample } from '../operation-samples.ts';
import { entryAt } from '../tensor/tensor.ts';

interface Writing {
  readonly graph: GrowingGraph;
  readonly inputs: readonly Variable[];
  readonly sample: OperationSample;
}

/** Writes an operation in others; the variable is its result. */
export type Composition = (writing: Writing) => Variable;

const shapeOf = ({ graph }: Writing, V: Variable): Shape => getEntry(graph, V).shape;

/** What fills a slot. */
export const x = ({ inputs }: Writing, slot = 0): Variable => entryAt(inputs, slot);

const number = (writing: Writing, V: Variable, entry: number): Variable => {
  const shape = shapeOf(writing, V);
  return constant(
    writing.graph,
    shape,
    new Array<number>(shape.reduce((n, size) => n * size, 1)).fill(entry),
  );
};

const op = (
  { graph }: Writing,
  name: OperationName,
  inputs: readonly Variable[],
  attributes: OperationSample['attributes'] = {},
): Variable => apply(graph, name, inputs, attributes);

const axisOf = ({ sample }: Writing): OperationSample['attributes'] => {
  const { axis } = sample.attributes;
  return axis === undefined ? {} : { axis };
};

/** A number per lane at every entry of its lane. */
const spread = (writing: Writing, V: Variable): Variable => {
  const shape = shapeOf(writing, x(writing));
  const { axis } = writing.sample.attributes;
  const axes = axis === undefined ? [] : shape.map((_, index) => index).filter((index) => index !== axis);
  return op(writing, 'broadcast', [V], { shape, axes });
};

const total = (writing: Writing, V: Variable): Variable => op(writing, 'sum', [V], axisOf(writing));

const positivePart = (w: Writing, V: Variable): Variable => op(w, 'maximum', [V, number(w, V, 0)]);

const exponentialShares = (w: Writing): Variable => {
  const powers = op(w, 'exp', [x(w)]);
  return op(w, 'div', [powers, spread(w, total(w, powers))]);
};

const logOfSum = (w: Writing): Variable => op(w, 'log', [total(w, op(w, 'exp', [x(w)]))]);

const logShares = (w: Writing): Variable => op(w, 'sub', [x(w), spread(w, logOfSum(w))]);

/** The margins of every lane but that of the class itself, one relu each. */
const hinge: Composition = (w) => {
  const shape = shapeOf(w, x(w));
  const { axis = 0, classes = [] } = w.sample.attributes;
  const inner = shape.slice(axis + 1).reduce((n, size) => n * size, 1);
  const length = entryAt(shape, axis);
  const flat = op(w, 'reshape', [x(w)], { shape: [shape.reduce((n, size) => n * size, 1)] });
  const score = (lane: number, k: number): Variable => {
    const place = (Math.floor(lane / inner) * length + k) * inner + (lane % inner);
    const part = op(w, 'slice', [flat], { axis: 0, start: place, stop: place + 1 });
    return op(w, 'reshape', [part], { shape: [] });
  };
  const losses = classes.map((right, lane) => {
    const margins = Array.from({ length }, (_, k) => k)
      .filter((k) => k !== right)
      .map((k) => op(w, 'sub', [score(lane, k), score(lane, right)]))
      .map((difference) => op(w, 'relu', [op(w, 'add', [difference, number(w, difference, 1)])]));
    return margins.reduce((sum, margin) => op(w, 'add', [sum, margin]));
  });
  const rows = losses.map((loss) => op(w, 'reshape', [loss], { shape: [1] }));
  return op(w, 'reshape', [op(w, 'concat', rows, { axis: 0 })], { shape: shape.toSpliced(axis, 1) });
};

const affine: Composition = (w) => {
  const shape = shapeOf(w, x(w));
  const rows = op(w, 'reshape', [x(w)], { shape: shape.length === 1 ? [1, ...shape] : shape });
  const product = op(w, 'matmul', [rows, op(w, 'transpose', [x(w, 1)], { axes: [1, 0] })]);
  const biases = op(w, 'broadcast', [x(w, 2)], { shape: shapeOf(w, product), axes: [1] });
  const units = entryAt(shapeOf(w, x(w, 2)), 0);
  return op(w, 'reshape', [op(w, 'add', [product, biases])], { shape: [...shape.slice(0, -1), units] });
};

/** Factors for an integer exponent, else a power of e. */
const power: Composition = (w) => {
  const { exponent = 0 } = w.sample.attributes;
  if (!Number.isInteger(exponent)) {
    const logarithm = op(w, 'mul', [number(w, x(w), exponent), op(w, 'log', [x(w)])]);
    return op(w, 'exp', [logarithm]);
  }
  let product = number(w, x(w), 1);
  for (let n = 0; n < Math.abs(exponent); n += 1) product = op(w, 'mul', [product, x(w)]);
  return exponent < 0 ? op(w, 'reciprocal', [product]) : product;
};

/** By the operation that is composed. */
export const compositions: ReadonlyMap<OperationName, Composition> = new Map<OperationName, Composition>([
  ['sub', (w) => op(w, 'add', [x(w), op(w, 'neg', [x(w, 1)])])],
  ['div', (w) => op(w, 'mul', [x(w), op(w, 'reciprocal', [x(w, 1)])])],
  ['neg', (w) => op(w, 'mul', [x(w), number(w, x(w), -1)])],
  ['square', (w) => op(w, 'mul', [x(w), x(w)])],
  ['sqrt', (w) => op(w, 'exp', [op(w, 'mul', [op(w, 'log', [x(w)]), number(w, x(w), 0.5)])])],
  ['pow', power],
  ['mean', (w) => op(w, 'div', [total(w, x(w)), number(w, total(w, x(w)), lengthOf(w))])],
  ['dot', (w) => op(w, 'sum', [op(w, 'mul', [x(w), x(w, 1)])])],
  ['affine', affine],
  [
    'minimum',
    (w) =>
      op(w, 'neg', [
        op(
          w,
          'maximum',
          w.inputs.map((V) => op(w, 'neg', [V])),
        ),
      ]),
  ],
  ['min', (w) => op(w, 'neg', [op(w, 'max', [op(w, 'neg', [x(w)])], axisOf(w))])],
  ['relu', (w) => positivePart(w, x(w))],
  ['leaky-relu', (w) => op(w, 'sub', [positivePart(w, x(w)), scaledNegative(w)])],
  ['elu', (w) => op(w, 'add', [positivePart(w, x(w)), scaledPower(w)])],
  ['sigmoid', (w) => op(w, 'reciprocal', [onePlus(w, op(w, 'exp', [op(w, 'neg', [x(w)])]))])],
  ['tanh', (w) => op(w, 'div', [...sinhAndCosh(w)])],
  ['softplus', (w) => op(w, 'log', [onePlus(w, op(w, 'exp', [x(w)]))])],
  ['logsumexp', logOfSum],
  ['softmax', exponentialShares],
  ['log-softmax', logShares],
  ['cross-entropy-logits', (w) => op(w, 'neg', [total(w, op(w, 'mul', [x(w, 1), logShares(w)]))])],
  ['hinge', hinge],
  ['squared-error', (w) => total(w, op(w, 'square', [op(w, 'sub', [x(w), x(w, 1)])]))],
  ['norm', (w) => op(w, 'sqrt', [total(w, op(w, 'square', [x(w)]))])],
]);

const lengthOf = (w: Writing): number => {
  const size = (V: Variable): number => shapeOf(w, V).reduce((n, axis) => n * axis, 1);
  return size(x(w)) / size(total(w, x(w)));
};

const onePlus = (w: Writing, V: Variable): Variable => op(w, 'add', [number(w, V, 1), V]);

const alpha = (w: Writing): Variable => number(w, x(w), w.sample.attributes.alpha ?? 0);

const scaledNegative = (w: Writing): Variable =>
  op(w, 'mul', [alpha(w), positivePart(w, op(w, 'neg', [x(w)]))]);

const scaledPower = (w: Writing): Variable => {
  const power = op(w, 'exp', [op(w, 'minimum', [x(w), number(w, x(w), 0)])]);
  return op(w, 'mul', [alpha(w), op(w, 'sub', [power, number(w, x(w), 1)])]);
};

const sinhAndCosh = (w: Writing): readonly [Variable, Variable] => {
  const [up, down] = [op(w, 'exp', [x(w)]), op(w, 'exp', [op(w, 'neg', [x(w)])])];
  return [op(w, 'sub', [up, down]), op(w, 'add', [up, down])];
};
