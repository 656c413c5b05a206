/** Squared error and norm: errors of dJ/da; section 7 of spec/bounds.md. */

import { elementaryUlps as K } from './assumptions.ts';
import { at } from './at.ts';
import { choiceError } from './choice.ts';
import { type Enclosure, reach } from './enclosure.ts';
import { type LossState, type OutputErrors, residuals, scaled } from './loss-state.ts';
import type { Rounding } from './rounding.ts';

/** 2 scale (a - t). */
export const squaredError = (state: LossState): OutputErrors => {
  const { values, errors } = residuals(state);
  const factor = 2 * state.scaling.scale;
  return {
    of: 'activations',
    adjoints: {
      values: values.map((c) => factor * c),
      errors: values.map((c, i) => scaled(factor, c, at(errors, i), state)),
    },
    start: { slack: state.slack, uncertain: [] },
  };
};

/** The Euclidean norm of the residuals, and the bound of its error: infinite where a square may overflow. */
export const normOf = ({ values, errors }: Enclosure, rounding: Rounding) => {
  const norm = Math.hypot(...values);
  const carried = Math.hypot(...errors);
  const flushed = values.length * rounding.smallest;
  const least = norm - 2 * carried;
  const lost = least > 0 ? Math.min(Math.sqrt(flushed), flushed / least) : Math.sqrt(flushed);
  const moved = carried + lost;
  // The root halves the n + 1 roundings of the sum under it, and is itself off by K u.
  const rounded = rounding.chain(Math.ceil((values.length + 1) / 2) + K);
  const error = moved + rounded * (norm + 3 * moved);
  return { norm, error: (norm + 3 * error) ** 2 <= rounding.largest ? error : Number.POSITIVE_INFINITY };
};

/** A component that was chosen at a norm of exactly 0: whatever a subject takes is in the unit ball. */
const inBall = (component: number, state: LossState): number => {
  const away = choiceError(component, state.rounding, state.ball * (1 + Math.abs(component)));
  return scaled(state.scaling.scale, component, away, state);
};

/** scale (a - t) / |a - t|; infinite where the norm may be 0, unless it is exactly 0 and decided: then 0. */
export const norm = (state: LossState): OutputErrors => {
  const { example, scaling, rounding, slack, choice } = state;
  const { values, errors } = residuals(state);
  const { norm: length, error } = normOf({ values, errors }, rounding);
  const [least, exact] = [length - (1 + slack) * error, length - slack * error];
  const settled = state.decided && length === 0;
  const doubtful = !settled && !(least > 0) && error < Number.POSITIVE_INFINITY;
  const unit = values.map((c) => (length > 0 ? c / length : 0));
  const chosen = values.map((_, i) => (doubtful ? choice({ kind: 'norm', example, unit: i }) : undefined));
  return {
    of: 'activations',
    adjoints: {
      values: unit.map((component) => scaling.scale * component),
      errors: unit.map((component, i) => {
        if (settled) return 0;
        const taken = chosen[i];
        if (taken !== undefined) return inBall(taken, state);
        if (!(least > 0)) return Number.POSITIVE_INFINITY;
        const [c, carried] = [at(values, i), at(errors, i)];
        const moved = (carried + ((Math.abs(c) + slack * carried) / exact) * error) / least;
        const rounded = moved + rounding.chain(2) * reach(component, moved, slack) + rounding.smallest;
        return scaled(scaling.scale, component, rounded, state);
      }),
    },
    start: {
      slack,
      uncertain: values.flatMap((_, index) =>
        doubtful && chosen[index] === undefined ? [{ kind: 'norm' as const, example, unit: index }] : [],
      ),
    },
  };
};
