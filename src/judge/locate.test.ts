import { expect, it } from 'vitest';
import type { Path } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { locate } from './locate.ts';

const layer = { weights: [[1]], biases: [0], activation: { name: 'identity' } } as const;
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [layer, layer, layer],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[0]],
};

const wrong = (...paths: Path[]): readonly Discrepancy[] =>
  paths.map((path) => ({ question: 0, path, got: 1, expected: 2, bound: 0 }));

const weight = (l: number): Path => ['gradients', 'weights', l, 0, 0];
const bias = (l: number): Path => ['gradients', 'biases', l, 0];

it.each([
  ['FORWARD-OUTPUT', wrong(['outputs', 0, 0], ['cost'], weight(2))],
  ['LOSS-COST', wrong(['cost'])],
  ['DELTA-OUTPUT', wrong(weight(2), bias(2), weight(0))],
  ['DELTA-HIDDEN', wrong(weight(1), bias(1), weight(0))],
  ['DELTA-HIDDEN', wrong(weight(0))],
  ['GRAD-WEIGHT', wrong(weight(2))],
  ['GRAD-BIAS', wrong(bias(2), bias(1))],
  ['GRAD-INPUT', wrong(['gradients', 'inputs', 0, 0])],
])('points at %s', (clause, discrepancies) => {
  expect(locate(problem, discrepancies)).toMatchObject({ clause });
});

it('says nothing of relations between answers', () => {
  const [first] = wrong(weight(0));
  expect(locate(problem, [{ ...(first as Discrepancy), relation: 'a relation' }])).toBeNull();
});

it.each([
  [wrong(weight(2), bias(2)), 'layers[2], the last one, is wrong already', 'the last layer is wrong already'],
  [
    wrong(weight(1), bias(1)),
    'layers[1] is wrong and every layer above is right',
    'a layer below the last is wrong and every layer above is right',
  ],
  [
    wrong(weight(2)),
    'only weights are wrong in layers[2], the last one',
    'only weights are wrong in the last layer',
  ],
  [
    wrong(bias(1)),
    'only biases are wrong in layers[1] and every layer above is right',
    'only biases are wrong in a layer below the last and every layer above is right',
  ],
])('names a layer by its index only where the reader sees the problem', (discrepancies, shown, other) => {
  expect(locate(problem, discrepancies)?.reason).toBe(shown);
  expect(locate(problem, discrepancies, false)?.reason).toBe(other);
});
