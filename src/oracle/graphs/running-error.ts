/**
 * What one way through a graph answers in float64, and how far that is from the exact answer, proved by the
 * operations themselves.
 *
 * The bounds of spec/graph-bounds.md are of reverse accumulation; forward mode and sums over paths add the same
 * products up in other orders, in which more may be rounded. So they run once more, operation by operation the
 * same, over doubles that carry a radius (running error analysis; Wilkinson).
 */

import { float64 } from '../../arithmetic/float64.ts';
import type { GraphBounds } from '../../bounds/graphs/bound-graph-answer.ts';
import { boundOfRadii, type GraphRadii } from '../../bounds/graphs/bound-of-radii.ts';
import { isRefusal, type Refusal } from '../../model/answer.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { type Ball, ballArithmetic } from '../ball.ts';
import type { FloatingPoint } from '../floating-point.ts';
import type { GraphVoter } from './voters.ts';

/** Below this exponent a rounding costs no less than at it: results there are subnormal. */
const lowest = -1021;

const exponentOf = (value: number): number => Math.floor(Math.log2(Math.abs(value)));

/** left + right = sum exactly (Knuth). */
const isWholeSum = (sum: number, left: number, right: number): boolean => {
  const part = sum - left;
  return left - (sum - part) + (right - part) === 0;
};

const halves = (x: number): readonly [number, number] => {
  const stretched = 134217729 * x;
  const head = stretched - (stretched - x);
  return [head, x - head];
};

const isTame = (x: number): boolean => Math.abs(x) > 2 ** -400 && Math.abs(x) < 2 ** 400;

/** left * right = product exactly (Dekker and Veltkamp); false where the test itself could round. */
const isWholeProduct = (product: number, left: number, right: number): boolean => {
  if (left === 0 || right === 0) return product === 0;
  if (!isTame(left) || !isTame(right)) return false;
  const [lh, ll] = halves(left);
  const [rh, rl] = halves(right);
  return ll * rl - (product - lh * rh - ll * rh - lh * rl) === 0;
};

/** Doubles: elementary functions are within 8 u = 2^-50, everything else within u. */
const doubles: FloatingPoint<number> = {
  arithmetic: float64,
  bits: 50,
  top: (value) => (value === 0 ? lowest : Math.max(lowest, exponentOf(value) + 1)),
  bottom: (value) => (value === 0 ? Number.NEGATIVE_INFINITY : exponentOf(value) - 1),
  isExactSum: (result, left, right) => isWholeSum(result, left, result === left + right ? right : -right),
  isExactProduct: isWholeProduct,
};

const isList = <T>(nested: NestedNumbers<T>): nested is readonly NestedNumbers<T>[] => Array.isArray(nested);

const mapped = <T, R>(nested: NestedNumbers<T>, change: (entry: T) => R): NestedNumbers<R> =>
  isList(nested) ? nested.map((inner) => mapped(inner, change)) : change(nested);

const eachNumber = <T, R>({ value, gradients }: GraphAnswer<T>, change: (entry: T) => R): GraphAnswer<R> => ({
  value: change(value),
  gradients: Object.fromEntries(
    Object.entries(gradients).map(([name, nested]) => [name, mapped(nested, change)]),
  ),
});

/** An answer in float64 with what is proved of it; infinite bounds where rounding may have decided a branch. */
export interface ProvedAnswer {
  readonly answer: GraphAnswer;
  readonly bounds: GraphBounds;
  /** Comparisons that rounding may have decided otherwise than exact numbers would. */
  readonly ties: number;
}

/** The answer of this way, or why there is none. */
export const answerWithErrors = ({ gradient }: GraphVoter, problem: GraphProblem): ProvedAnswer | Refusal => {
  let ties = 0;
  const balls = ballArithmetic(doubles, () => {
    ties += 1;
  });
  const answer: GraphAnswer<Ball<number>> | Refusal = gradient(problem, balls);
  if (isRefusal(answer)) return answer;
  const radii: GraphRadii = eachNumber(answer, ({ radius }) =>
    ties > 0 ? Number.POSITIVE_INFINITY : 2 ** radius,
  );
  return { answer: eachNumber(answer, ({ middle }) => middle), bounds: boundOfRadii(radii), ties };
};
