/** One gate in place of several: a fused operation and its composition have the same gradients. */

import type { Property, Sample } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { GraphNode, GraphProblem } from '../../src/model/graph.ts';
import type { Attributes, OperationName } from '../../src/model/operations.ts';
import { byInputs, equation, forInputs, gradientAt, term } from './changed.ts';
import { drawnGraphs } from './drawn.ts';

/** A step of a composition: what it is called, its operation, and what fills its slots. */
type Step = readonly [name: string, op: OperationName, args: readonly string[], attributes?: Attributes];

/** The steps from the arguments, the last of them called like the fused operation; all of one shape but sums. */
interface Composition {
  readonly fused: OperationName;
  readonly clause: string;
  readonly steps: (node: GraphNode) => readonly Step[];
}

const arg = ({ args }: GraphNode, slot: number): string => at(args, slot);

const lane = ({ attributes: { axis } = {} }: GraphNode): Attributes => (axis === undefined ? {} : { axis });

const compositions: readonly Composition[] = [
  {
    fused: 'sigmoid',
    clause: 'GATE-FUSED',
    // 1 / (1 + e^-x), where 1 = x^0.
    steps: (node) => [
      ['a', 'neg', [arg(node, 0)]],
      ['b', 'exp', ['a']],
      ['c', 'pow', [arg(node, 0)], { exponent: 0 }],
      ['d', 'add', ['c', 'b']],
      [node.name, 'reciprocal', ['d']],
    ],
  },
  {
    fused: 'softplus',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'exp', [arg(node, 0)]],
      ['b', 'pow', [arg(node, 0)], { exponent: 0 }],
      ['c', 'add', ['b', 'a']],
      [node.name, 'log', ['c']],
    ],
  },
  {
    fused: 'square',
    clause: 'GRAPH-SLOTS',
    steps: (node) => [[node.name, 'mul', [arg(node, 0), arg(node, 0)]]],
  },
  {
    fused: 'sub',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'neg', [arg(node, 1)]],
      [node.name, 'add', [arg(node, 0), 'a']],
    ],
  },
  {
    fused: 'div',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'reciprocal', [arg(node, 1)]],
      [node.name, 'mul', [arg(node, 0), 'a']],
    ],
  },
  {
    fused: 'squared-error',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'sub', [arg(node, 0), arg(node, 1)]],
      ['b', 'mul', ['a', 'a']],
      [node.name, 'sum', ['b'], lane(node)],
    ],
  },
  {
    fused: 'dot',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'mul', [arg(node, 0), arg(node, 1)]],
      [node.name, 'sum', ['a']],
    ],
  },
  {
    fused: 'logsumexp',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'exp', [arg(node, 0)]],
      ['b', 'sum', ['a'], lane(node)],
      [node.name, 'log', ['b']],
    ],
  },
  {
    fused: 'norm',
    clause: 'GATE-FUSED',
    steps: (node) => [
      ['a', 'square', [arg(node, 0)]],
      ['b', 'sum', ['a'], lane(node)],
      [node.name, 'sqrt', ['b']],
    ],
  },
];

const nodeOf =
  (prefix: string, last: string, own: ReadonlySet<string>) =>
  ([name, op, args, attributes]: Step): GraphNode => ({
    name: name === last ? name : `${prefix}${name}`,
    op,
    args: args.map((each) => (own.has(each) ? `${prefix}${each}` : each)),
    ...(attributes && Object.keys(attributes).length > 0 && { attributes }),
  });

/** The node as several; names of their own begin with `s`, which no drawn variable does. */
const staged = (node: GraphNode, { fused, steps }: Composition): readonly GraphNode[] => {
  if (node.op !== fused) return [node];
  const own = steps(node);
  const names = new Set(own.map(([name]) => name).filter((name) => name !== node.name));
  return own.map(nodeOf(`s${node.name}`, node.name, names));
};

const composed = (drawn: GraphProblem, composition: Composition): Sample => {
  const problem = byInputs(drawn);
  const nodes = problem.nodes.flatMap((node) => staged(node, composition));
  return {
    questions: [problem, { ...problem, nodes }],
    claims: forInputs(problem, (name, steps) =>
      equation(
        'one gate and the gates that it stands for have the same gradients',
        0,
        term(1, gradientAt(name, steps)),
        term(-1, gradientAt(name, steps, 1)),
      ),
    ),
  };
};

const sample: GraphNode = { name: 'f', op: 'add', args: ['x', 'y'] };

const fusedProperty = (composition: Composition): Property => ({
  id: `fused-${composition.fused}`,
  kind: 'graph',
  clause: composition.clause,
  title: `${composition.fused} has the gradients of the operations it is composed of`,
  share: 0.15,
  samples: (supports) => {
    const needs = composition.steps(sample).map(([, op]) => op);
    const drawn = drawnGraphs(supports, { featured: composition.fused, needs, maxNodes: 2 });
    return drawn?.map((problem) => composed(problem, composition)) ?? null;
  },
});

/** A fused operation has the gradients of its composition. */
export const fusedProperties: readonly Property[] = compositions.map(fusedProperty);
