import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { derive } from '../../gradients/per-weight/derivation.ts';
import type { Place } from '../../gradients/per-weight/place.ts';
import { isRefusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { forwardValues } from './forward-values.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: [[1], [2]], biases: null, activation: { name: 'identity' } },
    { weights: [[[1, 0]], [[3, -4]]], biases: [[0.5], [1]], activation: { name: 'maxout', pieces: 2 } },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1], [-1]],
  targets: [[0], [0]],
};

const rowsAt = (place: Place): readonly string[] => {
  const derivation = derive(problem, float64, place);
  if (isRefusal(derivation)) throw new Error(derivation.refused);
  const shown = derivation.examples.flatMap(({ example, paths }) =>
    paths.map((path) => ({ ...path, example })),
  );
  return forwardValues(problem, derivation.examples, shown).map(
    ({ example, z, a }) =>
      `${example}: ${[...z, a].map(({ symbol, value }) => `${symbol} ${value}`).join(', ')}`,
  );
};

test('a unit on several paths is listed once, with the value of every piece that is on one', () => {
  // a1 = (1, 2) and (-1, -2); pieces a1[0] + 1/2 and 3 a1[0] - 4 a1[1] + 1; the larger is a2.
  expect(rowsAt({ kind: 'weight', layer: 0, unit: 1, input: 0 })).toEqual([
    '0: z[1](2) 2, a[1](2) 2',
    '0: z[2]{1}(1) 1.5, z[2]{2}(1) -4, a[2](1) 1.5',
    '1: z[1](2) -2, a[1](2) -2',
    '1: z[2]{1}(1) -0.5, z[2]{2}(1) 6, a[2](1) 6',
  ]);
});

test('pieces and examples that no path runs through are left out', () => {
  expect(rowsAt({ kind: 'bias', layer: 1, piece: 1, unit: 0 })).toEqual([
    '0: z[2]{2}(1) -4, a[2](1) 1.5',
    '1: z[2]{2}(1) 6, a[2](1) 6',
  ]);
  expect(rowsAt({ kind: 'input', example: 1, component: 0 })).toEqual([
    '1: z[1](1) -1, a[1](1) -1',
    '1: z[1](2) -2, a[1](2) -2',
    '1: z[2]{1}(1) -0.5, z[2]{2}(1) 6, a[2](1) 6',
  ]);
});
