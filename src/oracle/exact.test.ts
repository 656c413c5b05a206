import { describe, expect, it } from 'vitest';
import type { GradientFunction, Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import type { DenseActivation, LossName, MlpProblem } from '../model/problem.ts';
import { OracleDisagrees } from './disagreement.ts';
import { answerExactly, type ExactAnswer } from './exact.ts';

const answered = (problem: MlpProblem, asked?: readonly Implementation[]): ExactAnswer => {
  const answer = answerExactly(problem, asked);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
};

/** One unit: z = x, y = g(z), and a loss against the target. */
const oneUnit = (x: number, activation: DenseActivation, loss: LossName, target: number): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: [[1]], biases: [0], activation }],
  loss: { name: loss, scale: 1 },
  inputs: [[x]],
  targets: [[target]],
});

describe('an exact answer', () => {
  it('is taken in dyadic rationals where nothing else occurs', () => {
    const { answer, arithmetic, agreed } = answered(oneUnit(0.1, { name: 'relu' }, 'squared-error', 0.3));
    expect(arithmetic).toBe('dyadic');
    expect(agreed).toEqual(['per-weight', 'delta-recursion', 'grad-table']);
    // 2 (0.1 - 0.3) 0.1 of the doubles 0.1 and 0.3, rounded once; by mathjs and by hand in fractions.
    const [a, b] = [3602879701896397n, 5404319552844595n];
    const numerator = 2n * (a - 2n * b) * a;
    expect(a).toBe(BigInt(0.1 * 2 ** 55));
    expect(b).toBe(BigInt(0.3 * 2 ** 54));
    expect(answer.gradients.weights).toEqual([[[Number(numerator) / 2 ** 110]]]);
  });

  it('keeps the digits of a saturated unit', () => {
    // d/dx (tanh x - 1)^2 = -2 (1 - tanh x) sech^2 x, and with e = e^-2x that is -16 e^2 / (1 + e)^3.
    const { answer } = answered(oneUnit(30, { name: 'tanh' }, 'squared-error', 1));
    const power = Math.exp(-60);
    const expected = -16 * power ** 2;
    // e^-60 within one ulp, 2^-52 relatively; twice that of the square, its rounding, and 3 e^-60.
    const bound = 2 ** -50 * Math.abs(expected);
    expect(Math.abs((answer.gradients.inputs[0]?.[0] ?? Number.NaN) - expected)).toBeLessThanOrEqual(bound);
    // In float64 nothing of it is left: 1 - tanh 30 rounds to 0.
    expect(Math.tanh(30)).toBe(1);
  });

  it('proves that what cancels is 0', () => {
    // Two equal hidden units with opposite output weights: the output does not depend on the input.
    const { answer, arithmetic } = answered({
      kind: 'mlp',
      layers: [
        { weights: [[0.3], [0.3]], biases: [0.1, 0.1], activation: { name: 'tanh' } },
        { weights: [[1, -1]], biases: [1], activation: { name: 'sigmoid' } },
      ],
      loss: { name: 'squared-error', scale: 0.5 },
      inputs: [[0.7]],
      targets: [[0]],
    });
    expect(answer.gradients.inputs).toEqual([[0]]);
    expect(Number(arithmetic.split('-')[1])).toBeGreaterThan(1200);
  });

  it('follows the convention at a kink that only exact cancellation reaches', () => {
    const { answer } = answered({
      kind: 'mlp',
      layers: [
        { weights: [[0.3], [0.3]], biases: [0.1, 0.1], activation: { name: 'tanh' } },
        { weights: [[1, -1]], biases: [0], activation: { name: 'relu' } },
        { weights: [[1]], biases: [1], activation: { name: 'identity' } },
      ],
      loss: { name: 'squared-error', scale: 0.5 },
      inputs: [[0.7]],
      targets: [[0]],
    });
    expect(answer.deltas[1]).toEqual([[1]]);
  });

  it('needs two implementations that answer', () => {
    const [perWeight] = implementations;
    if (perWeight === undefined) throw new Error('no implementation');
    const silent: Implementation = { name: 'silent', gradient: () => ({ refused: 'always' }) };
    expect(answerExactly(oneUnit(1, { name: 'tanh' }, 'norm', 0), [perWeight, silent])).toEqual({
      refused: 'fewer than two implementations answer: silent: always',
    });
    const { agreed, silent: others } = answered(oneUnit(1, { name: 'tanh' }, 'norm', 0), [
      ...implementations,
      silent,
    ]);
    expect(agreed).toHaveLength(3);
    expect(others).toEqual([{ name: 'silent', reason: 'always' }]);
  });

  it('gives up an enumeration of paths and takes the word of the others', () => {
    const layer = (inputs: number) => ({
      weights: Array.from({ length: 12 }, (_, i) =>
        Array.from({ length: inputs }, (_w, j) => ((i * 7 + j * 3) % 11) / 8 - 0.6),
      ),
      biases: Array.from({ length: 12 }, () => 0.1),
      activation: { name: 'sigmoid' } as const,
    });
    const { agreed, silent } = answered({
      kind: 'mlp',
      layers: [layer(3), layer(12), layer(12), layer(12)],
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[0.3, -0.2, 0.9]],
      targets: [Array.from({ length: 12 }, () => 0)],
    });
    expect(agreed).toEqual(['delta-recursion', 'grad-table']);
    expect(silent).toMatchObject([{ name: 'per-weight' }]);
  });
});

/** The recursion with its first weight gradient off by a relative 2^-exponent. */
const offBy = (exponent: number): Implementation => {
  const gradient: GradientFunction = (problem, arithmetic) => {
    const answer = implementations[1]?.gradient(problem, arithmetic);
    if (answer === undefined || isRefusal(answer)) throw new Error('no answer');
    const { of, add, mul } = arithmetic;
    const factor = add(of(1), of(2 ** -exponent));
    const [first, ...rest] = (answer as TracedAnswer<Parameters<typeof mul>[0]>).gradients.weights;
    const changed = (first as ReturnType<typeof of>[][]).map((row) => row.map((w) => mul(w, factor)));
    return { ...answer, gradients: { ...answer.gradients, weights: [changed, ...rest] } } as typeof answer;
  };
  return { name: 'nearly', gradient };
};

describe('a mistake among ours', () => {
  it.each(['tanh', 'relu'] as const)('is found in the 60th digit: %s', (name) => {
    const problem = oneUnit(0.7, { name }, 'squared-error', 0.2);
    const ask = () => answerExactly(problem, [...implementations, offBy(200)]);
    expect(ask).toThrow(OracleDisagrees);
    expect(ask).toThrow('(per-weight, delta-recursion, grad-table against nearly)');
  });

  it('is not found where there is none', () => {
    const problem = oneUnit(0.7, { name: 'tanh' }, 'squared-error', 0.2);
    expect(answered(problem, [...implementations, offBy(1000)]).agreed).toContain('nearly');
  });
});
