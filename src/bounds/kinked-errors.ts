/** Relu, leaky relu and elu: errors of a and g'(z), whole jumps included; section 4 of spec/bounds.md. */

import { elementaryUlps as K } from './assumptions.ts';
import { choiceError } from './choice.ts';
import { reach } from './enclosure.ts';
import type { Rounding } from './rounding.ts';
import type { Bounded, UnitState } from './unit-errors.ts';

/** A derivative that changes from `negative` to 1 where z, or the rounded a, may have either sign. */
const branch = (
  { z, zError, decided }: UnitState,
  slack: number,
  negative: { readonly highest: number; readonly kinked: boolean; readonly zeroIsPositive: boolean },
) => {
  if (decided) {
    const mayBePositive = z > 0 || (z === 0 && negative.zeroIsPositive);
    return { mayBePositive, mayBeNegative: !mayBePositive };
  }
  const radius = (1 + slack) * zError;
  const mayBePositive = z + radius >= 0 || (negative.kinked && negative.highest >= 0);
  return { mayBePositive, mayBeNegative: z - radius <= 0 };
};

/** What an uncertain branch adds to the error of g': the whole jump, or how far it may be from what was chosen. */
const jumpOr = ({ chosen, spread }: UnitState, jump: number, rounding: Rounding): number =>
  chosen === undefined ? jump : choiceError(chosen, rounding, spread * jump);

/** z, and alpha z below 0; relu with alpha = 0. */
export const leaky =
  (alpha: number): Bounded =>
  (state, rounding, slack) => {
    const { z, zError, chosen } = state;
    const alphaError = rounding.represent(alpha);
    const steepness = alpha + alphaError;
    const highest = alpha * (z + (1 + slack) * zError) * (1 - rounding.chain(2)) + rounding.smallest;
    const kinked = alpha > 0;
    const { mayBePositive, mayBeNegative } = branch(state, slack, { highest, kinked, zeroIsPositive: true });
    const uncertain = mayBePositive && mayBeNegative && alpha !== 1;
    if (!mayBeNegative) return { error: zError, slope: 1, slopeError: 0, overshoot: 1, uncertain };
    const most = reach(z, zError, slack);
    const rounded = kinked ? (rounding.chain(1) * steepness + alphaError) * most + rounding.smallest : 0;
    return {
      error: Math.max(mayBePositive ? 1 : 0, steepness) * zError + rounded,
      slope: uncertain && chosen !== undefined ? chosen : z >= 0 ? 1 : alpha,
      slopeError: (uncertain ? jumpOr(state, Math.abs(1 - alpha), rounding) : 0) + alphaError,
      overshoot: 1,
      uncertain,
    };
  };

/** z, and alpha (e^z - 1) below 0. */
export const elu =
  (alpha: number): Bounded =>
  (state, rounding, slack) => {
    const { z, zError, chosen } = state;
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
    const { mayBePositive, mayBeNegative } = branch(state, slack, {
      highest,
      kinked: alpha > 0,
      zeroIsPositive: false,
    });
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
    if (!uncertain) return { error, slope, slopeError: bent, overshoot: 1, uncertain };
    const slopeError = bent + jumpOr(state, Math.abs(1 - alpha), rounding);
    if (chosen === undefined) return { error, slope, slopeError, overshoot: 1, uncertain };
    // alpha e^z at the subject's own z, at most two radii from 0, instead of the alpha that may be chosen.
    const besides = 2 * steepness * radius + rounding.chain(K + 2) * (1 + steepness);
    return { error, slope: chosen, slopeError: slopeError + besides, overshoot: 1, uncertain };
  };
