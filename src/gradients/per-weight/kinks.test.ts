import { expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { plainOutputs, reluXor } from './test-networks.ts';

const answer = (problem: MlpProblem, kinks?: KinkChoice): Answer => {
  const attempt = gradient(problem, float64, kinks);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

test('the relu XOR net takes derivative 1 at zero unless told otherwise', () => {
  const { cost, outputs, gradients } = answer(reluXor);
  expect(cost).toBe(0.875);
  expect(outputs).toEqual([[0.25], [1.25], [1.25], [1.25]]);
  expect(gradients.weights).toEqual([
    [
      [1.5, 1.5],
      [-1.5, -1.5],
    ],
    [[3, 1.25]],
  ]);
  expect(gradients.biases).toEqual([[2, -1.75], [2]]);
});

test('a kink choice of 0 gives the other convention of the relu XOR net, in every quantity alike', () => {
  const preActivations = answer(reluXor).trace?.preActivations[0] ?? [];
  const zeroAtKink: KinkChoice = (site) =>
    site.kind === 'activation' && preActivations[site.example]?.[site.unit] === 0 ? 0 : undefined;
  const { gradients, deltas } = answer(reluXor, zeroAtKink);
  expect(gradients.weights[0]).toEqual([
    [1.5, 1.5],
    [-1.25, -1.25],
  ]);
  expect(gradients.biases[0]).toEqual([1.75, -1.25]);
  expect(deltas?.[0]?.[0]?.map(Math.abs)).toEqual([0, 0]);
  // Example (1,0): error 1/4, only unit 1 is left, so dJ/dx is 1/4 in both components.
  expect(gradients.inputs[1]).toEqual([0.25, 0.25]);
});

test.each([
  { activation: { name: 'relu' }, convention: 1 },
  { activation: { name: 'leaky-relu', alpha: 0.25 }, convention: 1 },
  { activation: { name: 'elu', alpha: 0.25 }, convention: 0.25 },
] as const)('at zero $activation.name takes $convention, or what the kink choice says', (row) => {
  // z = 0.5 * 2 - 1 = 0, a = 0, so dJ/da = 0 - (-1) = 1 and dJ/dz is the derivative itself.
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[0.5]], biases: [-1], activation: row.activation }],
    loss: { name: 'squared-error', scale: 0.5 },
    inputs: [[2]],
    targets: [[-1]],
  };
  for (const [kinks, s] of [
    [undefined, row.convention],
    [() => 0.5, 0.5],
  ] as const) {
    const { gradients, deltas } = answer(problem, kinks);
    expect(gradients).toEqual({ weights: [[[2 * s]]], biases: [[s]], inputs: [[0.5 * s]] });
    expect(deltas).toEqual([[[s]]]);
  }
});

/** Both pieces are worth 2.25; the output is 4.5, so dJ/da of the maxout unit is 0.5 * 2 = 1. */
const tiedMaxout: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [[[1, 0.5]], [[0.5, 1]]],
      biases: [[0.25], [-0.25]],
      activation: { name: 'maxout', pieces: 2 },
    },
    { weights: [[2]], biases: null, activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 2]],
  targets: [[4]],
};

test('a maxout unit passes its gradient to the largest piece, on a tie to the lowest', () => {
  const { gradients, trace, deltas } = answer(tiedMaxout);
  expect(trace?.preActivations).toEqual([[[2.25]], [[4.5]]]);
  expect(gradients.weights).toEqual([[[[1, 2]], [[0, 0]]], [[1.125]]]);
  expect(gradients.biases).toEqual([[[1], [0]], null]);
  expect(gradients.inputs).toEqual([[1, 0.5]]);
  expect(deltas).toEqual([[[1]], [[0.5]]]);
  const untied = answer({ ...tiedMaxout, inputs: [[1, 4]] });
  // Pieces 3.25 and 4.25, output 8.5, error 4.5, dJ/da = 9.
  expect(untied.gradients.weights).toEqual([[[[0, 0]], [[9, 36]]], [[19.125]]]);
});

test('weights chosen for tied pieces of a maxout enter weights, biases and inputs, not the delta', () => {
  const { gradients, deltas } = answer(tiedMaxout, (site) =>
    site.kind === 'maxout' ? [0.25, 0.75][site.piece] : undefined,
  );
  expect(gradients.weights[0]).toEqual([[[0.25, 0.5]], [[0.75, 1.5]]]);
  expect(gradients.biases[0]).toEqual([[0.25], [0.75]]);
  expect(gradients.inputs).toEqual([[0.625, 0.875]]);
  expect(deltas?.[0]).toEqual([[1]]);
});

test('the hinge loss counts active margins, and a margin of exactly 0 is inactive unless chosen', () => {
  // Margins 0.5 and 0 against class 0.
  const problem = plainOutputs('hinge', [1, 0.5, 0], [1, 0, 0]);
  expect(answer(problem).cost).toBe(1);
  expect(answer(problem).gradients.inputs).toEqual([[-2, 2, 0]]);
  const half: KinkChoice = (site) => (site.kind === 'hinge' && site.unit === 2 ? 0.5 : undefined);
  expect(answer(problem, half).gradients.inputs).toEqual([[-3, 2, 1]]);
});

test('the norm has gradient (output - target) / norm, and 0 at 0 unless chosen', () => {
  expect(answer(plainOutputs('norm', [4, 0], [1, 4])).gradients.inputs).toEqual([
    [2 * (3 / 5), 2 * (-4 / 5)],
  ]);
  const atZero = plainOutputs('norm', [1, 4], [1, 4]);
  expect(answer(atZero).cost).toBe(0);
  expect(answer(atZero).gradients).toEqual({
    weights: [
      [
        [0, 0],
        [0, 0],
      ],
    ],
    biases: [null],
    inputs: [[0, 0]],
  });
  const chosen: KinkChoice = (site) => (site.kind === 'norm' ? [0.5, -0.25][site.unit] : undefined);
  expect(answer(atZero, chosen).gradients.inputs).toEqual([[1, -0.5]]);
});
