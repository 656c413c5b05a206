import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { apply, emptyGraph, given } from '../build.ts';
import { backpropagate } from '../table/backpropagate.ts';
import { forward } from '../table/forward.ts';
import { inNumbers } from '../table/numbers.ts';
import { consumersWithin, prune } from '../table/prune.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';
import { nthDerivative } from './higher-order.ts';
import { integers, randomGraph, rational, written } from './test-tensors.ts';

const scalar = (entry: number): Tensor<number> => ({ shape: [], entries: [entry] });

/** w^8 as f(f(f(w))) with f(x) = x * x. */
const eighthPower = () => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < 3; k += 1) output = apply(graph, 'mul', [output, output]);
  return { graph, w, output };
};

// @clause SYMBOL-HIGHER
describe('derivatives of f(f(f(w))) with f(x) = x^2 at 3/2', () => {
  test.each([
    [1, 136.6875],
    [2, 637.875],
    [3, 2551.5],
    [4, 8505],
    [5, 22680],
    [8, 40320],
    [9, 0],
  ])('of order %i is %d', (n, expected) => {
    const { graph, w, output } = eighthPower();
    const derived = nthDerivative(graph, output, w, n);
    const values = forward(derived.graph, float64, new Map([['w', scalar(1.5)]]));
    expect(entryAt(values, derived.result).entries).toEqual([expected]);
  });
});

// @clause SYMBOL-EVALUATE
describe('a graph of gradients', () => {
  test('has exactly the values of the direct reverse pass, wherever it is evaluated', async () => {
    const { fractions, tensor } = await rational();
    let nonzero = 0;
    fc.assert(
      fc.property(
        randomGraph,
        fc.array(fc.tuple(integers, integers), { minLength: 2, maxLength: 2 }),
        ({ graph, inputs, output }, points) => {
          const built = buildGrad(graph, output, inputs);
          for (const [x, y] of points) {
            const at = new Map([
              ['x', tensor(x)],
              ['y', tensor(y)],
            ]);
            const table = backpropagate(
              graph,
              output,
              inputs,
              inNumbers(graph, fractions, forward(graph, fractions, at)),
            );
            const values = forward(built.graph, fractions, at);
            for (const V of inputs) {
              const number = table.get(V);
              expect(written(entryAt(values, gradientBy(built, V)))).toEqual(number && written(number));
              if (number?.entries.some((entry) => !entry.equals(0))) nonzero += 1;
            }
          }
        },
      ),
      { seed: 17, numRuns: 100 },
    );
    expect(nonzero).toBeGreaterThan(100);
  });

  // @clause SYMBOL-GRAPH
  test('contains the graph unchanged, every variable in its place, and no values', () => {
    const { graph, w, output } = eighthPower();
    const built = buildGrad(graph, output, [w]);
    expect(built.graph.variables.slice(0, graph.variables.length)).toEqual(graph.variables);
    expect(graph.variables).toHaveLength(4);
    const constants = built.graph.variables.flatMap(({ origin }) =>
      origin.kind === 'constant' ? origin.entries : [],
    );
    expect(constants).toEqual([1]);
  });

  test('is built in as many steps as the pruned graph has edges', () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, inputs, output }) => {
        const targets = inputs.slice(0, 1);
        const visited: string[] = [];
        buildGrad(graph, output, targets, {
          visited: ({ consumer, slot }) => visited.push(`${consumer}.${slot}`),
        });
        const pruned = prune(graph, output, targets);
        const edges = [...pruned].flatMap((V) => consumersWithin(graph, pruned, V));
        expect(visited).toHaveLength(edges.length);
        expect(new Set(visited).size).toBe(visited.length);
      }),
      { seed: 19, numRuns: 50 },
    );
  });

  test('grows linearly: the gradient of n squarings has at most 3 variables for each', () => {
    const graph = emptyGraph();
    const w = given(graph, 'w', []);
    let output = w;
    for (let k = 0; k < 50; k += 1) output = apply(graph, 'mul', [output, output]);
    const built = buildGrad(graph, output, [w]);
    expect(built.graph.variables.length).toBeLessThanOrEqual(graph.variables.length + 3 * 50);
    const values = forward(built.graph, float64, new Map([['w', scalar(1)]]));
    expect(entryAt(values, gradientBy(built, w)).entries).toEqual([2 ** 50]);
  });

  test('differentiates one number only, and says so', () => {
    const graph = emptyGraph();
    const v = given(graph, 'v', [2]);
    expect(() => buildGrad(graph, v, [v])).toThrow('output: expected a scalar, got "v" of shape [2]');
    const s = apply(graph, 'sum', [v]);
    const built = buildGrad(graph, s, [s]);
    expect(() => gradientBy(built, v)).toThrow('expected a target, got variable 0');
  });
});
