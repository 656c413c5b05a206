import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { gradient } from '../gradients/delta-recursion/gradient.ts';
import { isRefusal } from '../model/answer.ts';
import type { KinkChoice } from '../model/kinks.ts';
import { entryAt, numberPaths } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { boundAnswer } from './bound-answer.ts';
import { precision } from './precision.ts';
import type { KinkAllowance } from './setting.ts';

/** A relu at 0, above it a tie of two pieces, and a margin of hinge at 0. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [1, -1],
        [1, 1],
      ],
      biases: [0, 0],
      activation: { name: 'relu' },
    },
    {
      weights: [
        [
          [1, 1],
          [0, 1],
        ],
        [
          [2, 1],
          [1, 0],
        ],
      ],
      biases: [
        [0, 0],
        [0, 0],
      ],
      activation: { name: 'maxout', pieces: 2 },
    },
    {
      weights: [
        [1, -1],
        [1, 1],
      ],
      biases: [0, -5],
      activation: { name: 'identity' },
    },
  ],
  loss: { name: 'hinge', scale: 0.5 },
  inputs: [[1, 1]],
  targets: [[1, 0]],
};

const boundsWith = (allowance: KinkAllowance, choice?: KinkChoice) => {
  const answer = gradient(problem, float64, choice);
  if (isRefusal(answer) || answer.deltas === undefined || answer.trace === undefined)
    throw new Error('no answer');
  const reference = { ...answer, deltas: answer.deltas, trace: answer.trace };
  return boundAnswer(problem, reference, precision('float64'), allowance);
};

type Weights = Readonly<Record<'activation' | 'maxout' | 'hinge', number>>;

const chosen = (weights: Weights) => {
  // Only sites that are uncertain are chosen; a choice elsewhere would be another formula.
  const keys = new Set(boundsWith('every choice').uncertain.map((site) => JSON.stringify(site)));
  const choice: KinkChoice = (site) => {
    if (site.kind === 'norm' || !keys.has(JSON.stringify(site))) return undefined;
    const weight = weights[site.kind];
    return site.kind === 'maxout' && site.piece === 0 ? 1 - weight : weight;
  };
  return boundsWith({ chosen: choice, within: 'nothing' }, choice);
};

const everywhere = (weight: number): Weights => ({ activation: weight, maxout: weight, hinge: weight });

const corners = [0, 1].flatMap((activation) =>
  [0, 1].flatMap((maxout) => [0, 1].map((hinge) => chosen({ activation, maxout, hinge }))),
);

describe('bounds at chosen derivatives', () => {
  it('cover a problem with a kink of every sort', () => {
    const kinds = boundsWith('every choice').uncertain.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['activation', 'maxout', 'hinge']));
  });

  it.each([0, 0.25, 1 / 3, 1])('have no jump in them, and list no site, at %d', (t) => {
    const { gradients, deltas, uncertain } = chosen(everywhere(t));
    const all = [gradients.weights, gradients.biases, gradients.inputs, deltas].flat(5).map(Number);
    expect(Math.max(...all)).toBeLessThan(1e-13);
    expect(uncertain).toEqual([]);
  });

  it.each([everywhere(0.1), everywhere(0.5), { activation: 0.9, maxout: 0.3, hinge: 0.6 }])(
    'are largest at a corner of the intervals, not at %j',
    (weights) => {
      const { gradients } = chosen(weights);
      for (const part of ['weights', 'biases', 'inputs'] as const)
        for (const path of numberPaths(gradients[part], [part])) {
          const most = Math.max(...corners.map((corner) => Number(entryAt(corner.gradients, path))));
          // The bounds' own arithmetic rounds; they are inflated by 2^-30 for it.
          expect(Number(entryAt(gradients, path)), path.join()).toBeLessThanOrEqual(most * (1 + 2 ** -30));
        }
    },
  );
});
