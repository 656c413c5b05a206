import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnGraphs } from '../../../properties/graphs/drawn.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { boundGraphAnswer } from '../../bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../bounds/precision.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { operationNames } from '../../model/operations.ts';
import { everything } from '../../model/supports.ts';
import { gradientOfGraph } from '../gradient.ts';
import { gradientOnTape } from './of-graph.ts';

const everyGraph = { ...everything, kinds: ['graph'], ops: operationNames } as const;

const flat = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(flat) : [Number(nested)];

const numbersOf = (
  { wrt }: GraphProblem,
  value: number,
  gradients: Readonly<Record<string, NestedNumbers<unknown>>>,
): readonly number[] => [value, ...wrt.flatMap((name) => flat(gradients[name]))];

const everyVariable = (problem: GraphProblem): GraphProblem => ({
  ...problem,
  wrt: [...Object.keys(problem.inputs), ...problem.nodes.map(({ name }) => name)],
});

/** How many numbers were compared with those of the table, every one within both bounds. */
const compared = (problem: GraphProblem): number => {
  const table = gradientOfGraph(problem, float64);
  if (isRefusal(table)) return 0;
  const own = gradientOnTape(problem);
  const bounds = boundGraphAnswer(problem, precision('float64'), 'convention');
  const limits = numbersOf(problem, Number(bounds.value), bounds.gradients);
  const numbers = numbersOf(problem, own.value, own.gradients);
  const others = numbersOf(problem, table.value, table.gradients);
  expect(numbers.length).toBe(others.length);
  for (const [place, number] of numbers.entries()) {
    const [other = Number.NaN, limit = Number.NaN] = [others[place], limits[place]];
    expect(Math.abs(number - other) <= 2 * limit, JSON.stringify(problem)).toBe(true);
  }
  return numbers.length;
};

describe('a graph of tensors on a tape', () => {
  it.each(operationNames)('has the value and the gradients of the table: %s', (featured) => {
    const graphs = drawnGraphs(everyGraph, { featured, maxNodes: 3 });
    if (graphs === null) throw new Error('no graphs');
    const counts = fc
      .sample(graphs, { seed: 7, numRuns: 20 })
      .map((problem) => compared(everyVariable(problem)));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThanOrEqual(18);
  });
});
