import { describe, expect, it } from 'vitest';
import type { MaxoutLayer, MlpProblem } from '../../model/problem.ts';
import { answerTo, halfSquared, plain } from './test-networks.ts';

describe('maxout', () => {
  // x = (1, 2). Unit 1: pieces 1*1 + 0*2 = 1 and -1*1 + 1*2 = 1, tied. Unit 2: 3 against 2 + 2 = 4.
  const layer: MaxoutLayer = {
    weights: [
      [
        [1, 0],
        [1, 1],
      ],
      [
        [-1, 1],
        [0, 1],
      ],
    ],
    biases: [
      [0, 0],
      [0, 2],
    ],
    activation: { name: 'maxout', pieces: 2 },
  };
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [layer],
    loss: halfSquared,
    inputs: [[1, 2]],
    targets: [[0, 2]],
  };

  it('gives a tied unit to its lowest piece and every other to its largest', () => {
    const { outputs, gradients, deltas, trace } = answerTo(problem);
    expect(outputs).toEqual([[1, 4]]);
    expect(trace.preActivations).toEqual([[[1, 4]]]);
    expect(deltas).toEqual([[[1, 2]]]);
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [1, 2],
          [0, 0],
        ],
        [
          [0, 0],
          [2, 4],
        ],
      ],
    ]);
    expect(plain(gradients.biases)).toEqual([
      [
        [1, 0],
        [0, 2],
      ],
    ]);
    // 1 * (1, 0) of the first unit's first piece, 2 * (0, 1) of the second unit's second.
    expect(gradients.inputs).toEqual([[1, 2]]);
  });

  it('splits the delta by the weights chosen for the pieces', () => {
    const { gradients } = answerTo(problem, (site) =>
      site.kind === 'maxout' && site.unit === 0 ? [0.25, 0.75][site.piece] : undefined,
    );
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [0.25, 0.5],
          [0, 0],
        ],
        [
          [0.75, 1.5],
          [2, 4],
        ],
      ],
    ]);
    expect(plain(gradients.biases)).toEqual([
      [
        [0.25, 0],
        [0.75, 2],
      ],
    ]);
    // 1/4 (1, 0) + 3/4 (-1, 1) + 2 (0, 1)
    expect(gradients.inputs).toEqual([[-0.5, 2.75]]);
  });

  it('answers null for biases that are null', () => {
    const { outputs, gradients } = answerTo({ ...problem, layers: [{ ...layer, biases: null }] });
    expect(outputs).toEqual([[1, 3]]);
    expect(gradients.biases).toEqual([null]);
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [1, 2],
          [1, 2],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ]);
  });
});
