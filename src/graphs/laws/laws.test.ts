import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnGraphs } from '../../../properties/graphs/drawn.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { type OperationName, operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { type Engine, engine } from './engine.ts';
import { laws } from './laws.ts';

const arithmetic = await fractionArithmetic();
const exact = {
  arithmetic,
  equal: (one: ReturnType<typeof arithmetic.of>, other: typeof one) => one.equals(other),
};

/** Operations that rationals are closed under, kinks among them. */
const rational: readonly OperationName[] = [
  'add',
  'sub',
  'mul',
  'div',
  'square',
  'sum',
  'mean',
  'broadcast',
  'reshape',
  'transpose',
  'concat',
  'slice',
  'matmul',
  'affine',
  'squared-error',
  'relu',
  'maximum',
  'max',
];

const everyGraph = { ...everything, kinds: ['graph'], ops: operationNames } as const;

const problems = (): readonly GraphProblem[] =>
  [{ maxNodes: 6 }, { maxNodes: 6, shapes: [[]] }].flatMap((options, index) => {
    const graphs = drawnGraphs(everyGraph, { operations: rational, ...options });
    if (graphs === null) throw new Error('no graphs');
    return fc
      .sample(graphs, { seed: 20261122 + index, numRuns: 40 })
      .map((problem) => ({ ...problem, wrt: Object.keys(problem.inputs) }));
  });

describe('a law holds of every graph, exactly', () => {
  it.each(laws.map((law) => [law.id, law.title, law] as const))('%s: %s', (_id, _title, law) => {
    for (const problem of problems())
      expect(law.holds(engine, problem, exact), JSON.stringify(problem)).toBe(true);
  });
});

/** For each law something that breaks it; the mistakes of `mutants/graphs` are planted in the sources themselves. */
const broken: Readonly<Record<string, Partial<Engine>>> = {
  'law-accessors': { getConsumers: (graph, V) => engine.getConsumers(graph, V).slice(1) },
  'law-counts': {
    backpropagate: (graph, output, targets, calculus, observer) => {
      engine.backpropagate(graph, output, targets, calculus, observer);
      return engine.backpropagate(graph, output, targets, calculus, observer);
    },
  },
  'law-memory': { recomputing: (graph, numbers) => engine.inNumbers(graph, numbers, []) },
  'law-modes': {
    derivativesAlong: (problem, numbers, direction) =>
      engine.derivativesAlong({ ...problem, nodes: problem.nodes.slice(0, 1) }, numbers, direction),
  },
  'law-symbols': { gradientBy: (_, target) => target },
  'law-gradient-graph': { gradientBy: (_, target) => target },
  'law-hessian': {
    nthDerivative: (graph, output, x) => engine.nthDerivative(graph, output, x, 1),
    hessianVectorProduct: (graph, output, x, direction) => {
      const { graph: grown } = engine.hessianVectorProduct(graph, output, x, direction);
      return { graph: grown, result: x };
    },
  },
};

describe('and breaks where something is wrong', () => {
  it.each(laws.map((law) => [law.id, law] as const))('%s', (id, law) => {
    const other = { ...engine, ...broken[id] };
    const holds = (problem: GraphProblem): boolean => {
      try {
        return law.holds(other, problem, exact);
      } catch {
        return false;
      }
    };
    expect(problems().filter((problem) => !holds(problem)).length).toBeGreaterThan(20);
  });
});
