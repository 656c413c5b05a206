/** A problem of kind `graph` as text: its inputs, then a line for every node. */

import type { GraphNode, GraphProblem } from '../model/graph.ts';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** ` axis 1, classes [0,2]`, or nothing. */
const attributesText = ({ attributes = {} }: GraphNode): string =>
  Object.entries(attributes)
    .map(([name, value], index) => `${index === 0 ? '; ' : ', '}${name} ${JSON.stringify(value)}`)
    .join('');

/** `n1 = mul(x0, n0)`; attributes behind a semicolon, as in `n1 = sum(x0; axis 1)`. */
const nodeText = (node: GraphNode): string =>
  `${node.name} = ${node.op}(${node.args.join(', ')}${attributesText(node)})`;

/** Names, operations and numbers of ours or of a problem that was read: nothing in them needs escaping. */
export const graphLines = ({ inputs, nodes, output, wrt }: GraphProblem): readonly string[] => [
  ...Object.entries(inputs).map(([name, value]) => `      ${name} = ${JSON.stringify(value)}`),
  ...nodes.map((node) => `      ${nodeText(node)}`),
  `      gradient of ${output} by ${wrt.join(', ')}`,
];

/** `graph of 2 nodes, 3 inputs` */
export const graphSize = ({ inputs, nodes }: GraphProblem): string =>
  `graph of ${counted(nodes.length, 'node')}, ${counted(Object.keys(inputs).length, 'input')}`;
