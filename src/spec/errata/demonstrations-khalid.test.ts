import { expect, test } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { descend } from '../../descent/descend.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { nearestDouble } from '../../problems/fixture-values.ts';
import { gradientFixture, trainingFixture } from '../../problems/test-fixtures.ts';
import { add, asGradientOf, column, entry, mapEntries, multiply, timesEach, transpose } from './matrices.ts';
import { demonstrated, performed, type Readings } from './outcomes.ts';
import { activationAt, biasesOf, expected, sigmoid, weightsOf } from './test-worked.ts';

const slope = (a: number): number => a * (1 - a);

const x = () => column(gradientFixture('khalid-2-2-2').problem.inputs[0] ?? []);
const errors = (): readonly [number, number] => {
  const { outputs } = expected('khalid-2-2-2');
  const { targets } = gradientFixture('khalid-2-2-2').problem;
  return [entry(outputs, 0, 0) - entry(targets, 0, 0), entry(outputs, 0, 1) - entry(targets, 0, 1)];
};

/** Lines 706, 744 and 759. */
const differenceOfSquares = (): number => {
  const [first, second] = errors();
  return 0.5 * (first ** 2 - second ** 2) ** 2;
};

/** Line 254 with line 647: the target of each output is that output. */
const outputIsTheTarget = (): number => {
  const { outputs } = expected('khalid-2-2-2');
  return 0.5 * outputs.flat().reduce((sum, output) => sum + (output - output) ** 2, 0);
};

const batch = 'khalid-3-4-3-1-batch';
/** Line 391 with b as line 304 has it. */
const biasNotRepeated = (): number => {
  const WX = multiply(weightsOf(batch, 0), transpose(gradientFixture(batch).problem.inputs));
  return entry(add(WX, biasesOf(batch, 0)), 0, 0);
};
/** Line 916 for the deltas of three examples, as columns. */
const biasGradientNotSummed = (): number =>
  entry(asGradientOf(biasesOf(batch, 0), transpose(expected(batch).deltas[0] ?? [])), 0, 0);

const deep = 'khalid-3-4-3-1';
/** Line 965, the product with W⁽²⁾ᵀ before the slopes of layer 2. */
const slopeOutside = (): number => {
  const slopes = (layer: number) =>
    mapEntries(transpose(expected(deep).trace.activations[layer] ?? []), slope);
  const inner = multiply(transpose(weightsOf(deep, 2)), transpose(expected(deep).deltas[2] ?? []));
  const product = timesEach(multiply(transpose(weightsOf(deep, 1)), inner), slopes(1));
  return entry(timesEach(product, slopes(0)), 0, 0);
};

/** Lines 858 and 860, as they are printed. */
const printedLogLoss = (y: number, a: number): number => -y * Math.log(a) + (1 - y) * Math.log(1 - a);
const printedLogSlope = (y: number, a: number): number => -(y / a - (1 - y) / (1 - a));

/**
 * The difference quotient of -ln σ(z) over 2h = 2^-99 at z = 40, in 400 bits: off by h² times a third
 * derivative over 6, far below the sixth digit.
 */
const deltaFarOut = (): number => {
  const numbers = bigFloat(400);
  const { of, add: plus, sub, div, neg, exp, log } = numbers;
  const loss = (step: number) => log(plus(of(1), exp(neg(plus(of(40), of(step))))));
  const h = 2 ** -100;
  return numbers.toNumber(div(sub(loss(h), loss(-h)), of(2 * h)));
};

const stepAtZero = (atZero: number): number => {
  const z = 1 + 0 - 1;
  return z > 0 ? 1 : z < 0 ? 0 : atZero;
};
const ourStepAtZero = (): number => activationAt('activation-step', 0, 'values');

const ours = (problem: MlpProblem) => {
  const [first] = implementations;
  const answer = first?.gradient(problem, float64);
  if (answer === undefined || isRefusal(answer)) throw new Error('no answer');
  return answer;
};
/** One step of length 1/2 in which gradients of biases count as 0. */
const weightsOnly = (): number => {
  const { problem } = gradientFixture('khalid-2-2-2');
  const still = (given: MlpProblem) => {
    const { cost, gradients } = ours(given);
    return {
      cost,
      gradients: { ...gradients, biases: gradients.biases.map((b) => (b ?? []).flat().map(() => 0)) },
    };
  };
  return descend(problem, still, { alpha: 0.5, steps: 1 }).costs.at(-1) ?? Number.NaN;
};
const afterOneStep = (): number => {
  const { exact } = trainingFixture('khalid-2-2-2-step').expectation;
  if (exact === undefined) throw new Error('khalid-2-2-2-step: no exact cost');
  return nearestDouble(exact.cost);
};

const readings: Readings = {
  'threshold-as-bias': {
    'as printed': () => sigmoid(1000 * 0.25 + 0.5),
    right: () => sigmoid(1000 * (0.25 - 0.5)),
  },
  'every-layer-is-the-input': {
    'as printed': () => entry(x(), 0, 0),
    right: () => entry(expected('khalid-2-2-2').outputs, 0, 0),
  },
  'output-is-the-target': {
    'as printed': outputIsTheTarget,
    right: () => expected('khalid-2-2-2').cost,
  },
  'bias-not-repeated': {
    'as printed': biasNotRepeated,
    right: () => entry(expected(batch).trace.preActivations[0] ?? [], 0, 0),
  },
  'step-of-zero': {
    'step(0) = 0: the unit computes AND': ourStepAtZero,
    'step(0) = 1: the unit computes OR': () => stepAtZero(1),
  },
  'difference-of-squares': {
    'as printed': differenceOfSquares,
    right: () => expected('khalid-2-2-2').cost,
  },
  'second-layer-fed-by-the-input': {
    'as printed': () =>
      entry(add(multiply(weightsOf('khalid-2-2-2', 1), x()), biasesOf('khalid-2-2-2', 1)), 0, 0),
    right: () => entry(expected('khalid-2-2-2').trace.preActivations[1] ?? [], 0, 0),
  },
  'product-of-rounded-factors': {
    'from the printed factors': () => 0.7414 * 0.1868 * 0.5933,
    'from the inputs': () => Number(expected('khalid-2-2-2').gradients.weights[1]?.flat(2)[0]),
  },
  'sign-of-the-log-loss': {
    'as printed': () => printedLogLoss(0, 0.7),
    // Minus the logarithm of the probability 3/10 that the network gave to what happened.
    right: () => Math.log(10 / 3),
  },
  'quotient-of-zeros': {
    'as printed': () => printedLogSlope(1, sigmoid(40)) * slope(sigmoid(40)),
    right: deltaFarOut,
  },
  'bias-gradient-not-summed': {
    'as printed': biasGradientNotSummed,
    right: () => Number(expected(batch).gradients.biases[0]?.flat()[0]),
  },
  'slope-outside-the-product': {
    'as printed': slopeOutside,
    right: () => entry(expected(deep).deltas[0] ?? [], 0, 0),
  },
  'biases-left-alone': {
    'weights and biases': afterOneStep,
    'weights only': weightsOnly,
  },
};

test('every demonstration of Khalid has its readings, and no readings are without one', () => {
  expect(demonstrated('Khalid').map(({ demonstration }) => demonstration.name)).toEqual(
    Object.keys(readings),
  );
});

test.each(demonstrated('Khalid'))('$id: $demonstration.quantity', ({ demonstration }) => {
  expect(performed(demonstration, readings[demonstration.name] ?? {})).toEqual(demonstration);
});

test('line 860 differentiates the log loss with both signs, not the one of line 858', () => {
  // The numerical slope at a = 0.7 for y = 0: over 2h the third derivative moves it by h²·2/(0.3)³/6 < 2e-11.
  const h = 2 ** -20;
  const sound = (a: number) => -Math.log(1 - a);
  const measured = (sound(0.7 + h) - sound(0.7 - h)) / (2 * h);
  expect(measured.toPrecision(6)).toBe(printedLogSlope(0, 0.7).toPrecision(6));
  const printed = (printedLogLoss(0, 0.7 + h) - printedLogLoss(0, 0.7 - h)) / (2 * h);
  expect(printed.toPrecision(6)).toBe((-printedLogSlope(0, 0.7)).toPrecision(6));
});

test('the network of the document has 35 parameters', () => {
  const { weights, biases } = expected(deep).gradients;
  expect([...weights, ...biases].flat(3)).toHaveLength(35);
});
