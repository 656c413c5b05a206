/** Where the first mistake in a graph must be, from which gradients are wrong and which are right. */

import type { GraphNode, GraphProblem } from '../model/graph.ts';
import type { Discrepancy, Location } from '../model/verdict.ts';

/** `n1 = mul(x0, n0)` */
const written = ({ name, op, args }: GraphNode): string => `${name} = ${op}(${args.join(', ')})`;

/** The wrong one that the output is nearest to: everything that is asked for behind it is right. */
const latest = ({ inputs, nodes }: GraphProblem, wrong: ReadonlySet<unknown>): string | undefined =>
  [...Object.keys(inputs), ...nodes.map(({ name }) => name)].findLast((name) => wrong.has(name));

const list = (nodes: readonly GraphNode[]): string => nodes.map(written).join(' and ');

/** The nodes that the output depends on, itself among them. */
const leadingToOutput = ({ nodes, output }: GraphProblem): readonly GraphNode[] => {
  const needed = new Set([output]);
  const found = nodes.toReversed().filter(({ name, args }) => {
    if (!needed.has(name)) return false;
    for (const arg of args) needed.add(arg);
    return true;
  });
  return found.toReversed();
};

/** `wrong`: entries that are not as expected, none of them by a relation alone. */
export const locateInGraph = (problem: GraphProblem, wrong: readonly Discrepancy[]): Location | null => {
  const names = new Set(wrong.map(({ path }) => path[1]));
  if (wrong.some(({ path }) => path[0] === 'value'))
    return { clause: 'GRAPH-ORDER', reason: 'the value is wrong already' };
  const first = latest(problem, names);
  if (first === undefined) return null;
  if (first === problem.output)
    return { clause: 'GENERAL-SEED', reason: `${first} is the output: its gradient by itself is 1` };
  const consumers = leadingToOutput(problem).filter(({ args }) => args.includes(first));
  if (consumers.length === 0)
    return {
      clause: 'GENERAL-PRUNE',
      reason: `${problem.output} does not depend on ${first}: its gradient is 0`,
    };
  const isKnown = ({ name }: GraphNode): boolean => name === problem.output || problem.wrt.includes(name);
  const behind = consumers.every(isKnown) ? '' : ', or later';
  return {
    clause: 'GENERAL-VJP',
    reason: `what comes back to ${first} through ${list(consumers)} is wrong${behind}`,
  };
};
