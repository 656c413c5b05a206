/** Numbers that know how far they may have been rounded, and answers compared by that. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Answer, Refusal } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

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
export const u = 2 ** -53;

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

/** Numbers in lists of any depth. */
export type Nested<V> = V | null | readonly Nested<V>[];

/** The leaves of nested lists, in order, with their paths. */
export const leaves = <V>(nested: Nested<V>, path: string): readonly (readonly [string, V])[] => {
  if (Array.isArray(nested)) return nested.flatMap((inner: Nested<V>, i) => leaves(inner, `${path}[${i}]`));
  return nested === null ? [] : [[path, nested as V]];
};

/** The answer. Throws where it is refused. */
export const answered = <A extends object>(answer: A | Refusal): A => {
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

/** Every number of an answer by its path. */
export const leavesOf = <T>(answer: Answer<T>): ReadonlyMap<string, T> =>
  new Map(Object.entries(partsOf(answer)).flatMap(([name, part]) => leaves(part, name)));

/** Paths at which two values differ by more than the bound there; the bound's fraction in use beside. */
export const beyond = (
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  boundAt: (path: string) => number,
): readonly string[] =>
  [...left].flatMap(([path, value]) => {
    const error = Math.abs(value - (right.get(path) ?? Number.NaN));
    const conforms = Number.isFinite(error) && error <= boundAt(path);
    return conforms ? [] : [`${path}: expected at most ${boundAt(path)}, got ${error}`];
  });

/** How far each number of an answer may be from the exact one, by its path. */
export const boundsOf = (problem: MlpProblem, inputRoundings: 0 | 1) => {
  const exact = leavesOf(answered(gradient(problem, trackedArithmetic(inputRoundings))));
  return (path: string): number => {
    const value = exact.get(path);
    return value === undefined ? Number.NaN : boundOf(value);
  };
};
