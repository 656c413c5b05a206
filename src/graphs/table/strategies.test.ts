import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { apply, emptyGraph, given } from '../build.ts';
import { type Graph, getInputs, type Variable } from '../graph.ts';
import { backpropagate } from './backpropagate.ts';
import { forward } from './forward.ts';
import { naiveGradient } from './naive.ts';
import { inNumbers } from './numbers.ts';
import { recomputing } from './recompute.ts';
import { fillGradTable } from './scalar-table.ts';
import { scalars } from './test-graphs.ts';

/** x_(k+1) = x_k * x_k, n times: 2^n paths in 2n edges. */
const squarings = (n: number): { graph: Graph; w: Variable; output: Variable } => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < n; k += 1) output = apply(graph, 'mul', [output, output]);
  return { graph, w, output };
};

/** f(f(...f(w))), n calls. */
const chain = (name: 'square' | 'tanh', n: number): { graph: Graph; w: Variable; output: Variable } => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < n; k += 1) output = apply(graph, name, [output]);
  return { graph, w, output };
};

/** How often each is called on f(f(...f(w))), without the last call, whose value no factor needs. */
const callsOn = (n: number) => {
  const { graph, w, output } = chain('tanh', n);
  const at = scalars({ w: 0.5 });
  const counts = { stored: 0, recomputed: 0, slopes: 0 };
  const isCall = (V: Variable): boolean => getInputs(graph, V).length > 0;
  const values = forward(graph, float64, at, {
    evaluated: (V) => {
      if (isCall(V) && V !== output) counts.stored += 1;
    },
  });
  const table = backpropagate(graph, output, [w], inNumbers(graph, float64, values), {
    visited: () => {
      counts.slopes += 1;
    },
  });
  const calculus = recomputing(graph, float64, at, {
    evaluated: (V) => {
      if (isCall(V)) counts.recomputed += 1;
    },
  });
  const again = backpropagate(graph, output, [w], calculus);
  return { ...counts, gradients: [table.get(w)?.entries, again.get(w)?.entries] };
};

// @clause TABLE-MEMORY
// @clause CHAIN-REPEATED
describe('two strategies for f(f(f(w)))', () => {
  test.each([
    [3, 2, 3],
    [10, 9, 45],
    [100, 99, 4950],
  ])(
    'with %i calls: f takes %i values when stored, %i when recomputed, and the gradient is the same',
    (n, stored, recomputed) => {
      const counts = callsOn(n);
      expect(counts).toMatchObject({ stored, recomputed, slopes: n });
      expect(counts.gradients[1]).toEqual(counts.gradients[0]);
    },
  );

  test('of w^8 at 3/2 both give 8 w^7', () => {
    const { graph, w, output } = chain('square', 3);
    const at = scalars({ w: 1.5 });
    const values = forward(graph, float64, at);
    expect(values.at(-1)?.entries).toEqual([25.62890625]);
    for (const calculus of [inNumbers(graph, float64, values), recomputing(graph, float64, at)])
      expect(backpropagate(graph, output, [w], calculus).get(w)?.entries).toEqual([136.6875]);
  });
});

// @clause TABLE-COST
describe('the chain rule without a table', () => {
  test.each([
    [3, 15, 6],
    [5, 63, 10],
    [10, 2047, 20],
    [14, 32_767, 28],
  ])('asks for %i squarings %i times what the table has in %i edges', (n, questions, edges) => {
    const { graph, w, output } = squarings(n);
    const values = forward(graph, float64, scalars({ w: 1 }));
    let asked = 0;
    let visited = 0;
    const naive = naiveGradient(graph, float64, values, output, {
      asked: () => {
        asked += 1;
      },
    })(w);
    const table = fillGradTable(graph, float64, values, output, {
      visited: () => {
        visited += 1;
      },
    });
    expect(naive.entries).toEqual([2 ** n]);
    expect(table[w]).toBe(2 ** n);
    expect([asked, visited]).toEqual([questions, edges]);
  });
});
