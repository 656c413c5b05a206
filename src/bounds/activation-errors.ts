/** One unit of an element-wise activation: how errors of z reach a and g'(z); section 4 of spec/bounds.md. */

import type { PlainActivationName } from '../model/problem.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { reach } from './enclosure.ts';
import { elu, leaky } from './kinked-errors.ts';
import type { Rounding } from './rounding.ts';
import type { Bounded, UnitErrors, UnitState } from './unit-errors.ts';

/** Activations that act on each unit alone. */
export type ElementWise =
  | { readonly name: PlainActivationName }
  | { readonly name: 'linear'; readonly alpha: number; readonly beta: number }
  | { readonly name: 'leaky-relu' | 'elu'; readonly alpha: number };

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

/** Whether a sigmoid near z, squared on the way to a composed derivative, may be smaller than omega. */
export const squareMayVanish = (z: number, zError: number, rounding: Rounding, slack: number): boolean =>
  sigmoidSlope(Math.abs(z) + (1 + slack) * zError) <= 2 * Math.sqrt(rounding.smallest);

/** Absolute error of evaluating a sigmoid at a given argument. */
export const sigmoidError = (rounding: Rounding): number => rounding.chain(K + 3) + rounding.smallest;

const sigmoid: Bounded = (state, rounding, slack) => {
  const { z, a, zError } = state;
  const carried = steepest(sigmoidSlope, state, slack) * zError;
  const error = Math.min(carried, 1) + sigmoidError(rounding);
  const slope = sigmoidSlope(z);
  const moved = Math.abs(1 - 2 * a) * error + (1 + 2 * slack) * error ** 2;
  const squared = rounding.chain(1) * reach(a, error, slack) ** 2;
  const lost = squareMayVanish(z, zError, rounding, slack) ? steepest(sigmoidSlope, state, slack) : 0;
  const rounded = rounding.chain(2 * K + 6) * reach(slope, moved, slack) + rounding.smallest;
  const slopeError = moved + squared + lost + rounded;
  return { error, slope, slopeError, overshoot: Math.max(carried, 1), uncertain: false };
};

const tanh: Bounded = (state, rounding, slack) => {
  const { z, a, zError } = state;
  const carried = steepest(tanhSlope, state, slack) * zError;
  const error = Math.min(carried, 2) + rounding.chain(2 * K + 5) + rounding.smallest;
  const slope = tanhSlope(z);
  const moved = 2 * Math.abs(a) * error + (1 + 2 * slack) * error ** 2;
  const squared = rounding.chain(1) * reach(a, error, slack) ** 2;
  const vanishes = squareMayVanish(2 * z, 2 * zError, rounding, slack);
  const lost = vanishes ? steepest(tanhSlope, state, slack) : 0;
  const rounded = rounding.chain(2 * K + 4) * reach(slope, moved, slack) + rounding.smallest;
  const slopeError = moved + squared + lost + rounded;
  return { error, slope, slopeError, overshoot: Math.max(carried / 2, 1), uncertain: false };
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
