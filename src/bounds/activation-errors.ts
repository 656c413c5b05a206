/** One unit of an element-wise activation: how errors of z reach a and g'(z); section 4 of spec/bounds.md. */

import type { PlainActivationName } from '../model/problem.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { reach } from './enclosure.ts';
import type { Rounding } from './rounding.ts';

/** Activations that act on each unit alone. */
export type ElementWise =
  | { readonly name: PlainActivationName }
  | { readonly name: 'linear'; readonly alpha: number; readonly beta: number }
  | { readonly name: 'leaky-relu' | 'elu'; readonly alpha: number };

/** z, a and the bound of z's error at one unit of one example. */
export interface UnitState {
  readonly z: number;
  readonly a: number;
  readonly zError: number;
}

export interface UnitErrors {
  /** Bound of the error of a. */
  readonly error: number;
  /** g'(z) and the bound of its error. */
  readonly slope: number;
  readonly slopeError: number;
  /** How many times the error of a would be larger without the cap that it met; 1 where it met none. */
  readonly overshoot: number;
  /** True when a correct subject may be on the other branch of a kink. */
  readonly uncertain: boolean;
}

type Bounded = (state: UnitState, rounding: Rounding, slack: number) => UnitErrors;

const smooth = { overshoot: 1, uncertain: false };

const identity: Bounded = ({ zError }) => ({ error: zError, slope: 1, slopeError: 0, ...smooth });

const linear =
  (alpha: number, beta: number): Bounded =>
  ({ z, zError }, rounding, slack) => {
    const [alphaError, betaError] = [rounding.represent(alpha), rounding.represent(beta)];
    const slope = Math.abs(alpha) + alphaError;
    const most = reach(z, zError, slack);
    const rounded = rounding.chain(2) * (slope * most + Math.abs(beta) + betaError);
    const error = slope * zError + alphaError * most + betaError + rounded + 2 * rounding.smallest;
    return { error, slope: alpha, slopeError: alphaError, ...smooth };
  };

const sigmoidSlope = (z: number): number => {
  const e = Math.exp(-Math.abs(z));
  return e / (1 + e) ** 2;
};

const tanhSlope = (z: number): number => 4 * sigmoidSlope(2 * z);

/** sup g' over the reach of z, for a g' that falls with |z|. */
const steepest = (slopeAt: (z: number) => number, { z, zError }: UnitState, slack: number): number =>
  slopeAt(Math.max(Math.abs(z) - (1 + slack) * zError, 0));

/** Absolute error of evaluating a sigmoid at a given argument. */
export const sigmoidError = (rounding: Rounding): number => rounding.chain(K + 3) + rounding.smallest;

const sigmoid: Bounded = (state, rounding, slack) => {
  const { z, a, zError } = state;
  const carried = steepest(sigmoidSlope, state, slack) * zError;
  const error = Math.min(carried, 1) + sigmoidError(rounding);
  const slope = sigmoidSlope(z);
  const moved = Math.abs(1 - 2 * a) * error + (1 + 2 * slack) * error ** 2;
  const squared = rounding.chain(1) * reach(a, error, slack) ** 2;
  const slopeError =
    moved + squared + rounding.chain(2 * K + 6) * reach(slope, moved, slack) + rounding.smallest;
  return { error, slope, slopeError, overshoot: Math.max(carried, 1), uncertain: false };
};

const tanh: Bounded = (state, rounding, slack) => {
  const { z, a, zError } = state;
  const carried = steepest(tanhSlope, state, slack) * zError;
  const error = Math.min(carried, 2) + rounding.chain(2 * K + 5) + rounding.smallest;
  const slope = tanhSlope(z);
  const moved = 2 * Math.abs(a) * error + (1 + 2 * slack) * error ** 2;
  const squared = rounding.chain(1) * reach(a, error, slack) ** 2;
  const slopeError =
    moved + squared + rounding.chain(2 * K + 4) * reach(slope, moved, slack) + rounding.smallest;
  return { error, slope, slopeError, overshoot: Math.max(carried / 2, 1), uncertain: false };
};

/** A derivative that changes from `negative` to 1 where z, or the rounded a, may have either sign. */
const branch = (
  { z, zError }: UnitState,
  slack: number,
  negative: { readonly highest: number; readonly kinked: boolean },
) => {
  const radius = (1 + slack) * zError;
  const mayBePositive = z + radius >= 0 || (negative.kinked && negative.highest >= 0);
  return { mayBePositive, mayBeNegative: z - radius <= 0 };
};

const leaky =
  (alpha: number): Bounded =>
  (state, rounding, slack) => {
    const { z, zError } = state;
    const alphaError = rounding.represent(alpha);
    const steepness = alpha + alphaError;
    const highest = alpha * (z + (1 + slack) * zError) * (1 - rounding.chain(2)) + rounding.smallest;
    const kinked = alpha > 0;
    const { mayBePositive, mayBeNegative } = branch(state, slack, { highest, kinked });
    const uncertain = mayBePositive && mayBeNegative && alpha !== 1;
    if (!mayBeNegative) return { error: zError, slope: 1, slopeError: 0, overshoot: 1, uncertain };
    const most = reach(z, zError, slack);
    const rounded = kinked ? (rounding.chain(1) * steepness + alphaError) * most + rounding.smallest : 0;
    return {
      error: Math.max(mayBePositive ? 1 : 0, steepness) * zError + rounded,
      slope: z >= 0 ? 1 : alpha,
      slopeError: (uncertain ? Math.abs(1 - alpha) : 0) + alphaError,
      overshoot: 1,
      uncertain,
    };
  };

const elu =
  (alpha: number): Bounded =>
  (state, rounding, slack) => {
    const { z, zError } = state;
    const radius = (1 + slack) * zError;
    const alphaError = rounding.represent(alpha);
    const steepness = alpha + alphaError;
    const top = Math.exp(Math.min(z + radius, 0));
    const depth = -Math.expm1(Math.min(z - radius, 0));
    const rounded =
      alpha === 0
        ? 0
        : steepness * (rounding.chain(K) * top + rounding.chain(K + 4) * depth) +
          alphaError * depth +
          2 * rounding.smallest;
    const highest = alpha * Math.expm1(Math.min(z + radius, 0)) + rounded;
    const { mayBePositive, mayBeNegative } = branch(state, slack, { highest, kinked: alpha > 0 });
    const uncertain = mayBePositive && mayBeNegative && alpha !== 1;
    if (!mayBeNegative) return { error: zError, slope: 1, slopeError: 0, overshoot: 1, uncertain };
    const error = Math.max(mayBePositive ? 1 : 0, steepness * top) * zError + rounded;
    const slope = z > 0 ? 1 : alpha * Math.exp(z);
    const bent =
      alpha === 0
        ? 0
        : error +
          alphaError +
          rounding.chain(K + 2) * reach(slope, error, slack) +
          rounding.chain(1) * (steepness * (1 + depth)) +
          rounding.smallest;
    const slopeError = bent + (uncertain ? Math.abs(1 - alpha) : 0);
    return { error, slope, slopeError, overshoot: 1, uncertain };
  };

const boundedBy = (activation: ElementWise): Bounded => {
  switch (activation.name) {
    case 'identity':
      return identity;
    case 'linear':
      return linear(activation.alpha, activation.beta);
    case 'sigmoid':
      return sigmoid;
    case 'tanh':
      return tanh;
    case 'relu':
      return leaky(0);
    case 'leaky-relu':
      return leaky(activation.alpha);
    case 'elu':
      return elu(activation.alpha);
  }
};

const unknown: UnitErrors = {
  error: Number.POSITIVE_INFINITY,
  slope: 1,
  slopeError: Number.POSITIVE_INFINITY,
  overshoot: 1,
  uncertain: false,
};

/** Errors of a and g'(z) at each unit; all infinite where z itself may overflow. */
export const unitErrors = (
  activation: ElementWise,
  states: readonly UnitState[],
  rounding: Rounding,
  slack: number,
): readonly UnitErrors[] => {
  const bounded = boundedBy(activation);
  return states.map((state) =>
    state.zError < Number.POSITIVE_INFINITY ? bounded(state, rounding, slack) : unknown,
  );
};
