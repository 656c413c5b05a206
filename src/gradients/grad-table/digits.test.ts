/**
 * Against digits that were computed elsewhere: thirty of them in high precision, and in float64
 * within the enclosure that outward rounded intervals derive for each entry.
 */

import { readFileSync } from 'node:fs';
import { all, type BigNumber, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

const math = create(all ?? {}, { number: 'BigNumber', precision: 80 });

/** 80 digits, in which a double stands for its shortest decimal: what the outside programs were given. */
const decimals: Arithmetic<BigNumber> = {
  name: 'decimals',
  of: (double) => math.bignumber(String(double)),
  toNumber: (value) => value.toNumber(),
  add: (left, right) => left.plus(right),
  sub: (left, right) => left.minus(right),
  mul: (left, right) => left.times(right),
  div: (left, right) => left.div(right),
  neg: (value) => value.neg(),
  compare: (left, right) => left.cmp(right),
  exp: (value) => value.exp(),
  expm1: (value) => value.exp().minus(1),
  log: (value) => value.ln(),
  sqrt: (value) => value.sqrt(),
  tanh: (value) => value.tanh(),
};

interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * An enclosure of both the exact value and the one float64 computes.
 *
 * |x| 2^-52 is at least one unit in the last place of x, so one step outward covers the half unit of
 * a correctly rounded operation, and two steps an elementary function within one unit on either
 * side; the smallest double covers underflow.
 */
const outward = (low: number, high: number, steps = 1): Interval => ({
  low: low - steps * (Math.abs(low) * 2 ** -52 + Number.MIN_VALUE),
  high: high + steps * (Math.abs(high) * 2 ** -52 + Number.MIN_VALUE),
});

const increasing =
  (f: (x: number) => number) =>
  ({ low, high }: Interval): Interval =>
    outward(f(low), f(high), 2);

const combining =
  (f: (left: number, right: number) => number) =>
  (left: Interval, right: Interval): Interval => {
    const corners = [left.low, left.high].flatMap((one) => [f(one, right.low), f(one, right.high)]);
    return outward(Math.min(...corners), Math.max(...corners));
  };

const quotient = combining((left, right) => left / right);

const intervals: Arithmetic<Interval> = {
  name: 'intervals',
  // An integer is itself; any other double is within half a unit of the decimal it stands for.
  of: (double) => (Number.isInteger(double) ? { low: double, high: double } : outward(double, double)),
  toNumber: ({ low, high }) => (low + high) / 2,
  add: combining((left, right) => left + right),
  sub: combining((left, right) => left - right),
  mul: combining((left, right) => left * right),
  div: (left, right) => {
    if (right.low <= 0 && right.high >= 0) throw new RangeError('an interval that holds 0 was divided by');
    return quotient(left, right);
  },
  neg: ({ low, high }) => ({ low: -high, high: -low }),
  compare: (left, right) => {
    if (left.high < right.low) return -1;
    if (left.low > right.high) return 1;
    return left.low === right.high && left.high === right.low ? 0 : Number.NaN;
  },
  exp: increasing(Math.exp),
  expm1: increasing(Math.expm1),
  log: increasing(Math.log),
  sqrt: increasing(Math.sqrt),
  tanh: increasing(Math.tanh),
};

type Nested<T> = T | null | readonly Nested<T>[];

const isList = <T>(nested: Nested<T>): nested is readonly Nested<T>[] => Array.isArray(nested);

/** The numbers of a nested list in order; a null keeps its place. */
const leavesOf = <T>(nested: Nested<T>): readonly (T | null)[] =>
  isList(nested) ? nested.flatMap((inner) => leavesOf(inner)) : [nested];

const thirty = (value: BigNumber | null): string | null =>
  value === null ? null : value.toSignificantDigits(30).toString();
const printed = (digits: string | null): string | null =>
  digits === null ? null : math.bignumber(digits).toString();

/**
 * An enclosure that has grown wide would hold anything. The bar is the least that any known mistake
 * moves a worked example (an update before the gradient is passed on): 0.00055 of its largest entry.
 */
const widest = (exact: readonly (string | null)[]): number =>
  0.00055 * Math.max(...exact.map((digits) => Math.abs(Number(digits))));

/** The exact value and the one from float64 lie in the same narrow enclosure. */
const expectEnclosed = (
  exact: readonly (string | null)[],
  doubles: readonly (number | null)[],
  enclosures: readonly (Interval | null)[],
): void => {
  const bar = widest(exact);
  const outside = enclosures.filter((enclosure, place) => {
    const [digits, double] = [exact[place], doubles[place]];
    if (enclosure === null) return digits !== null || double !== null;
    if (typeof digits !== 'string' || typeof double !== 'number') return true;
    // Reading thirty digits as a double is itself a rounding, which `outward` covers.
    const { low, high } = outward(Number(digits), Number(digits));
    const holdsExact = enclosure.low <= high && low <= enclosure.high;
    const holdsDouble = enclosure.low <= double && double <= enclosure.high;
    return !(holdsExact && holdsDouble && enclosure.high - enclosure.low <= bar);
  });
  expect(outside).toEqual([]);
  expect([doubles.length, enclosures.length]).toEqual([exact.length, exact.length]);
};

interface Case {
  readonly title: string;
  readonly problem: MlpProblem;
  readonly expected: Readonly<Record<'cost' | 'weights' | 'biases' | 'inputs', Nested<string>>>;
}

interface TrainingStep {
  readonly problem: MlpProblem;
  readonly expected: Readonly<
    Record<'cost' | 'weights' | 'deltas' | 'outputs' | 'preActivations', Nested<string>>
  >;
}

const digits: { readonly cases: readonly Case[]; readonly trainingStep: TrainingStep } = JSON.parse(
  readFileSync(new URL('./digits.json', import.meta.url), 'utf8'),
);

describe.each(digits.cases)('$title', ({ problem, expected }) => {
  const exact = leavesOf([expected.cost, expected.weights, expected.biases, expected.inputs]);
  const numbersOf = <T>(arithmetic: Arithmetic<T>): readonly (T | null)[] => {
    const { cost, gradients } = gradient(problem, arithmetic);
    return leavesOf<T>([cost, gradients.weights, gradients.biases, gradients.inputs]);
  };

  test('has the cost and the gradients of central differences, to thirty digits', () => {
    expect(numbersOf(decimals).map(thirty)).toEqual(exact.map(printed));
  });

  test('in float64 stays within the enclosure of the exact value', () => {
    expectEnclosed(exact, numbersOf(float64), numbersOf(intervals));
  });
});

describe('one training step of a relu network under a mean cross-entropy and weight decay', () => {
  const { problem, expected } = digits.trainingStep;
  const { cost, weights, deltas, outputs, preActivations } = expected;

  test('has every printed quantity to thirty digits', () => {
    // The mean over three examples is no decimal: the sum is taken, with three times the penalty.
    const answer = gradient(problem, decimals);
    const third = (values: Nested<BigNumber>) =>
      leavesOf(values).map((value) => thirty(value?.div(3) ?? null));
    expect(third([answer.cost, answer.gradients.weights, answer.deltas])).toEqual(
      leavesOf([cost, weights, deltas]).map(printed),
    );
    expect(leavesOf<BigNumber>([answer.outputs, answer.trace.preActivations]).map(thirty)).toEqual(
      leavesOf([outputs, preActivations]).map(printed),
    );
    expect(answer.gradients.biases).toEqual([null, null]);
  });

  test('in float64 stays within the enclosure of the exact value', () => {
    const mean: MlpProblem = {
      ...problem,
      loss: { name: 'cross-entropy', scale: 1 / 3 },
      penalty: { name: 'l2', lambda: 0.01, biases: false },
    };
    const numbersOf = <T>(arithmetic: Arithmetic<T>): readonly (T | null)[] => {
      const answer = gradient(mean, arithmetic);
      return leavesOf<T>([answer.cost, answer.gradients.weights, answer.deltas]);
    };
    expectEnclosed(leavesOf([cost, weights, deltas]), numbersOf(float64), numbersOf(intervals));
  });
});
