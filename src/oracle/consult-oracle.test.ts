import { describe, expect, it } from 'vitest';
import type { Matrix, MlpProblem } from '../model/problem.ts';
import { type Consultation, consult } from './consult.ts';
import { consultOracle } from './consult-oracle.ts';

const weightsOf = (units: number, inputs: number): Matrix =>
  Array.from({ length: units }, (_, i) => Array.from({ length: inputs }, (_w, j) => ((i + 2 * j) % 5) / 8));

/** Too many paths to enumerate; a probability below the doubles under a logarithm. */
const loneVoice: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: weightsOf(16, 1), biases: null, activation: { name: 'tanh' } },
    ...[1, 2, 3, 4, 5].map(() => ({
      weights: weightsOf(16, 16),
      biases: null,
      activation: { name: 'identity' } as const,
    })),
    {
      weights: [weightsOf(1, 16)[0]?.map(() => 1) ?? []],
      biases: [-800_000],
      activation: { name: 'sigmoid' },
    },
  ],
  loss: { name: 'log-loss', scale: 1 },
  inputs: [[0.5]],
  targets: [[1]],
};

/** With the bounds themselves in place of the functions that derive them. */
const withBounds = ({ agreed, dissenting, silent }: Consultation) => ({
  agreed: agreed.map((opinion) => ({ ...opinion, bounds: opinion.bounds() })),
  dissenting,
  silent,
});

describe('the oracle', () => {
  it('leaves to float64 what float64 can settle', () => {
    const problem: MlpProblem = {
      ...loneVoice,
      layers: loneVoice.layers.slice(0, 1),
      loss: { name: 'norm', scale: 1 },
    };
    const narrow = { ...problem, targets: [Array.from({ length: 16 }, () => 0)] };
    expect(withBounds(consultOracle(narrow))).toEqual(withBounds(consult(narrow)));
  });

  it('asks in exact arithmetic where float64 overflows on the way', () => {
    const overflowing: MlpProblem = {
      kind: 'mlp',
      layers: [{ weights: [[2 ** 600]], biases: [0], activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 2 ** -900 },
      inputs: [[1]],
      targets: [[0]],
    };
    const { agreed: first, dissenting } = consult(overflowing);
    for (const { answer } of [...first, ...dissenting])
      expect(answer.cost).not.toBeLessThan(Number.MAX_VALUE);
    const { agreed } = consultOracle(overflowing);
    expect(agreed).toHaveLength(3);
    // (2^600)^2 2^-900, and twice its root times the scale.
    for (const { answer } of agreed) {
      expect(answer.cost).toBe(2 ** 300);
      expect(answer.gradients.weights).toEqual([[[2 ** -299]]]);
    }
  });

  it('finds a second voice where float64 has one', () => {
    const alone = consult(loneVoice);
    expect(alone.agreed.map(({ name }) => name)).toEqual(['delta-recursion']);
    const { agreed, silent } = consultOracle(loneVoice);
    expect(agreed.map(({ name }) => name)).toEqual(['delta-recursion', 'grad-table']);
    expect(silent).toMatchObject([{ name: 'per-weight' }]);
    // y - t of a sigmoid that is 0 in float64, and the fused delta in both arithmetics.
    for (const { answer } of [...agreed, ...alone.agreed])
      expect(answer.gradients.biases.at(-1)).toEqual([-1]);
  });

  it('widens the bounds of a rounded answer by its rounding', () => {
    const last = ({ agreed }: Consultation): readonly number[] =>
      agreed.map(({ bounds }) => bounds().gradients.biases.at(-1)?.[0] as number);
    const [own = Number.NaN] = last(consult(loneVoice));
    const widened = last(consultOracle(loneVoice));
    expect(widened).toHaveLength(2);
    // Three roundings of a derivative of -1, and one of this sum.
    for (const bound of widened)
      expect(Math.abs(bound - own - 3 * 2 ** -53)).toBeLessThanOrEqual(2 ** -53 * bound);
  });

  it('has no opinion on numbers beyond the doubles', () => {
    const beyond: MlpProblem = {
      kind: 'mlp',
      layers: [{ weights: [[2 ** 1000]], biases: [0], activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[2 ** 200]],
      targets: [[0]],
    };
    const { agreed, dissenting, silent } = consultOracle(beyond);
    expect([agreed, dissenting]).toEqual([[], []]);
    expect(silent).toHaveLength(3);
    for (const { reason } of silent) expect(reason).toBe('not finite in float64');
  });
});
