import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { apply, emptyGraph, type GrowingGraph, given } from '../build.ts';
import type { Variable } from '../graph.ts';
import { forward } from '../table/forward.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { hessianVectorProduct } from './higher-order.ts';
import { integers, randomGraph, rational, written } from './test-tensors.ts';

const vector = (...entries: readonly number[]): Tensor<number> => ({ shape: [entries.length], entries });

// @clause SYMBOL-HIGHER
describe('second derivatives', () => {
  /** x' A x + b . x^3 with its Hessian A + A' + diag(6 b x) by hand. */
  const cubic = () => {
    const graph = emptyGraph();
    const [x, A, b] = [given(graph, 'x', [3]), given(graph, 'A', [3, 3]), given(graph, 'b', [3])];
    const row = apply(graph, 'reshape', [x], { shape: [1, 3] });
    const product = apply(graph, 'reshape', [apply(graph, 'matmul', [row, A])], { shape: [3] });
    const cubes = apply(graph, 'pow', [x], { exponent: 3 });
    const output = apply(graph, 'add', [apply(graph, 'dot', [product, x]), apply(graph, 'dot', [b, cubes])]);
    return { graph, x, output };
  };

  const hessianRow = (unit: number): readonly number[] => {
    const { graph, x, output } = cubic();
    const { graph: second, result } = hessianVectorProduct(graph, output, x, 'v');
    const values = forward(
      second,
      float64,
      new Map([
        ['x', vector(1, -2, 3)],
        ['A', { shape: [3, 3], entries: [1, 2, 3, 4, 5, 6, 7, 8, 9] }],
        ['b', vector(1, 0, -1)],
        ['v', vector(...[0, 1, 2].map((place) => (place === unit ? 1 : 0)))],
      ]),
    );
    return entryAt(values, result).entries;
  };

  test('come as products of the Hessian with unit vectors', () => {
    expect([0, 1, 2].map(hessianRow)).toEqual([
      [2 + 6, 6, 10],
      [6, 10, 14],
      [10, 14, 18 - 18],
    ]);
  });

  test('do not depend on the order: the Hessian of random rational graphs is symmetric, exactly', async () => {
    const { fractions, tensor } = await rational();
    const unit = (place: number) => tensor([0, 1, 2].map((other) => (other === place ? 1 : 0)));
    let mixed = 0;
    fc.assert(
      fc.property(randomGraph, integers, integers, ({ graph, inputs, output }, x, y) => {
        // Products of neighbours, so that different entries of x meet.
        const X = entryAt(inputs, 0);
        const turned = turn(graph, output, X);
        const { graph: second, result } = hessianVectorProduct(graph, turned, X, 'v');
        const rows = [0, 1, 2].map((place) => {
          const at = new Map([
            ['x', tensor(x)],
            ['y', tensor(y)],
            ['v', unit(place)],
          ]);
          return written(entryAt(forward(second, fractions, at), result));
        });
        for (const i of [0, 1, 2]) {
          for (const j of [0, 1, 2]) {
            expect(rows[i]?.[j]).toBe(rows[j]?.[i]);
            if (i !== j && rows[i]?.[j] !== '0') mixed += 1;
          }
        }
      }),
      { seed: 23, numRuns: 60 },
    );
    expect(mixed).toBeGreaterThan(60);
  });
});

/** output * <x, x turned by one place>. */
const turn = (graph: GrowingGraph, output: Variable, x: Variable): Variable => {
  const head = apply(graph, 'slice', [x], { axis: 0, start: 0, stop: 1 });
  const tail = apply(graph, 'slice', [x], { axis: 0, start: 1, stop: 3 });
  const turned = apply(graph, 'concat', [tail, head], { axis: 0 });
  return apply(graph, 'mul', [output, apply(graph, 'dot', [x, turned])]);
};
