import { expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import type { GradientFunction } from '../implementation.ts';
import { gradient } from './gradient.ts';
import { PATH_STEP_BUDGET } from './path-count.ts';
import { reluXor, worked } from './test-networks.ts';

const asGradientFunction: GradientFunction = gradient;

/** The unit roundoff of binary64. */
const u = 2 ** -53;

const answer = (problem: MlpProblem, kinks?: KinkChoice): Answer => {
  const attempt = asGradientFunction(problem, float64, kinks);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

const expectWithin = (got: number | undefined, expected: string, bound: number): void => {
  const error = Math.abs((got ?? Number.NaN) - Number(expected));
  expect(Number.isFinite(error) && error <= bound, `expected ${expected} within ${bound}, got ${got}`).toBe(
    true,
  );
};

const numbersOf = (value: unknown): readonly number[] => {
  if (Array.isArray(value)) return value.flatMap(numbersOf);
  return typeof value === 'number' ? [value] : [];
};

const expectEach = (got: unknown, expected: readonly string[], bound: (value: number) => number): void => {
  const numbers = numbersOf(got);
  expect(numbers.length).toBe(expected.length);
  expected.forEach((text, k) => {
    expectWithin(numbers[k], text, bound(Number(text)));
  });
};

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

// z is exact (dyadic). Softmax 7u relative (exp 2u, sums, quotient); output 10u absolute, error 11u with
// |error| <= 1; Jacobian entry 16u p_i. Summed over the at most two outputs and the three p_i, with
// |w| <= 1 and sum |J| <= 1/2: 32u + 11u + 5u for the products, and 5u for the sums of a total below 1.
const softmaxBound = (): number => 53 * u;

// mpmath 1.3 at 70 digits: central differences with h = 1e-22 of a forward pass written separately.
test('a softmax hidden layer agrees with central differences at 70 digits', () => {
  const { cost, gradients } = answer({
    kind: 'mlp',
    layers: [
      {
        weights: [
          [0.5, -0.25],
          [0.25, 0.75],
          [-0.5, 0.5],
        ],
        biases: [0.125, 0, -0.25],
        activation: { name: 'softmax' },
      },
      {
        weights: [
          [1, -0.5, 0.25],
          [0.5, 0.75, -1],
        ],
        biases: null,
        activation: { name: 'identity' },
      },
    ],
    loss: { name: 'squared-error', scale: 0.5 },
    inputs: [[0.5, -0.25]],
    targets: [[0.25, 0.5]],
  });
  expectWithin(cost, '0.0290745480723961020322320939288', softmaxBound());
  expectEach(
    gradients.weights,
    [
      '0.0141457214231234420253018391588',
      '-0.00707286071156172101265091957939',
      '-0.0339435798042199731531849849455',
      '0.0169717899021099865765924924727',
      '0.0197978583810965311278831457867',
      '-0.00989892919054826556394157289336',
      '0.0774387814171456068454617551964',
      '0.0469689951802837427399395944442',
      '0.0267621267485951793825395966357',
      '-0.0962410990975119841074271536619',
      '-0.0583731773270828729223278252052',
      '-0.0332600338659443494772696823965',
    ],
    softmaxBound,
  );
  expectEach(
    gradients.biases,
    [
      '0.0282914428462468840506036783176',
      '-0.067887159608439946306369969891',
      '0.0395957167621930622557662915734',
    ],
    softmaxBound,
  );
  expectEach(
    gradients.inputs,
    ['-0.0226239268600830756791737991007', '-0.0381903720367951496145452512109'],
    softmaxBound,
  );
});

test('a softmax output under squared error agrees with central differences at 70 digits', () => {
  const { cost, gradients } = answer({
    kind: 'mlp',
    layers: [
      {
        weights: [
          [0.5, -0.25],
          [0.25, 0.75],
          [-0.5, 0.5],
        ],
        biases: null,
        activation: { name: 'softmax' },
      },
    ],
    loss: { name: 'squared-error', scale: 1 },
    inputs: [[0.5, -0.25]],
    targets: [[0.25, 0.5, 0]],
  });
  expectWithin(cost, '0.130059207320890625437309409416', softmaxBound());
  expectEach(
    gradients.weights,
    [
      '0.0538696054672025243416612817503',
      '-0.0269348027336012621708306408751',
      '-0.0862363805354400280824407506845',
      '0.0431181902677200140412203753423',
      '0.0323667750682375037407794689342',
      '-0.0161833875341187518703897344671',
    ],
    softmaxBound,
  );
  expect(gradients.biases).toEqual([null]);
});

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
  expect(asGradientFunction(problem, noWork)).toEqual({
    refused: `per-weight: 202020100 paths needed (605030100 steps), budget is ${PATH_STEP_BUDGET} steps`,
  });
});
