import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnGraphs } from '../../../properties/graphs/drawn.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { boundGraphAnswer } from '../../bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../bounds/precision.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { graphOf } from '../build.ts';
import { gradientOfGraph } from '../gradient.ts';
import { type Graph, getEntry, getInputs, type Variable, variableNamed, variablesOf } from '../graph.ts';
import { toNested } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';

/** A graph of gradients as a problem: constants become inputs. */
const written = (graph: Graph, { inputs }: GraphProblem): Pick<GraphProblem, 'inputs' | 'nodes'> => {
  const given: Record<string, NestedNumbers> = { ...inputs };
  const nodes: GraphNode[] = [];
  for (const V of variablesOf(graph)) {
    const { name, shape, origin } = getEntry(graph, V);
    if (origin.kind === 'constant') given[name] = toNested({ shape, entries: origin.entries });
    if (origin.kind !== 'result') continue;
    const op = operationNames.find((known) => known === origin.operation.name);
    if (op === undefined) throw new Error(`${origin.operation.name} is no operation of a problem`);
    const args = getInputs(graph, V).map((input: Variable) => getEntry(graph, input).name);
    nodes.push({ name, op, args, attributes: origin.operation.attributes });
  }
  return { inputs: given, nodes };
};

const flat = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(flat) : [Number(nested)];

/** The gradient of <dz/dx, unit vector>, a row of the Hessian, with its bounds. */
const rowOf = (problem: GraphProblem, name: string, place: number) => {
  const graph = graphOf(problem);
  const x = variableNamed(graph, name);
  const built = buildGrad(graph, variableNamed(graph, problem.output), [x]);
  const { shape } = getEntry(graph, x);
  const count = flat(problem.inputs[name]).length;
  const unit = Array.from({ length: count }, (_, other) => (other === place ? 1 : 0));
  const { inputs, nodes } = written(built.graph, problem);
  const second: GraphProblem = {
    kind: 'graph',
    inputs: { ...inputs, unit: toNested({ shape, entries: unit }) },
    nodes: [
      ...nodes,
      { name: 'along', op: 'mul', args: [getEntry(built.graph, gradientBy(built, x)).name, 'unit'] },
      { name: 'slope', op: 'sum', args: ['along'] },
    ],
    output: 'slope',
    wrt: [name],
  };
  const answer = gradientOfGraph(second, float64);
  if (isRefusal(answer)) return undefined;
  const { gradients } = boundGraphAnswer(second, precision('float64'), 'convention');
  return { entries: flat(answer.gradients[name]), bounds: flat(gradients[name]) };
};

/** How many entries other than 0 were compared with the one across the diagonal, all within the bounds. */
const compared = (problem: GraphProblem, name: string): number => {
  const places = [...flat(problem.inputs[name]).keys()];
  const rows = places.map((place) => rowOf(problem, name, place));
  let count = 0;
  for (const [i, row] of rows.entries()) {
    for (const [j, other] of rows.slice(0, i).entries()) {
      if (row === undefined || other === undefined) continue;
      const distance = Math.abs(Number(row.entries[j]) - Number(other.entries[i]));
      const bound = Number(row.bounds[j]) + Number(other.bounds[i]);
      expect(Number.isFinite(distance) && distance <= bound, JSON.stringify(problem)).toBe(true);
      count += Number(row.entries[j]) === 0 ? 0 : 1;
    }
  }
  return count;
};

/** f^2, whose Hessian has 2 df df' in it: every entry depends on every other. */
const squared = (problem: GraphProblem): GraphProblem => ({
  ...problem,
  nodes: [...problem.nodes, { name: 'squared', op: 'square', args: [problem.output] }],
  output: 'squared',
});

const smooth = [
  'add',
  'sub',
  'mul',
  'square',
  'exp',
  'sigmoid',
  'softplus',
  'sum',
  'matmul',
  'affine',
] as const;

// @clause SYMBOL-HIGHER
test('Hessians in float64 are symmetric within the bounds of both entries', () => {
  const everyGraph = { ...everything, kinds: ['graph'], ops: operationNames } as const;
  const graphs = drawnGraphs(everyGraph, {
    operations: smooth,
    needs: ['sum'],
    maxNodes: 6,
    shapes: [[2], [3], [2, 2]],
  });
  if (graphs === null) throw new Error('no graphs');
  const problems = fc.sample(graphs, { seed: 20261122, numRuns: 60 }).map(squared);
  const counts = problems.flatMap((problem) =>
    Object.keys(problem.inputs).map((name) => compared(problem, name)),
  );
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(100);
});
