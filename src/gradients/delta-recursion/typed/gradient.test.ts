import { describe, expect, it } from 'vitest';
import type { TracedAnswer } from '../../../model/answer.ts';
import type { Activation, LossName, MlpProblem } from '../../../model/problem.ts';
import { typedGradient } from './gradient.ts';

/*
 * What the comparison with the generic form does not reach: kinks of activations that are not piecewise
 * linear with integers, and saturation. Hand-made values, exact in float64; adding 0 turns -0 into 0.
 */

const answerTo = (problem: MlpProblem): TracedAnswer => {
  const answer = typedGradient(problem);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};

/** The activation straight on the inputs: unit weights, no biases. */
const onInputs = (
  activation: Exclude<Activation, { readonly name: 'maxout' }>,
  loss: LossName,
  input: readonly number[],
  target: readonly number[],
): MlpProblem => ({
  kind: 'mlp',
  layers: [
    { weights: input.map((_, i) => input.map((__, j) => (i === j ? 1 : 0))), biases: null, activation },
  ],
  loss: { name: loss, scale: 0.5 },
  inputs: [input],
  targets: [target],
});

const inputGradient = (problem: MlpProblem): readonly number[] =>
  answerTo(problem)
    .gradients.inputs.flat()
    .map((value) => value + 0);

describe('the typed form at a kink', () => {
  it.each([
    [{ name: 'relu' }, -1],
    [{ name: 'leaky-relu', alpha: 0.25 }, -1],
    [{ name: 'elu', alpha: 0.25 }, -0.25],
  ] as const)('takes the convention of %o at z = 0', (activation, expected) => {
    expect(inputGradient(onInputs(activation, 'squared-error', [0], [1]))).toEqual([expected]);
  });

  it('takes 0 for the gradient of the norm at 0', () => {
    const problem = onInputs({ name: 'identity' }, 'norm', [3, 4], [3, 4]);
    expect(answerTo(problem).cost).toBe(0);
    expect(inputGradient(problem)).toEqual([0, 0]);
  });

  it('leaves a hinge margin of exactly 0 inactive', () => {
    const problem = onInputs({ name: 'identity' }, 'hinge', [0.5, 1, 0], [0, 1, 0]);
    expect(answerTo(problem).cost).toBe(0.25);
    expect(inputGradient(problem)).toEqual([0.5, -0.5, 0]);
  });
});

describe('the typed form far out', () => {
  it.each([
    ['sigmoid', 'log-loss'],
    ['softmax', 'cross-entropy'],
    ['identity', 'cross-entropy-logits'],
  ] as const)('stays finite when saturated: %s under %s', (name, loss) => {
    // The exact cost is 1/2 (1024 + 1024) and the gradient 1/2 (1, -1), but for numbers below e^-1000.
    const problem = onInputs({ name }, loss, [1024, -1024], [0, 1]);
    expect(answerTo(problem).cost).toBe(1024);
    expect(inputGradient(problem)).toEqual([0.5, -0.5]);
  });

  it('keeps the last digits of a cost near 0', () => {
    // ln(1 + e^-64) is e^-64 to the last bit, since e^-64 < 2^-92.
    expect(answerTo(onInputs({ name: 'sigmoid' }, 'log-loss', [64], [1])).cost).toBe(0.5 * Math.exp(-64));
  });

  it.each([2 ** -600, 2 ** 600])('takes a norm whose squares leave the range: %d', (size) => {
    const problem = onInputs({ name: 'identity' }, 'norm', [3 * size, 4 * size], [0, 0]);
    expect(answerTo(problem).cost).toBe(2.5 * size);
    expect(inputGradient(problem)).toEqual([0.5 * (3 / 5), 0.5 * (4 / 5)]);
  });
});
