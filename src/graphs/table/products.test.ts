import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import { apply, emptyGraph, given } from '../build.ts';
import { drawFrom, tensorOf } from '../operation-samples.ts';
import { innerProduct } from '../tensor/sums.ts';
import { mapEntries, type Tensor } from '../tensor/tensor.ts';
import { forward } from './forward.ts';
import { jacobian, jacobianVectorProduct, vectorJacobianProduct } from './products.ts';

const vector = (...entries: readonly number[]): Tensor<number> => ({ shape: [entries.length], entries });

/** relu(W x) * x with W 2x2: quadratic, of two outputs. */
const quadratic = () => {
  const graph = emptyGraph();
  const [x, W, b] = [given(graph, 'x', [2]), given(graph, 'W', [2, 2]), given(graph, 'b', [2])];
  const z = apply(graph, 'affine', [x, W, b]);
  const h = apply(graph, 'leaky-relu', [z], { alpha: 0.5 });
  return { graph, x, W, y: apply(graph, 'mul', [h, x]) };
};

const values = <T>(arithmetic: Arithmetic<T>, x: Tensor<number>) =>
  forward(
    quadratic().graph,
    arithmetic,
    new Map(
      Object.entries({ x, W: { shape: [2, 2], entries: [1, 2, -3, 1] }, b: vector(1, 0) }).map(
        ([name, tensor]) => [name, mapEntries(tensor, arithmetic.of)],
      ),
    ),
  );

// @clause GENERAL-JACOBIAN
describe('the Jacobian of a function of several outputs', () => {
  test('has one row per output and one column per entry of the input', () => {
    const { graph, x, y } = quadratic();
    const evaluated = { graph, arithmetic: float64, values: values(float64, vector(2, 1)) };
    // z = (5, -5), h = (5, -2.5), y = h * x; dy0/dx = (5 + 1 * 2, 2 * 2), dy1/dx = (-1.5 * 1, -2.5 + 0.5 * 1).
    expect(jacobian(evaluated, y, x)).toEqual([
      [7, 4],
      [-1.5, -2],
    ]);
  });

  test('has columns that are the forward changes along unit vectors', () => {
    const { graph, x, y } = quadratic();
    const evaluated = { graph, arithmetic: float64, values: values(float64, vector(2, 1)) };
    expect(jacobianVectorProduct(evaluated, y, x, vector(1, 0)).entries).toEqual([7, -1.5]);
    expect(jacobianVectorProduct(evaluated, y, x, vector(0, 1)).entries).toEqual([4, -2]);
  });

  test('is zero where nothing depends on the variable, and the identity for the variable itself', () => {
    const graph = emptyGraph();
    const [x, v] = [given(graph, 'x', [2]), given(graph, 'v', [2])];
    const y = apply(graph, 'square', [x]);
    const given2 = new Map([
      ['x', vector(1, 2)],
      ['v', vector(3, 4)],
    ]);
    const evaluated = { graph, arithmetic: float64, values: forward(graph, float64, given2) };
    expect(jacobian(evaluated, y, v)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(jacobianVectorProduct(evaluated, y, v, vector(1, 1)).entries).toEqual([0, 0]);
    expect(jacobian(evaluated, x, x)).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

// @clause GENERAL-MODES
test("forward and reverse mode agree on a whole graph: <u, J v> = <J' u, v> exactly, at random points", async () => {
  const fractions = await fractionArithmetic();
  const draw = drawFrom(13);
  const { graph, x, W, y } = quadratic();
  let nonzero = 0;
  for (let run = 0; run < 100; run += 1) {
    const point = tensorOf(draw, [2]);
    const evaluated = { graph, arithmetic: fractions, values: values(fractions, point) };
    const u = mapEntries(tensorOf(draw, [2]), fractions.of);
    for (const [target, shape] of [[x, [2]] as const, [W, [2, 2]] as const]) {
      const v = mapEntries(tensorOf(draw, shape), fractions.of);
      const back = vectorJacobianProduct(evaluated, y, [target], u).get(target);
      const onward = jacobianVectorProduct(evaluated, y, target, v);
      const left = innerProduct(fractions, u.entries, onward.entries);
      expect(left.equals(innerProduct(fractions, back?.entries ?? [], v.entries))).toBe(true);
      if (!left.equals(0)) nonzero += 1;
    }
  }
  expect(nonzero).toBeGreaterThan(100);
});

/** A layer of 100 examples of 4096 numbers: value and gradient of sum(g * max(0, x)). */
const layer = `
  import { float64 } from './src/arithmetic/float64.ts';
  import { apply, emptyGraph, given } from './src/graphs/build.ts';
  import { backpropagate } from './src/graphs/table/backpropagate.ts';
  import { forward } from './src/graphs/table/forward.ts';
  import { inNumbers } from './src/graphs/table/numbers.ts';
  let operations = 0;
  const counted = (f) => (...parts) => { operations += 1; return f(...parts); };
  const arithmetic = Object.fromEntries(
    Object.entries(float64).map(([name, part]) => [name, typeof part === 'function' ? counted(part) : part]),
  );
  const shape = [100, 4096];
  const graph = emptyGraph();
  const [x, g] = [given(graph, 'x', shape), given(graph, 'g', shape)];
  const h = apply(graph, 'relu', [x]);
  const output = apply(graph, 'sum', [apply(graph, 'mul', [g, h])]);
  const tensor = (f) => ({ shape, entries: Array.from({ length: 409600 }, (_, place) => f(place)) });
  const values = forward(graph, arithmetic, new Map([
    ['x', tensor((place) => (place % 2 === 0 ? 1.5 : -1.5))],
    ['g', tensor((place) => place + 0.5)],
  ]));
  operations = 0;
  const gradient = backpropagate(graph, output, [x], inNumbers(graph, arithmetic, values)).get(x);
  const { entries } = gradient;
  console.log(JSON.stringify({
    length: entries.length,
    wrong: entries.filter((entry, place) => entry !== (place % 2 === 0 ? place + 0.5 : 0)).length,
    operations,
  }));
`;

// @clause CHAIN-DIAGONAL
describe('a layer of 4096 units for 100 examples', () => {
  // Its Jacobian would have 409,600 x 409,600 entries: 1.3 TB of doubles.
  test('has its gradient in a heap of 256 MB, in a few operations per entry', () => {
    const said = execFileSync(
      process.execPath,
      [
        '--max-old-space-size=256',
        '--input-type=module-typescript',
        '--disable-warning=ExperimentalWarning',
        '-e',
        layer,
      ],
      { cwd: new URL('../../../', import.meta.url), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const { length, wrong, operations } = JSON.parse(said);
    expect({ length, wrong }).toEqual({ length: 409_600, wrong: 0 });
    expect(operations).toBeGreaterThan(0);
    expect(operations).toBeLessThan(5 * 409_600);
  });
});
