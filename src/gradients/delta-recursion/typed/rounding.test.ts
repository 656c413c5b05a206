import { describe, expect, it } from 'vitest';
import { float64 } from '../../../arithmetic/float64.ts';
import type { Activation, Layer, LossName, MlpProblem } from '../../../model/problem.ts';
import { lossNames } from '../../../model/supports.ts';
import { gradient } from '../gradient.ts';
import { answered, beyond, boundsOf, leavesOf } from '../test-tracked.ts';
import { typedGradient } from './gradient.ts';

/** Multiples of 1/64 from a linear congruential generator: exact doubles, and sums that are no kinks. */
const numbers = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return (Math.floor(state / 2 ** 16) % 129) / 64 - 1;
  };
  const vector = (n: number): number[] => Array.from({ length: n }, next);
  const matrix = (m: number, n: number): number[][] => Array.from({ length: m }, () => vector(n));
  return { vector, matrix };
};

const activations: readonly Activation[] = [
  { name: 'identity' },
  { name: 'linear', alpha: 0.75, beta: -0.25 },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'relu' },
  { name: 'leaky-relu', alpha: 0.125 },
  { name: 'elu', alpha: 0.75 },
  { name: 'softmax' },
  { name: 'maxout', pieces: 3 },
];

const layerOf = (activation: Activation, units: number, inputs: number, seed: number): Layer => {
  const { vector, matrix } = numbers(seed);
  const biased = seed % 3 !== 0;
  if (activation.name !== 'maxout') {
    return { weights: matrix(units, inputs), biases: biased ? vector(units) : null, activation };
  }
  const pieces = Array.from({ length: activation.pieces }, () => matrix(units, inputs));
  return { weights: pieces, biases: biased ? matrix(activation.pieces, units) : null, activation };
};

const targetsFor = (loss: LossName, examples: number, units: number, seed: number): number[][] => {
  const fractions = numbers(seed)
    .matrix(examples, units)
    .map((row) => row.map((value) => (value + 1) / 2));
  if (loss !== 'hinge') return fractions;
  return fractions.map((row, n) => row.map((_, k) => (k === n % units ? 1 : 0)));
};

const lastActivation = (loss: LossName, otherwise: Activation): Activation => {
  if (loss === 'log-loss') return { name: 'sigmoid' };
  if (loss === 'cross-entropy') return { name: 'softmax' };
  return loss === 'cross-entropy-logits' && otherwise.name === 'softmax' ? { name: 'tanh' } : otherwise;
};

const problemOf = (seed: number, hidden: Activation, last: Activation, loss: LossName): MlpProblem => {
  // Widths and batch sizes on both sides of the block size 4, and of the size where blocks begin.
  const [inputs, units, outputs, examples] = [
    1 + (seed % 9),
    1 + (seed % 7),
    2 + (seed % 5),
    1 + (seed % 11),
  ];
  return {
    kind: 'mlp',
    layers: [
      layerOf(hidden, units, inputs, seed),
      layerOf({ name: 'tanh' }, 5, units, seed + 1),
      layerOf(lastActivation(loss, last), outputs, 5, seed + 2),
    ],
    loss: { name: loss, scale: 0.375 },
    penalty: { name: 'l2', lambda: 0.0625, biases: seed % 2 === 0 },
    inputs: numbers(seed + 3).matrix(examples, inputs),
    targets: targetsFor(loss, examples, outputs, seed + 4),
  };
};

/** Every loss with every activation as a hidden and as a last layer. */
const problems = lossNames.flatMap((loss, i) =>
  activations.flatMap((hidden, j) =>
    activations.map((last, k) => problemOf(1 + 81 * i + 9 * j + k, hidden, last, loss)),
  ),
);

describe('the typed form against the generic one', () => {
  /*
   * Both perform the same operations on each path from a parameter to the cost, in different orders of
   * summation; each is within the bound of the exact value, so they are within twice the bound of each
   * other. A problem in which a comparison is not certain says nothing and is counted.
   */
  it('agrees entry by entry within the derived bound, for every activation and loss', () => {
    let uncertain = 0;
    let entries = 0;
    for (const problem of problems) {
      const generic = leavesOf(answered(gradient(problem, float64)));
      const typed = leavesOf(answered(typedGradient(problem)));
      expect([...typed.keys()]).toEqual([...generic.keys()]);
      try {
        const bounds = boundsOf(problem, 0);
        expect(beyond(generic, typed, (path) => 2 * bounds(path))).toEqual([]);
        entries += generic.size;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        uncertain += 1;
      }
    }
    expect(uncertain).toBeLessThan(problems.length / 20);
    expect(entries).toBeGreaterThan(50_000);
  });

  it('refuses what the generic one refuses, in the same words', () => {
    const problem = problemOf(5, { name: 'tanh' }, { name: 'tanh' }, 'squared-error');
    for (const name of ['log-loss', 'cross-entropy'] as const) {
      const unfit: MlpProblem = { ...problem, loss: { name, scale: 1 } };
      expect(typedGradient(unfit)).toHaveProperty('refused');
      expect(typedGradient(unfit)).toEqual(gradient(unfit, float64));
    }
  });
});

describe('the typed form without rounding', () => {
  /*
   * Piecewise linear activations, integers of one digit: every sum is an integer below 2^53, so both
   * forms are exact, and equal entry by entry whatever their order of summation. Kinks are hit often.
   */
  const integers = (layer: Layer): Layer => {
    const whole = (rows: readonly (readonly number[])[]) =>
      rows.map((row) => row.map((x) => Math.round(2 * x)));
    const { weights, biases, activation } = layer;
    if (activation.name === 'maxout') {
      const pieces = (weights as readonly number[][][]).map(whole);
      return { weights: pieces, biases: biases === null ? null : whole(biases as number[][]), activation };
    }
    const [rounded = null] = biases === null ? [] : whole([biases as number[]]);
    return { weights: whole(weights as number[][]), biases: rounded, activation };
  };

  it.each(['relu', 'maxout'] as const)('equals the generic one at kinks: %s', (name) => {
    const hidden: Activation = name === 'maxout' ? { name, pieces: 3 } : { name };
    for (const loss of ['squared-error', 'hinge'] as const)
      for (let seed = 0; seed < 200; seed += 1) {
        const { layers, inputs, ...rest } = problemOf(seed, hidden, hidden, loss);
        const whole: MlpProblem = {
          ...rest,
          layers: layers.map((layer, l) =>
            integers(l === 1 ? layerOf({ name: 'relu' }, 5, 1 + (seed % 7), seed) : layer),
          ),
          loss: { name: loss, scale: 1 },
          inputs: inputs.map((row) => row.map((x) => Math.round(2 * x))),
        };
        const typed = leavesOf(answered(typedGradient(whole)));
        const generic = leavesOf(answered(gradient(whole, float64)));
        expect(beyond(generic, typed, () => 0)).toEqual([]);
      }
  });
});
