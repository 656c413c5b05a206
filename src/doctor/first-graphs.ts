/** The first graphs that a subject is put: tiny, readable, of operations that it claims. */

import type { GraphNode, GraphProblem, NestedNumbers } from '../model/graph.ts';
import { type Attributes, type OperationName, operationEntry } from '../model/operations.ts';
import { readGraphProblem } from '../model/read-graph.ts';
import { canAnswer, type Supports } from '../model/supports.ts';
import type { Shape } from '../model/tensor.ts';

/** No two alike and none near 0, so that no operation is at a kink. */
const decimals: readonly number[] = [0.3, 0.7, 0.5, 1.1, 0.4, 0.9, 0.6, 1.3, 0.2, 0.8, 1.2];

/** Every other one negative where the operation is defined for all numbers. */
const numbers = (positive: boolean): ((shape: Shape) => NestedNumbers) => {
  let taken = 0;
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

const ownShapes: Readonly<Partial<Record<OperationName, readonly Shape[]>>> = {
  matmul: [usualShape, [3, 4]],
  dot: [[3], [3]],
  affine: [usualShape, [4, 3], [4]],
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

/** Ways to make one number of the last node, the plainest first; of weighted sums no two entries are alike. */
const endings: readonly ((weights: NestedNumbers) => Pick<GraphProblem, 'inputs' | 'nodes'>)[] = [
  () => ({ inputs: {}, nodes: [] }),
  (weights) => ({
    inputs: { w: weights },
    nodes: [
      { name: 'weighted', op: 'mul', args: ['n', 'w'] },
      { name: 'total', op: 'sum', args: ['weighted'] },
    ],
  }),
  () => ({ inputs: {}, nodes: [{ name: 'total', op: 'sum', args: ['n'] }] }),
];

const endShapes: readonly Shape[] = [usualShape, [2, 4], [3, 2], [4, 3], [2, 2], [2, 2, 3]];

const names = ['x', 'y', 'b'];

const readable = (supports: Supports, problem: Omit<GraphProblem, 'kind' | 'id' | 'wrt'>): GraphProblem[] => {
  const whole = { kind: 'graph', id: 'first-contact', ...problem, wrt: Object.keys(problem.inputs) };
  const read = readGraphProblem(whole);
  return read.ok && canAnswer(supports, read.problem) ? [read.problem] : [];
};

/** A graph with this operation alone, as far as it gives one number. */
const withOperation = (supports: Supports, op: OperationName): readonly GraphProblem[] => {
  const { slots, variadic, domain } = operationEntry(op);
  const count = variadic ? 2 : slots.length;
  const same = (shape: Shape): readonly Shape[] => Array.from({ length: count }, () => shape);
  const attributes = ownAttributes[op];
  const node: Omit<GraphNode, 'args'> = { name: 'n', op, ...(attributes && { attributes }) };
  const found = [ownShapes[op] ?? same(usualShape), same([])].flatMap((shapes) => {
    const draw = numbers(domain !== null);
    const args = shapes.map((shape, slot) => [names[slot] ?? `x${slot}`, draw(shape)] as const);
    return endings.flatMap((ending) =>
      endShapes.flatMap((shape) => {
        const end = ending(numbers(false)(shape));
        return readable(supports, {
          inputs: { ...Object.fromEntries(args), ...end.inputs },
          nodes: [{ ...node, args: args.map(([name]) => name) }, ...end.nodes],
          output: end.nodes.at(-1)?.name ?? 'n',
        });
      }),
    );
  });
  return found.slice(0, 1);
};

const bends: readonly OperationName[] = ['tanh', 'sigmoid', 'exp', 'square', 'softplus', 'relu'];

/**
 * A variable that two operations use, one in both slots of an operation, one that nothing depends on, what
 * bends, and a sum where the subject has one.
 */
const whole = (supports: Supports): readonly GraphProblem[] => {
  const { ops } = supports;
  const shape = ops.includes('sum') ? usualShape : [];
  const bend = bends.find((op) => ops.includes(op));
  const draw = numbers(false);
  const nodes: readonly GraphNode[] = [
    { name: 'p', op: 'mul', args: ['x', 'y'] },
    ...(bend === undefined ? [] : [{ name: 'q', op: bend, args: ['p'] }]),
    { name: 'r', op: 'add', args: [bend === undefined ? 'p' : 'q', 'x'] },
    { name: 's', op: 'mul', args: ['r', 'r'] },
    ...(shape.length === 0 ? [] : [{ name: 'f', op: 'sum' as const, args: ['s'] }]),
  ];
  const output = nodes.at(-1)?.name ?? '';
  return readable(supports, { inputs: { x: draw(shape), y: draw(shape), aside: draw([]) }, nodes, output });
};

/** Graphs that the subject claims: one that hangs together, then one per operation. */
export const firstGraphs = (supports: Supports): readonly GraphProblem[] =>
  supports.kinds.includes('graph')
    ? [...whole(supports), ...supports.ops.flatMap((op) => withOperation(supports, op))]
    : [];
