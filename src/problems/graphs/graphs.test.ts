import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { entriesIn } from '../../graphs/forward-mode/forward-mode.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { readGraphProblem } from '../../model/read-graph.ts';
import { graphProblems } from './graphs.ts';

const evaluate = entriesIn(float64);

const all = graphProblems({ evaluate, operations: operationNames });

it('grows only problems that the reader takes', () => {
  const grown = fc.sample(all, { seed: 1, numRuns: 500 });
  for (const problem of grown) {
    const read = readGraphProblem(JSON.parse(JSON.stringify(problem)));
    expect(read.ok ? [] : read.defects).toEqual([]);
  }
  expect(grown.length).toBe(500);
});

it('uses one variable in two slots, and one in several nodes', () => {
  const grown = fc.sample(all, { seed: 2, numRuns: 300 });
  const twice = grown.filter(({ nodes }) => nodes.some(({ args }) => new Set(args).size < args.length));
  const branches = grown.filter(({ nodes }) => {
    const uses = nodes.flatMap(({ args }) => [...new Set(args)]);
    return new Set(uses).size < uses.length;
  });
  expect(twice.length).toBeGreaterThan(15);
  expect(branches.length).toBeGreaterThan(30);
});

describe('featured', () => {
  it.each(operationNames)('%s is in every graph', (featured) => {
    const grown = fc.sample(graphProblems({ evaluate, operations: operationNames, featured, maxNodes: 3 }), {
      seed: 3,
      numRuns: 20,
    });
    expect(grown.filter(({ nodes }) => nodes.some(({ op }) => op === featured))).toHaveLength(20);
  });
});

it('stays among the operations allowed, and sum', () => {
  const few = graphProblems({ evaluate, operations: ['mul', 'tanh'] });
  const ops = fc.sample(few, { seed: 4, numRuns: 100 }).flatMap(({ nodes }) => nodes.map(({ op }) => op));
  expect(new Set(ops)).toEqual(new Set(['mul', 'tanh', 'sum']));
});

it('shrinks to one operation on one number', () => {
  const hasSquare = ({ nodes }: GraphProblem) => nodes.some(({ op }) => op === 'square');
  const { counterexample } = fc.check(
    fc.property(all, (problem) => !hasSquare(problem)),
    { seed: 6, numRuns: 2000 },
  );
  expect(counterexample).toEqual([
    {
      kind: 'graph',
      inputs: { x0: 0 },
      nodes: [{ name: 'n0', op: 'square', args: ['x0'] }],
      output: 'n0',
      wrt: ['x0'],
    },
  ]);
});
