/** Where the first mistake in a graph must be, from which gradients are wrong and which are right. */

import type { GraphNode, GraphProblem } from '../model/graph.ts';
import type { Discrepancy, Location } from '../model/verdict.ts';

/** `n1 = mul(x0, n0)` */
const written = ({ name, op, args }: GraphNode): string => `${name} = ${op}(${args.join(', ')})`;

/** The wrong one that the output is nearest to: everything that is asked for behind it is right. */
const latest = ({ inputs, nodes }: GraphProblem, wrong: ReadonlySet<unknown>): string | undefined =>
  [...Object.keys(inputs), ...nodes.map(({ name }) => name)].findLast((name) => wrong.has(name));

const list = (nodes: readonly GraphNode[]): string => nodes.map(written).join(' and ');

/** `wrong`: entries that are not as expected, none of them by a relation alone. */
export const locateInGraph = (problem: GraphProblem, wrong: readonly Discrepancy[]): Location | null => {
  const names = new Set(wrong.map(({ path }) => path[1]));
  if (wrong.some(({ path }) => path[0] === 'value'))
    return { clause: 'GRAPH-ORDER', reason: 'the value is wrong already' };
  const first = latest(problem, names);
  if (first === undefined) return null;
  const consumers = problem.nodes.filter(({ args }) => args.includes(first));
  if (consumers.length === 0)
    return { clause: 'GENERAL-PRUNE', reason: `nothing depends on ${first}: its gradient is 0` };
  const isKnown = ({ name }: GraphNode): boolean => name === problem.output || problem.wrt.includes(name);
  const behind = consumers.every(isKnown) ? '' : ', or later';
  return {
    clause: 'GENERAL-VJP',
    reason: `what comes back to ${first} through ${list(consumers)} is wrong${behind}`,
  };
};
