import { describe, expect, test } from 'vitest';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Loss } from '../../model/problem.ts';
import { answer, identity, oneLayer } from './test-networks.ts';

describe('hinge', () => {
  const hinge: Loss = { name: 'hinge', scale: 0.5 };

  test('only margins above 0 count, each against the correct class', () => {
    // Margins: (-0.5, 0.25) and (-0.25, 1.25).
    const { cost, deltas } = answer(
      oneLayer(
        identity,
        hinge,
        [
          [3, 1.5, 2.25],
          [0.5, 2, 1.75],
        ],
        [
          [1, 0, 0],
          [0, 0, 1],
        ],
      ),
    );
    expect(cost).toBe(0.75);
    expect(deltas).toEqual([
      [
        [-0.5, 0, 0.5],
        [0, 0.5, -0.5],
      ],
    ]);
  });

  test('a margin of exactly 0 is inactive unless a derivative is chosen', () => {
    const problem = oneLayer(identity, hinge, [[1, 0]], [[1, 0]]);
    expect(answer(problem).deltas).toEqual([[[0, 0]]]);
    expect(answer(problem, () => 0.25)).toMatchObject({ cost: 0, deltas: [[[-0.125, 0.125]]] });
  });
});

describe('norm', () => {
  const norm: Loss = { name: 'norm', scale: 2 };

  test('of (1, 1, 1, 1) is 2 with derivative 1/2 each', () => {
    const problem = oneLayer(identity, norm, [[1, 2, 3, 4]], [[0, 1, 2, 3]]);
    expect(answer(problem)).toMatchObject({ cost: 4, deltas: [[[1, 1, 1, 1]]] });
  });

  test('of 0 has gradient 0 unless one is chosen', () => {
    const problem = oneLayer(identity, norm, [[3, -1]], [[3, -1]]);
    expect(answer(problem)).toMatchObject({ cost: 0, deltas: [[[0, 0]]], gradients: { inputs: [[0, 0]] } });
    const choose: KinkChoice = (site) => (site.unit === 0 ? 0.5 : undefined);
    expect(answer(problem, choose)).toMatchObject({ cost: 0, deltas: [[[1, 0]]] });
  });
});
