/** Graphs exactly at a kink: zeros and ties. */

import fc from 'fast-check';
import { agreesOnGraph } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphNode, GraphProblem } from '../../src/model/graph.ts';
import type { OperationName } from '../../src/model/operations.ts';

/** An operation at a kink of its first entry, and away from any at its second. */
interface AtKink {
  readonly node: Omit<GraphNode, 'name'>;
  readonly inputs: (number: number) => GraphProblem['inputs'];
}

const zeroed = (number: number) => ({ x: [0, number] });
const tied = (number: number) => ({ x: [number, number] });

const kinks: readonly AtKink[] = [
  { node: { op: 'relu', args: ['x'] }, inputs: zeroed },
  { node: { op: 'leaky-relu', args: ['x'], attributes: { alpha: 0.25 } }, inputs: zeroed },
  { node: { op: 'elu', args: ['x'], attributes: { alpha: 0.5 } }, inputs: zeroed },
  { node: { op: 'maximum', args: ['x', 'y'] }, inputs: (number) => ({ x: [number, 2], y: [number, 1] }) },
  { node: { op: 'minimum', args: ['x', 'y'] }, inputs: (number) => ({ x: [number, 2], y: [number, 1] }) },
  { node: { op: 'max', args: ['x'] }, inputs: tied },
  { node: { op: 'min', args: ['x'] }, inputs: tied },
  {
    node: { op: 'hinge', args: ['x'], attributes: { classes: [0] } },
    inputs: (number) => ({ x: [Math.round(number), Math.round(number) - 1] }),
  },
  { node: { op: 'norm', args: ['x'] }, inputs: () => ({ x: [0, 0] }) },
];

const reducing: readonly OperationName[] = ['max', 'min', 'hinge', 'norm'];

/** The sum of the weighted results. */
const problemAt = ({ node, inputs }: AtKink, number: number, weights: readonly number[]): GraphProblem => {
  const reduced = reducing.includes(node.op);
  const given = { ...inputs(number), w: reduced ? Number(weights[0]) : weights };
  const weighted: GraphNode = { name: 'p', op: 'mul', args: ['n', 'w'] };
  return {
    kind: 'graph',
    inputs: given,
    nodes: [
      { name: 'n', ...node },
      weighted,
      ...(reduced ? [] : [{ name: 'f', op: 'sum', args: ['p'] } as const]),
    ],
    output: reduced ? 'p' : 'f',
    wrt: Object.keys(given),
  };
};

const agreeing = (problem: GraphProblem): Sample => ({
  questions: [problem],
  claims: agreesOnGraph(0, problem),
});

const number = fc.constantFrom(1, -1, 2, 0.5, -1.5, 3);

const atKinks: Property = {
  id: 'graph-kinks',
  kind: 'graph',
  clause: 'KINK-CONVENTION',
  title:
    'at a kink of an operation the gradient is one that the chain rule allows: of ours, the one that the operation says',
  share: 0.5,
  samples: ({ kinds, ops }) => {
    const claimed = kinks.filter(({ node: { op } }) => ops.includes(op));
    if (!kinds.includes('graph') || claimed.length === 0) return null;
    if (!ops.includes('mul') || !ops.includes('sum')) return null;
    return fc
      .tuple(fc.constantFrom(...claimed), number, fc.tuple(number, number))
      .map((drawn) => agreeing(problemAt(...drawn)));
  },
};

/** Graphs whose arguments lie on a kink. */
export const graphKinkProperties: readonly Property[] = [atKinks];
