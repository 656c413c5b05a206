import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { PathCountDefect } from './path-count.ts';
import { type PathGraph, sumFromActivation, sumFromPreActivation } from './paths.ts';

/** One input, two identity units, one identity output; dloss/da 3, scale 0.5. */
const graph: PathGraph<number> = {
  arithmetic: float64,
  zero: 0,
  network: [
    { activation: { name: 'identity' }, weights: [[[2], [5]]], biases: null },
    { activation: { name: 'identity' }, weights: [[[7, 11]]], biases: null },
  ],
  crossings: [
    { kind: 'element-wise', slopes: [[1, 1]] },
    { kind: 'element-wise', slopes: [[1]] },
  ],
  lossSlopes: [3],
  scale: 0.5,
  counts: { fromPreActivation: [1, 1], fromActivation: [1, 1], fromInput: 2 },
};

test('every path is announced with its choices and its product', () => {
  const seen: unknown[] = [];
  const total = sumFromActivation(graph, { layer: -1, unit: 0 }, 1, ({ units, exits }, product) => {
    seen.push([[...units], [...exits], product]);
  });
  expect(seen).toEqual([
    [[0, 0], [0, 0], 2 * 7 * 1.5],
    [[1, 0], [1, 0], 5 * 11 * 1.5],
  ]);
  expect(total).toBe(103.5);
});

test('a count other than the closed form is a defect of ours', () => {
  const counts = { fromPreActivation: [1, 1], fromActivation: [1, 1], fromInput: 3 };
  const wrong = { ...graph, counts };
  expect(() => sumFromActivation(wrong, { layer: -1, unit: 0 }, 1)).toThrow(new PathCountDefect(2, 3));
  const none = { ...graph, counts: { ...counts, fromPreActivation: [2, 1] } };
  expect(() => sumFromPreActivation(none, { layer: 0, piece: 0, unit: 1 }, 1)).toThrow(
    'per-weight: expected 2 paths, got 1',
  );
});
