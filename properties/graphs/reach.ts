/** What takes part in a gradient, and what must make no difference. */

import type { Property, Sample } from '../../src/judge/property.ts';
import type { GraphNode, GraphProblem } from '../../src/model/graph.ts';
import {
  appended,
  byInputs,
  entriesIn,
  equation,
  firstInput,
  forInputs,
  gradientAt,
  inputOf,
  term,
} from './changed.ts';
import { drawnProperty } from './drawn-property.ts';

/** An input that nothing uses, and a node that leads nowhere. */
const unreachable = (drawn: GraphProblem): Sample => {
  const aside = inputOf(drawn, firstInput(drawn));
  const problem = appended(drawn, {
    inputs: { aside },
    nodes: [{ name: 'nowhere', op: 'add', args: ['aside', firstInput(drawn)] }],
    output: drawn.output,
  });
  const asked = { ...problem, wrt: [...problem.wrt, 'aside', 'nowhere'] };
  const zero = (name: string) =>
    entriesIn(aside).map((steps) =>
      equation('what the output does not depend on has gradient 0', 0, term(1, gradientAt(name, steps))),
    );
  return { questions: [asked], claims: [...zero('aside'), ...zero('nowhere')] };
};

/** The same question, asked for one gradient alone. */
const fewer = (drawn: GraphProblem): Sample => {
  const problem = byInputs(drawn);
  const names = Object.keys(problem.inputs);
  return {
    questions: [problem, ...names.map((name) => ({ ...problem, wrt: [name] }))],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'a gradient does not depend on which others are asked for',
        0,
        term(1, gradientAt(name, steps)),
        term(-1, gradientAt(name, steps, 1 + names.indexOf(name))),
      ),
    ),
  };
};

/** Another topological order: as late as possible in place of as early. */
const reordered = ({ inputs, nodes }: GraphProblem): readonly GraphNode[] => {
  const done = new Set(Object.keys(inputs));
  const left = [...nodes];
  const ordered: GraphNode[] = [];
  while (left.length > 0) {
    const next = left.findLastIndex(({ args }) => args.every((arg) => done.has(arg)));
    const [node] = left.splice(next, 1);
    if (node === undefined) throw new Error('a graph has no order');
    done.add(node.name);
    ordered.push(node);
  }
  return ordered;
};

/** Nodes in another order, inputs the other way round. */
const rearranged = (drawn: GraphProblem): Sample => {
  const first = firstInput(drawn);
  const problem = appended(byInputs(drawn), {
    nodes: [
      { name: 'left', op: 'sum', args: [first] },
      { name: 'middle', op: 'tanh', args: ['left'] },
      { name: 'right', op: 'sum', args: [first] },
      { name: 'both', op: 'mul', args: ['middle', 'right'] },
      { name: 'end', op: 'add', args: ['both', drawn.output] },
    ],
    output: 'end',
  });
  const inputs = Object.fromEntries(Object.entries(problem.inputs).toReversed());
  return {
    questions: [problem, { ...problem, inputs, nodes: reordered(problem) }],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'gradients do not depend on the order in which nodes are computed',
        0,
        term(1, gradientAt(name, steps)),
        term(-1, gradientAt(name, steps, 1)),
      ),
    ),
  };
};

/** What takes part, and what makes no difference. */
export const reachProperties: readonly Property[] = [
  drawnProperty(
    'graph-unreachable',
    'GENERAL-PRUNE',
    'what the output does not depend on has gradient 0',
    ['add'],
    unreachable,
  ),
  drawnProperty(
    'graph-targets',
    'GRAPH-CONSTANTS',
    'variables whose gradients are not asked for change nothing',
    [],
    fewer,
  ),
  drawnProperty(
    'graph-order',
    'GRAPH-ORDER',
    'in whichever order nodes and inputs stand, the gradients are the same',
    ['sum', 'tanh', 'mul', 'add'],
    rearranged,
  ),
];
