import { expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { Answer } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import type { GradientFunction } from '../implementation.ts';
import { gradient } from './gradient.ts';
import { PATH_STEP_BUDGET } from './path-count.ts';
import { answer, expectEach, expectWithin, u } from './test-bounds.ts';
import { reluXor, worked } from './test-networks.ts';

// Relative errors in u, to first order, the decimals' own rounding included and exp within 2u:
// z of layer 1 6, its a 5, its sigma' 12; z of layer 2 10 (absolute 13), its a 8, its sigma' 23;
// output - target 37 at worst (absolute 8 over 0.217); with x, w and five products a path has 80, the
// sum over paths 81 of the sum of |paths|, which is at most 2.1 |entry| here (0.0554 + 0.0190 over
// 0.03635): 171, and 1 for reading the expected digits. The cost has 2 * 37 + 3.
const workedBound = (value: number): number => 172 * u * Math.abs(value);

test('the 0.2984 example has the cost, outputs and deltas computed by mpmath', () => {
  const { cost, outputs, deltas, trace } = answer(worked);
  expectWithin(cost, '0.298371108760002688607381947666', workedBound(0.2984));
  expectEach(outputs, ['0.751365069552315707956911533485', '0.772928465321462588524437526648'], workedBound);
  expectEach(
    deltas,
    [
      '0.00877135468948693454096751198094',
      '0.00995425470521720143118354010633',
      '0.138498561628556965982454032093',
      '-0.0380982365165562165317303040579',
    ],
    workedBound,
  );
  expectEach(
    trace?.preActivations,
    ['0.3775', '0.3925', '1.10590596705977007735940473082', '1.22492140409646550849675749946'],
    workedBound,
  );
  expect(trace?.activations.at(-1)).toEqual(outputs);
});

test('the 0.2984 example has the gradients computed by mpmath at 80 digits', () => {
  const { gradients } = answer(worked);
  expectEach(
    gradients.weights,
    [
      '0.000438567734474346727048375599047',
      '0.000877135468948693454096751198094',
      '0.000497712735260860071559177005317',
      '0.000995425470521720143118354010633',
      '0.0821670405642307788464190335541',
      '0.082667627847533255320171182742',
      '-0.022602540477475059848496260697',
      '-0.0227402422159782107528874770124',
    ],
    workedBound,
  );
  expectEach(
    gradients.biases,
    [
      '0.00877135468948693454096751198094',
      '0.00995425470521720143118354010633',
      '0.138498561628556965982454032093',
      '-0.0380982365165562165317303040579',
    ],
    workedBound,
  );
  expectEach(
    gradients.inputs,
    ['0.00380426687972734053894101182372', '0.00474054734946254733754856442809'],
    workedBound,
  );
});

const identityOf = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_x, j) => (i === j ? 1 : 0)));

test('only kinked sites are asked about', () => {
  const smooth: KinkChoice = (site) => {
    throw new Error(`asked about ${site.kind}`);
  };
  expect(answer(worked, smooth)).toEqual(answer(worked));
});

test('the penalty counts once however many examples, with or without the biases', () => {
  const penalised = (biases: boolean): Answer =>
    answer({ ...reluXor, penalty: { name: 'l2', lambda: 0.5, biases } });
  expect(penalised(false).cost).toBe(0.875 + 0.5 * 6);
  expect(penalised(false).gradients.weights[1]).toEqual([[4, 0.25]]);
  expect(penalised(false).gradients.biases).toEqual([[2, -1.75], [2]]);
  expect(penalised(true).cost).toBe(0.875 + 0.5 * (6 + 1 + 0.0625));
  expect(penalised(true).gradients.biases).toEqual([[2, -2.75], [2.25]]);
  expect(penalised(true).deltas).toEqual(answer(reluXor).deltas);
});

test('too many paths are refused before any arithmetic', () => {
  const noWork: Arithmetic<number> = {
    ...float64,
    of: () => {
      throw new Error('asked to work');
    },
  };
  const layer = { weights: identityOf(100), biases: null, activation: { name: 'identity' } } as const;
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [layer, layer, layer],
    loss: { name: 'squared-error', scale: 1 },
    inputs: [Array.from({ length: 100 }, () => 1)],
    targets: [Array.from({ length: 100 }, () => 1)],
  };
  // Weights and deltas: 10100 paths of one layer, 10100 * 100 of two, 10100 * 100^2 of three;
  // inputs: 100 * 100^3 of three. Sum 10100 * 10101 + 10^8.
  const asGradientFunction: GradientFunction = gradient;
  expect(asGradientFunction(problem, noWork)).toEqual({
    refused: `per-weight: 202020100 paths needed (605030100 steps), budget is ${PATH_STEP_BUDGET} steps`,
  });
});
