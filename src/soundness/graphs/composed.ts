/** The same problem with operations replaced by their composition from others (spec/ops.json, `composition`). */

import { at } from '../../bounds/at.ts';
import { valueAt } from '../../model/at.ts';
import { attribute } from '../../model/attributes.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { inferShapes } from '../../model/graph-shapes.ts';
import type { Attributes, OperationName } from '../../model/operations.ts';
import { isMisfit, sizeOf } from '../../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../../model/shape-rules/shape-rules.ts';
import type { Shape } from '../../model/tensor.ts';

/** A problem that is being written. */
interface Writing {
  readonly inputs: Record<string, NestedNumbers>;
  readonly nodes: GraphNode[];
  readonly shapes: Map<string, Shape>;
}

/** The node that is replaced. */
interface Replaced extends Writing {
  readonly node: GraphNode;
}

const shapeOf = ({ shapes }: Writing, name: string): Shape => valueAt(shapes, name);

const filled = (shape: Shape, entry: number): NestedNumbers => {
  const [size, ...inner] = shape;
  return size === undefined ? entry : Array.from({ length: size }, () => filled(inner, entry));
};

/** A constant in the shape of a variable. */
const number = (writing: Writing, like: string, entry: number): string => {
  const shape = shapeOf(writing, like);
  const name = `constant${Object.keys(writing.inputs).length}`;
  writing.inputs[name] = filled(shape, entry);
  writing.shapes.set(name, shape);
  return name;
};

const write = (
  writing: Writing,
  op: OperationName,
  args: readonly string[],
  attributes?: Attributes,
  name = `step${writing.nodes.length}`,
): string => {
  const shape = shapeRules[op](
    args.map((arg) => shapeOf(writing, arg)),
    attributes ?? {},
  );
  if (isMisfit(shape)) throw new RangeError(`${op}: expected ${shape.expected}, got ${shape.got}`);
  writing.nodes.push({ name, op, args, ...(attributes && { attributes }) });
  writing.shapes.set(name, shape);
  return name;
};

/** Writes the last operation of a composition under the name of the node. */
const last = (replaced: Replaced, op: OperationName, args: readonly string[], attributes?: Attributes) => {
  write(replaced, op, args, attributes, replaced.node.name);
};

const argOf = ({ node }: Replaced, slot = 0): string => at(node.args, slot);

const axisOf = ({ node }: Replaced): Attributes | undefined => {
  const axis = node.attributes?.axis;
  return axis === undefined ? undefined : { axis };
};

/** A number per lane at every entry of its lane. */
const spread = (replaced: Replaced, name: string): string => {
  const shape = shapeOf(replaced, argOf(replaced));
  const axis = replaced.node.attributes?.axis;
  const axes = axis === undefined ? [] : [...shape.keys()].filter((index) => index !== axis);
  return write(replaced, 'broadcast', [name], { shape, axes });
};

const total = (replaced: Replaced, name: string): string => write(replaced, 'sum', [name], axisOf(replaced));

const onePlus = (replaced: Replaced, name: string): string =>
  write(replaced, 'add', [number(replaced, name, 1), name]);

const positivePart = (replaced: Replaced, name: string): string =>
  write(replaced, 'maximum', [name, number(replaced, name, 0)]);

const alpha = (replaced: Replaced): string =>
  number(replaced, argOf(replaced), attribute(replaced.node.attributes ?? {}, 'alpha'));

const logOfSum = (replaced: Replaced): string =>
  write(replaced, 'log', [total(replaced, write(replaced, 'exp', [argOf(replaced)]))]);

const logShares = (replaced: Replaced): string =>
  write(replaced, 'sub', [argOf(replaced), spread(replaced, logOfSum(replaced))]);

const affine = (replaced: Replaced): void => {
  const x = argOf(replaced);
  const shape = shapeOf(replaced, x);
  const rows = write(replaced, 'reshape', [x], { shape: shape.length === 1 ? [1, ...shape] : shape });
  const weights = write(replaced, 'transpose', [argOf(replaced, 1)], { axes: [1, 0] });
  const product = write(replaced, 'matmul', [rows, weights]);
  const biases = write(replaced, 'broadcast', [argOf(replaced, 2)], {
    shape: shapeOf(replaced, product),
    axes: [1],
  });
  const sum = write(replaced, 'add', [product, biases]);
  last(replaced, 'reshape', [sum], { shape: shapeOf(replaced, replaced.node.name) });
};

const elu = (replaced: Replaced): void => {
  const x = argOf(replaced);
  const power = write(replaced, 'exp', [write(replaced, 'minimum', [x, number(replaced, x, 0)])]);
  const below = write(replaced, 'sub', [power, number(replaced, x, 1)]);
  last(replaced, 'add', [positivePart(replaced, x), write(replaced, 'mul', [alpha(replaced), below])]);
};

const leakyRelu = (replaced: Replaced): void => {
  const below = positivePart(replaced, write(replaced, 'neg', [argOf(replaced)]));
  const scaled = write(replaced, 'mul', [alpha(replaced), below]);
  last(replaced, 'sub', [positivePart(replaced, argOf(replaced)), scaled]);
};

const mean = (replaced: Replaced): void => {
  const sum = total(replaced, argOf(replaced));
  const count = sizeOf(shapeOf(replaced, argOf(replaced))) / sizeOf(shapeOf(replaced, replaced.node.name));
  last(replaced, 'div', [sum, number(replaced, sum, count)]);
};

const tanh = (replaced: Replaced): void => {
  const up = write(replaced, 'exp', [argOf(replaced)]);
  const down = write(replaced, 'exp', [write(replaced, 'neg', [argOf(replaced)])]);
  last(replaced, 'div', [write(replaced, 'sub', [up, down]), write(replaced, 'add', [up, down])]);
};

const softmax = (replaced: Replaced): void => {
  const powers = write(replaced, 'exp', [argOf(replaced)]);
  last(replaced, 'div', [powers, spread(replaced, total(replaced, powers))]);
};

const compositions: Readonly<Partial<Record<OperationName, (replaced: Replaced) => void>>> = {
  square: (w) => last(w, 'mul', [argOf(w), argOf(w)]),
  mean,
  dot: (w) => last(w, 'sum', [write(w, 'mul', w.node.args)]),
  affine,
  relu: (w) => last(w, 'maximum', [argOf(w), number(w, argOf(w), 0)]),
  'leaky-relu': leakyRelu,
  elu,
  sigmoid: (w) => last(w, 'reciprocal', [onePlus(w, write(w, 'exp', [write(w, 'neg', [argOf(w)])]))]),
  tanh,
  softplus: (w) => last(w, 'log', [onePlus(w, write(w, 'exp', [argOf(w)]))]),
  logsumexp: (w) => last(w, 'log', [total(w, write(w, 'exp', [argOf(w)]))]),
  softmax,
  'log-softmax': (w) => last(w, 'sub', [argOf(w), spread(w, logOfSum(w))]),
  'cross-entropy-logits': (w) => last(w, 'neg', [total(w, write(w, 'mul', [argOf(w, 1), logShares(w)]))]),
  'squared-error': (w) => last(w, 'sum', [write(w, 'square', [write(w, 'sub', w.node.args)])], axisOf(w)),
  norm: (w) => last(w, 'sqrt', [total(w, write(w, 'square', [argOf(w)]))]),
};

/** The problem with every operation composed that has a composition here; nodes in `kept` stay. */
export const compose = (problem: GraphProblem, kept: ReadonlySet<string>): GraphProblem => {
  const { shapes } = inferShapes(problem);
  const writing: Writing = { inputs: { ...problem.inputs }, nodes: [], shapes: new Map(shapes) };
  for (const node of problem.nodes) {
    const composition = kept.has(node.name) ? undefined : compositions[node.op];
    if (composition === undefined) writing.nodes.push(node);
    else composition({ ...writing, node });
  }
  return { ...problem, inputs: writing.inputs, nodes: writing.nodes };
};
