import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { answerTo, dense, plain } from './test-networks.ts';

describe('hinge', () => {
  // Identity on x, class 2 of 3: margins y - y_2 + 1 = (1/2, -, 0): the second is exactly 0.
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [
      dense(
        'identity',
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        null,
      ),
    ],
    loss: { name: 'hinge', scale: 2 },
    inputs: [[0.5, 1, 0]],
    targets: [[0, 1, 0]],
  };

  it('leaves a margin of exactly 0 inactive', () => {
    const { cost, gradients } = answerTo(problem);
    expect(cost).toBe(1);
    expect(plain(gradients.inputs)).toEqual([[2, -2, 0]]);
  });

  it('takes the derivative chosen for a margin, on both of its scores', () => {
    const { cost, gradients } = answerTo(problem, (site) =>
      site.kind === 'hinge' && site.unit === 2 ? 0.5 : undefined,
    );
    expect(cost).toBe(1);
    expect(plain(gradients.inputs)).toEqual([[2, -3, 1]]);
  });

  it('never asks about the class itself', () => {
    const units: number[] = [];
    answerTo(problem, (site) => {
      if (site.kind === 'hinge') units.push(site.unit);
      return undefined;
    });
    expect(units).toEqual([0, 2]);
  });
});

describe('norm', () => {
  const problem = (target: readonly number[]): MlpProblem => ({
    kind: 'mlp',
    layers: [
      dense(
        'identity',
        [
          [1, 0],
          [0, 1],
        ],
        [0, 0],
      ),
    ],
    loss: { name: 'norm', scale: 0.5 },
    inputs: [[3, 4]],
    targets: [target],
  });

  it('is the Euclidean length', () => {
    const { cost, gradients } = answerTo(problem([0, 0]));
    // 3/4 is exact, sqrt(9/16 + 1) = 5/4 is exact, (3/4) / (5/4) = 3/5 is rounded once.
    expect(cost).toBe(2.5);
    expect(gradients.inputs).toEqual([[0.5 * (3 / 5), 0.5 * (4 / 5)]]);
  });

  it('has gradient 0 at 0', () => {
    const { cost, gradients } = answerTo(problem([3, 4]));
    expect(cost).toBe(0);
    expect(plain(gradients.inputs)).toEqual([[0, 0]]);
  });

  it('takes the components of the gradient that are chosen', () => {
    const { gradients } = answerTo(problem([3, 4]), (site) =>
      site.kind === 'norm' ? [0.5, -0.25][site.unit] : undefined,
    );
    expect(gradients.inputs).toEqual([[0.25, -0.125]]);
  });

  it('stays right where squares underflow or overflow', () => {
    const tiny = 2 ** -600;
    const large = 2 ** 600;
    for (const size of [tiny, large]) {
      const { cost, gradients } = answerTo({ ...problem([0, 0]), inputs: [[3 * size, 4 * size]] });
      expect(cost).toBe(2.5 * size);
      expect(gradients.inputs).toEqual([[0.5 * (3 / 5), 0.5 * (4 / 5)]]);
    }
  });
});

describe('a loss that has no meaning on the last layer', () => {
  it.each([
    ['log-loss', 'sigmoid'],
    ['cross-entropy', 'softmax'],
  ] as const)('is refused: %s without %s', (name, expected) => {
    const answer = gradient(
      {
        kind: 'mlp',
        layers: [dense('relu', [[1]], null)],
        loss: { name, scale: 1 },
        inputs: [[1]],
        targets: [[1]],
      },
      float64,
    );
    expect(answer).toEqual({
      refused: `layers[0].activation.name: expected "${expected}" for ${name}, got "relu"`,
    });
  });
});
