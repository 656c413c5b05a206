/** Tiny graphs with nothing drawn at random: one that hangs together, and every operation alone. */

import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { type Attributes, type OperationName, operationEntry } from '../../model/operations.ts';
import { readGraphProblem } from '../../model/read-graph.ts';
import { isMisfit } from '../../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../../model/shape-rules/shape-rules.ts';
import { canAnswer, type Supports } from '../../model/supports.ts';
import type { Shape } from '../../model/tensor.ts';

/** No two alike and none near 0, so that no operation is at a kink. */
const decimals: readonly number[] = [0.3, 0.7, 0.5, 1.1, 0.4, 0.9, 0.6, 1.3, 0.2, 0.8, 1.2];

/** Every other one negative where the operation is defined for all numbers. */
const numbers = (positive: boolean, from = 0): ((shape: Shape) => NestedNumbers) => {
  let taken = from;
  const next = (): number => {
    const size = decimals[taken % decimals.length] ?? 1;
    taken += 1;
    return positive || taken % 2 === 1 ? size : -size;
  };
  const fill = ([size, ...inner]: Shape): NestedNumbers =>
    size === undefined ? next() : Array.from({ length: size }, () => fill(inner));
  return fill;
};

/** Other sizes on both sides: what is transposed has another shape. */
const usualShape: Shape = [2, 3];

/** Where a mistake in the layout keeps every shape. */
const squareShape: Shape = [3, 3];

const ownShapes: Readonly<Partial<Record<OperationName, readonly Shape[]>>> = {
  matmul: [usualShape, [3, 4]],
  dot: [[3], [3]],
  affine: [usualShape, [4, 3], [4]],
};

const squareShapes: Readonly<Partial<Record<OperationName, readonly Shape[]>>> = {
  dot: [[3], [3]],
  affine: [squareShape, squareShape, [3]],
};

const ownAttributes: Readonly<Partial<Record<OperationName, Attributes>>> = {
  pow: { exponent: 3 },
  'leaky-relu': { alpha: 0.1 },
  elu: { alpha: 0.5 },
  hinge: { classes: [1] },
  broadcast: { shape: [2, 2, 3], axes: [1, 2] },
  reshape: { shape: [3, 2] },
  transpose: { axes: [1, 0] },
  concat: { axis: 0 },
  slice: { axis: 1, start: 1, stop: 3 },
};

/** Of lanes along the first axis where there is a choice. */
const squareAttributes: Readonly<Partial<Record<OperationName, Attributes>>> = {
  ...ownAttributes,
  hinge: { axis: 0, classes: [1, 0, 2] },
  broadcast: { shape: [3, 3, 3], axes: [0, 2] },
  reshape: { shape: [9] },
};

/** One number of the node n: weighted where it can be, so that no two entries count alike. */
const endingOf = ({ ops }: Supports, shape: Shape): Pick<GraphProblem, 'inputs' | 'nodes' | 'output'> => {
  if (shape.length === 0) return { inputs: {}, nodes: [], output: 'n' };
  const total = (of: string): GraphNode => ({ name: 'total', op: 'sum', args: [of] });
  if (!ops.includes('mul')) return { inputs: {}, nodes: [total('n')], output: 'total' };
  const weighted: GraphNode = { name: 'weighted', op: 'mul', args: ['n', 'w'] };
  return { inputs: { w: numbers(false, 4)(shape) }, nodes: [weighted, total('weighted')], output: 'total' };
};

const names = ['x', 'y', 'b'];

/** With the gradients by all inputs, and by some results. */
const readable = (
  supports: Supports,
  problem: Omit<GraphProblem, 'kind' | 'id' | 'wrt'>,
  results: readonly string[] = [],
): GraphProblem[] => {
  const whole = { kind: 'graph', id: 'plain', ...problem, wrt: [...Object.keys(problem.inputs), ...results] };
  const read = readGraphProblem(whole);
  return read.ok && canAnswer(supports, read.problem) ? [read.problem] : [];
};

const attributesOf = (op: OperationName, square: boolean): Attributes | undefined => {
  if (!square) return ownAttributes[op];
  const isOptional = operationEntry(op).attributes.get('axis') === 'optional';
  return squareAttributes[op] ?? (isOptional ? { axis: 0 } : undefined);
};

const shapesOf = (op: OperationName, square: boolean): readonly (readonly Shape[])[] => {
  const { slots, variadic } = operationEntry(op);
  const count = variadic ? 2 : slots.length;
  const same = (shape: Shape): readonly Shape[] => Array.from({ length: count }, () => shape);
  return square ? [squareShapes[op] ?? same(squareShape)] : [ownShapes[op] ?? same(usualShape), same([])];
};

/**
 * A graph with this operation alone, in which every slot has a variable of its own; none where it cannot be
 * made to give one number. Matrices have other sizes on both sides, or are `square`.
 */
export const plainGraph = (
  supports: Supports,
  op: OperationName,
  square = false,
): readonly GraphProblem[] => {
  const attributes = attributesOf(op, square);
  const node: Omit<GraphNode, 'args'> = { name: 'n', op, ...(attributes && { attributes }) };
  const found = shapesOf(op, square).flatMap((shapes) => {
    const result = shapeRules[op](shapes, attributes ?? {});
    if (isMisfit(result)) return [];
    const draw = numbers(operationEntry(op).domain !== null);
    const args = shapes.map((shape, slot) => [names[slot] ?? `x${slot}`, draw(shape)] as const);
    const { inputs, nodes, output } = endingOf(supports, result);
    return readable(supports, {
      inputs: { ...Object.fromEntries(args), ...inputs },
      nodes: [{ ...node, args: args.map(([name]) => name) }, ...nodes],
      output,
    });
  });
  return found.slice(0, 1);
};

const bends: readonly OperationName[] = ['tanh', 'sigmoid', 'exp', 'square', 'softplus', 'relu'];

/**
 * An input and a result that several operations use, one in both slots of an operation, one that nothing depends
 * on, what bends, and a sum where the subject has one.
 */
export const connectedGraph = (supports: Supports): readonly GraphProblem[] => {
  const { ops } = supports;
  const shape = ops.includes('sum') ? usualShape : [];
  const bend = bends.find((op) => ops.includes(op));
  const draw = numbers(false);
  const q = bend === undefined ? 'p' : 'q';
  const nodes: readonly GraphNode[] = [
    { name: 'p', op: 'mul', args: ['x', 'y'] },
    ...(bend === undefined ? [] : [{ name: q, op: bend, args: ['p'] }]),
    { name: 'r', op: 'add', args: [q, 'x'] },
    { name: 's', op: 'mul', args: ['r', 'r'] },
    { name: 't', op: 'add', args: ['s', q] },
    { name: 'u', op: 'add', args: ['t', 'x'] },
    ...(shape.length === 0 ? [] : [{ name: 'f', op: 'sum' as const, args: ['u'] }]),
  ];
  const output = nodes.at(-1)?.name ?? '';
  const inputs = { x: draw(shape), y: draw(shape), aside: draw([]) };
  return readable(supports, { inputs, nodes, output }, ['r']);
};
