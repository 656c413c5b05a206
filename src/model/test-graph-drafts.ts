/** Problems of kind `graph` to be read, right ones and wrong ones, and what is said of them. */

import { describeAll } from './defect.ts';
import { readGraphProblem } from './read-graph.ts';

/** Not yet a problem: any field may be wrong. */
export type Draft = Record<string, unknown>;

/** A node of any form. */
export const node = (name: string, op: unknown, args: readonly unknown[], attributes?: unknown): Draft =>
  attributes === undefined ? { name, op, args } : { name, op, args, attributes };

const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];

/** A valid problem, (x + y) z, with some fields replaced. */
export const problem = (fields: Draft = {}): Draft => ({
  kind: 'graph',
  inputs: { x: -2, y: 5, z: -4, v: [1, 2], w: [3, 4, 5], M: matrix },
  nodes: [node('q', 'add', ['x', 'y']), node('f', 'mul', ['q', 'z'])],
  output: 'f',
  wrt: ['x', 'y', 'z'],
  ...fields,
});

/** A graph of one operation and the sum of its result. */
export const one = (op: string, args: readonly string[], attributes?: unknown): Draft =>
  problem({ nodes: [node('r', op, args, attributes), node('s', 'sum', ['r'])], output: 's' });

/** Every defect on a line of its own, or `valid`. */
export const said = (value: unknown): string => {
  const read = readGraphProblem(value);
  return read.ok ? 'valid' : describeAll(read.defects);
};

/** What is refused, and the text that says so. */
export type Refused = readonly [title: string, value: unknown, text: string];
