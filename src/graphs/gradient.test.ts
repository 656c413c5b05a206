import { describe, expect, test } from 'vitest';
import svm from '#fixtures/sarkar-svm.json' with { type: 'json' };
import logits from '#fixtures/srihari-logits.json' with { type: 'json' };
import { bigNumberArithmetic } from '../arithmetic/bignumber.ts';
import { type Fraction, fractionArithmetic } from '../arithmetic/fraction.ts';
import { isRefusal } from '../model/answer.ts';
import type { NestedNumbers } from '../model/graph.ts';
import { gradientOfGraph } from './gradient.ts';
import { problemOf, type Step } from './test-problems.ts';

const mapNested = <T, U>(nested: NestedNumbers<T>, f: (entry: T) => U): NestedNumbers<U> =>
  Array.isArray(nested)
    ? (nested as readonly NestedNumbers<T>[]).map((part) => mapNested(part, f))
    : f(nested as T);

// @clause GATE-FUSED
// @clause GATE-UNARY
describe('the sigmoid neuron at w = (2, -3, -3), x = (-1, -2, 1)', () => {
  const inputs = { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2, x2: 1, one: 1 };
  const dot: readonly Step[] = [
    ['p0', 'mul', 'w0 x0'],
    ['p1', 'mul', 'w1 x1'],
    ['p2', 'mul', 'w2 x2'],
    ['p', 'add', 'p0 p1'],
    ['dot', 'add', 'p p2'],
  ];
  const staged: readonly Step[] = [
    ...dot,
    ['m', 'neg', 'dot'],
    ['e', 'exp', 'm'],
    ['d', 'add', 'one e'],
    ['f', 'reciprocal', 'd'],
  ];
  const fused: readonly Step[] = [...dot, ['f', 'sigmoid', 'dot']];

  // Computed apart, with mpmath at 50 digits.
  const slope = '0.196611933241481852537424733586';
  const expected = {
    w0: `-${slope}`,
    x0: '0.393223866482963705074849467172',
    w1: '-0.393223866482963705074849467172',
    x1: '-0.589835799724445557612274200758',
    w2: slope,
    x2: '-0.589835799724445557612274200758',
    dot: slope,
  };

  test.each([
    ['in stages', staged, { ...expected, m: `-${slope}`, e: '-0.534446645388523026713734508236' }],
    ['by one gate', fused, expected],
  ])('has the known derivatives %s', async (_title, steps, known) => {
    const problem = problemOf(inputs, steps, Object.keys(known));
    const answer = gradientOfGraph(problem, await bigNumberArithmetic(40));
    if (isRefusal(answer)) throw new Error(answer.refused);
    expect(answer.value.toSignificantDigits(30).toString()).toBe('0.731058578630004879251159241822');
    const written = Object.entries(answer.gradients).map(([name, gradient]) => [
      name,
      mapNested(gradient, (entry) => entry.toSignificantDigits(30).toString()),
    ]);
    expect(Object.fromEntries(written)).toEqual(known);
  });
});

const transposed = <T>(matrix: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  (matrix[0] ?? []).map((_, column) => matrix.flatMap((row) => row.slice(column, column + 1)));

// @clause LOSS-CROSS-ENTROPY-LOGITS
describe('the training step of the text: ReLU, cross-entropy and weight decay, with both paths to the weights', () => {
  const { problem: network, expectation } = logits;
  const problem = problemOf(
    {
      X: network.inputs,
      W1: transposed(network.layers[0]?.weights ?? []),
      W2: transposed(network.layers[1]?.weights ?? []),
      T: network.targets,
      scale: network.loss.scale,
      lambda: network.penalty.lambda,
    },
    [
      ['U1', 'matmul', 'X W1'],
      ['H', 'relu', 'U1'],
      ['U2', 'matmul', 'H W2'],
      ['losses', 'cross-entropy-logits', 'U2 T', { axis: 1 }],
      ['loss', 'sum', 'losses'],
      ['data', 'mul', 'scale loss'],
      ['squares1', 'square', 'W1'],
      ['squares2', 'square', 'W2'],
      ['omega1', 'sum', 'squares1'],
      ['omega2', 'sum', 'squares2'],
      ['omega', 'add', 'omega1 omega2'],
      ['decay', 'mul', 'lambda omega'],
      ['J', 'add', 'data decay'],
    ],
    ['X', 'W1', 'W2'],
  );

  test('agrees with the fixture, made by central differences, in all of its 40 digits', async () => {
    const answer = gradientOfGraph(problem, await bigNumberArithmetic(60));
    if (isRefusal(answer)) throw new Error(answer.refused);
    const text = (nested: (typeof answer.gradients)[string] | undefined) =>
      mapNested(nested ?? [], (entry) => entry.toSignificantDigits(40).toString());
    expect(answer.value.toSignificantDigits(40).toString()).toBe(expectation.exact.cost);
    const [first, second] = expectation.exact.gradients.weights;
    expect(text(answer.gradients['W1'])).toEqual(transposed(first ?? []));
    expect(text(answer.gradients['W2'])).toEqual(transposed(second ?? []));
  });
});

// @clause LOSS-HINGE
test('the staged SVM agrees with the fixture, made by differences of rationals, exactly', async () => {
  const { problem: network, expectation } = svm;
  const problem = problemOf(
    {
      X: network.inputs,
      W: transposed(network.layers[0]?.weights ?? []),
      scale: network.loss.scale,
      lambda: network.penalty.lambda,
    },
    [
      ['scores', 'matmul', 'X W'],
      ['margins', 'hinge', 'scores', { axis: 1, classes: [0, 2] }],
      ['sum', 'sum', 'margins'],
      ['data_loss', 'mul', 'scale sum'],
      ['squares', 'square', 'W'],
      ['omega', 'sum', 'squares'],
      ['reg_loss', 'mul', 'lambda omega'],
      ['loss', 'add', 'data_loss reg_loss'],
    ],
    ['X', 'W', 'scores', 'data_loss'],
  );
  const fractions = await fractionArithmetic();
  const answer = gradientOfGraph(problem, fractions);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const number = (entry: Fraction): string => String(fractions.toNumber(entry));
  const { gradients, cost, deltas } = expectation.exact;
  expect(number(answer.value)).toBe(cost);
  expect(mapNested(answer.gradients['W'] ?? [], number)).toEqual(transposed(gradients.weights[0] ?? []));
  expect(mapNested(answer.gradients['X'] ?? [], number)).toEqual(gradients.inputs);
  expect(mapNested(answer.gradients['scores'] ?? [], number)).toEqual(deltas[0]);
  expect(mapNested(answer.gradients['data_loss'] ?? [], number)).toBe('1');
});
