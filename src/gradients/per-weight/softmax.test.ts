import { expect, test } from 'vitest';
import { answer, expectEach, expectWithin, u } from './test-bounds.ts';

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
