/** An emulated subject that answers problems of kind `graph`. */

import { at } from '../../bounds/at.ts';
import { valueAt } from '../../model/at.ts';
import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import { flatNumbers } from '../../model/graph-numbers.ts';
import { inferShapes } from '../../model/graph-shapes.ts';
import type { OperationName } from '../../model/operations.ts';
import type { Shape } from '../../model/tensor.ts';
import { sum } from '../emulation/sums.ts';
import { entrywise } from './entrywise.ts';
import { laneWise } from './lane-wise.ts';
import type { EmulatedOperation, Entries, Subject, Used } from './operation.ts';
import { products } from './products.ts';

const operations: Readonly<Record<OperationName, EmulatedOperation>> = {
  ...entrywise,
  ...laneWise,
  ...products,
};

type Values = ReadonlyMap<string, Entries>;

const forward = (subject: Subject, problem: GraphProblem, shapes: ReadonlyMap<string, Shape>): Values => {
  const values = new Map<string, Entries>();
  for (const [name, value] of Object.entries(problem.inputs))
    values.set(name, {
      shape: valueAt(shapes, name),
      entries: flatNumbers(value).map(subject.emulation.numbers.of),
    });
  for (const { name, op, args, attributes = {} } of problem.nodes) {
    const shape = valueAt(shapes, name);
    const inputs = args.map((arg) => valueAt(values, arg));
    values.set(name, { shape, entries: operations[op].value({ ...subject, inputs, attributes, shape }) });
  }
  return values;
};

/** Terms of every entry so far, by edge. */
type Pending = Map<string, (readonly (readonly number[])[])[]>;

/** An adjoint: all terms in one sum, or one sum per edge first. */
const gathered = (
  { emulation, style }: Subject,
  edges: readonly (readonly (readonly number[])[])[],
  entries: number,
) =>
  Array.from({ length: entries }, (_, place) => {
    const lists = edges.map((edge) => at(edge, place));
    if (style.gathering === 'flat') return sum(emulation, lists.flat());
    return sum(
      emulation,
      lists.map((list) => sum(emulation, list)),
    );
  });

const usedAt = (subject: Subject, values: Values, node: GraphNode): Used => {
  const result = valueAt(values, node.name);
  const inputs = node.args.map((arg) => valueAt(values, arg));
  return { ...subject, inputs, attributes: node.attributes ?? {}, shape: result.shape, result };
};

/** Adjoints of every variable that the output depends on, by name. */
const backward = (subject: Subject, problem: GraphProblem, values: Values) => {
  const pending: Pending = new Map([[problem.output, [[[1]]]]]);
  const adjoints = new Map<string, readonly number[]>();
  const settle = (name: string): readonly number[] | undefined => {
    const edges = pending.get(name);
    if (edges === undefined) return undefined;
    const adjoint = gathered(subject, edges, valueAt(values, name).entries.length);
    adjoints.set(name, adjoint);
    return adjoint;
  };
  for (const node of problem.nodes.toReversed()) {
    const adjoint = settle(node.name);
    if (adjoint === undefined) continue;
    const used = usedAt(subject, values, node);
    for (const [slot, arg] of node.args.entries()) {
      const terms = operations[node.op].terms(used, slot, adjoint);
      pending.set(arg, [...(pending.get(arg) ?? []), terms]);
    }
  }
  for (const name of Object.keys(problem.inputs)) settle(name);
  return adjoints;
};

/** Value, then the gradients in the order of `wrt`, entries in row-major order. */
export const emulatedAnswer = (subject: Subject, problem: GraphProblem): readonly number[] => {
  const { shapes } = inferShapes(problem);
  const values = forward(subject, problem, shapes);
  const adjoints = backward(subject, problem, values);
  const gradients = problem.wrt.flatMap(
    (name) => adjoints.get(name) ?? valueAt(values, name).entries.map(() => 0),
  );
  return [...valueAt(values, problem.output).entries, ...gradients];
};
