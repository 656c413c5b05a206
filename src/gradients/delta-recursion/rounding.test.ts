import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { Answer, Refusal } from '../../model/answer.ts';
import type { Activation, Layer, LossName, MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';
import { typedGradient } from './typed/gradient.ts';

/*
 * How far float64 may be from the exact value, derived and not chosen: the recursion runs in an
 * arithmetic whose numbers carry, beside the value, the bound of an a-priori error analysis.
 *
 * A number is (value, size, roundings): whatever the order of summation, the computed value differs
 * from the exact one by at most roundings * u * size, u = 2^-53, to first order in u.
 * - A sum adds the sizes; a term of a sum of n terms passes at most n - 1 additions in any order, and
 *   the fold here counts that many for it.
 * - A product multiplies the sizes and adds the roundings, one more for itself; so does a quotient,
 *   whose divisor's error counts relative to its value.
 * - exp, expm1, log, sqrt, tanh pass the error on through their derivative; the engine's own error is
 *   at most 1 ulp = 2u (they are fdlibm's).
 * - What is left out, u^2 and higher, is below 1 % while roundings * u < 1/200: hence 1.01.
 * Comparisons must be certain: no case stands at a kink.
 */
const u = 2 ** -53;
const ownError = 2;

interface Tracked {
  readonly value: number;
  readonly size: number;
  readonly roundings: number;
}

const boundOf = ({ size, roundings }: Tracked): number => 1.01 * roundings * u * size;

/** A value with its error in units of u. */
const tracked = (value: number, errorInU: number): Tracked =>
  value === 0
    ? { value, size: errorInU, roundings: 1 }
    : { value, size: Math.abs(value), roundings: errorInU / Math.abs(value) };

/** f, where f' near the value is at most `slope`. */
const through = (x: Tracked, value: number, slope: number): Tracked =>
  tracked(value, slope * x.roundings * x.size + ownError * Math.abs(value));

const sum = (left: Tracked, right: Tracked, value: number): Tracked => ({
  value,
  size: left.size + right.size,
  roundings: Math.max(left.roundings, right.roundings) + 1,
});

/** `inputRoundings` is 0 where a problem's doubles are exact, 1 where they stand for decimals. */
const trackedArithmetic = (inputRoundings: 0 | 1): Arithmetic<Tracked> => ({
  name: 'float64 with its error bound',
  of: (value) => ({ value, size: Math.abs(value), roundings: Number.isInteger(value) ? 0 : inputRoundings }),
  toNumber: ({ value }) => value,
  add: (left, right) => sum(left, right, left.value + right.value),
  sub: (left, right) => sum(left, right, left.value - right.value),
  mul: (left, right) => ({
    value: left.value * right.value,
    size: left.size * right.size,
    roundings: left.roundings + right.roundings + 1,
  }),
  div: (left, right) => ({
    value: left.value / right.value,
    size: left.size / Math.abs(right.value),
    roundings: left.roundings + (right.roundings * right.size) / Math.abs(right.value) + 1,
  }),
  neg: (x) => ({ ...x, value: -x.value }),
  compare: (left, right) => {
    if (left === right) return 0;
    const distance = left.value - right.value;
    const certain = Math.abs(distance) > boundOf(left) + boundOf(right);
    if (!certain && (distance !== 0 || left.roundings + right.roundings > 0)) {
      throw new RangeError(`expected a certain comparison, got ${left.value} and ${right.value}`);
    }
    return distance;
  },
  // An error E in the exponent changes e^x by at most e^x E (1 + E), and E is far below 1.
  exp: (x) => through(x, Math.exp(x.value), 1.01 * Math.exp(x.value)),
  expm1: (x) => through(x, Math.expm1(x.value), 1.01 * Math.exp(x.value)),
  log: (x) => through(x, Math.log(x.value), 1.01 / x.value),
  sqrt: (x) => through(x, Math.sqrt(x.value), 1.01 / (2 * Math.sqrt(x.value))),
  tanh: (x) => through(x, Math.tanh(x.value), 1),
});

type Nested<V> = V | null | readonly Nested<V>[];

/** The leaves of nested lists, in order, with their paths. */
const leaves = <V>(nested: Nested<V>, path: string): readonly (readonly [string, V])[] => {
  if (Array.isArray(nested)) return nested.flatMap((inner: Nested<V>, i) => leaves(inner, `${path}[${i}]`));
  return nested === null ? [] : [[path, nested as V]];
};

const answered = <A extends object>(answer: A | Refusal): A => {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};

const partsOf = <T>({ cost, outputs, gradients, deltas, trace }: Answer<T>): Record<string, Nested<T>> => ({
  cost,
  outputs,
  ...gradients,
  deltas: deltas ?? null,
  preActivations: trace?.preActivations ?? null,
  activations: trace?.activations ?? null,
});

const leavesOf = <T>(answer: Answer<T>): ReadonlyMap<string, T> =>
  new Map(Object.entries(partsOf(answer)).flatMap(([name, part]) => leaves(part, name)));

/** Paths at which two values differ by more than the bound there; the bound's fraction in use beside. */
const beyond = (
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  boundAt: (path: string) => number,
): readonly string[] =>
  [...left].flatMap(([path, value]) => {
    const error = Math.abs(value - (right.get(path) ?? Number.NaN));
    const conforms = Number.isFinite(error) && error <= boundAt(path);
    return conforms ? [] : [`${path}: expected at most ${boundAt(path)}, got ${error}`];
  });

const boundsOf = (problem: MlpProblem, inputRoundings: 0 | 1) => {
  const exact = leavesOf(answered(gradient(problem, trackedArithmetic(inputRoundings))));
  return (path: string): number => {
    const value = exact.get(path);
    return value === undefined ? Number.NaN : boundOf(value);
  };
};

describe('float64 against 30 digits from outside', () => {
  interface Case {
    readonly title: string;
    readonly problem: MlpProblem;
    readonly expected: Readonly<Record<string, Nested<string>>>;
  }
  const cases = ['./worked-networks.json', './central-differences.json'].flatMap((file) => {
    const read: { readonly cases: readonly Case[] } = JSON.parse(
      readFileSync(new URL(file, import.meta.url), 'utf8'),
    );
    return read.cases;
  });

  it.each(cases)('stays within its derived bound: $title', ({ problem, expected }) => {
    const digits = new Map(
      Object.entries(expected)
        .flatMap(([name, part]) => leaves(part, name))
        .map(([path, text]) => [path, Number(text)]),
    );
    const bounds = boundsOf(problem, 1);
    // Reading the digits as a double costs another half ulp, at most u times the value.
    const boundAt = (path: string) => bounds(path) + u * Math.abs(digits.get(path) ?? Number.NaN);
    expect(digits.size).toBeGreaterThan(10);
    expect(beyond(digits, leavesOf(answered(gradient(problem, float64))), boundAt)).toEqual([]);
    expect(beyond(digits, leavesOf(answered(typedGradient(problem))), boundAt)).toEqual([]);
  });
});

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

const losses: readonly LossName[] = [
  'squared-error',
  'norm',
  'log-loss',
  'cross-entropy',
  'cross-entropy-logits',
  'hinge',
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
const problems = losses.flatMap((loss, i) =>
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
