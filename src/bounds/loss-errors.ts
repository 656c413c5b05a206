/** Where the backward pass starts: errors of dJ/da, or of dJ/dz where the loss is fused; section 7 of spec/bounds.md. */

import type { KinkSite } from '../model/kinks.ts';
import type { LossName, Vector } from '../model/problem.ts';
import { sigmoidError } from './activation-errors.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { at } from './at.ts';
import { type Enclosure, reach } from './enclosure.ts';
import type { Rounding } from './rounding.ts';
import type { Scaling } from './scaling.ts';
import { softmax, softmaxErrors } from './softmax-errors.ts';

/** The last layer's outputs of one example, and what they are compared with. */
export interface LossState {
  readonly outputs: Enclosure;
  /** z of the same units. */
  readonly preActivations: Enclosure;
  readonly targets: Vector;
  readonly rounding: Rounding;
  readonly scaling: Scaling;
  readonly slack: number;
  readonly example: number;
}

/** What the loss adds to the circumstances of the backward pass. */
export interface Start {
  readonly slack: number;
  readonly uncertain: readonly KinkSite[];
}

export type OutputErrors =
  /** dJ/da and its errors, to be carried through the last activation. */
  | { readonly of: 'activations'; readonly adjoints: Enclosure; readonly start: Start }
  /** Errors of dJ/dz itself. */
  | { readonly of: 'pre-activations'; readonly errors: Vector; readonly start: Start };

/** output - target, component by component. */
export const residuals = ({ outputs, targets, rounding, slack }: LossState): Enclosure => {
  const values = outputs.values.map((a, i) => a - at(targets, i));
  const errors = values.map((c, i) => {
    const before = at(outputs.errors, i) + rounding.represent(at(targets, i));
    return before + rounding.chain(1) * reach(c, before, slack);
  });
  return { values, errors };
};

/** factor times a value with an error, the factor rounded as the scale is. */
const scaled = (factor: number, value: number, error: number, { scaling, slack }: LossState): number =>
  factor * (error + scaling.relative * reach(value, error, slack)) + 2 * scaling.smallest;

const squaredError = (state: LossState): OutputErrors => {
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
  const flushed = values.length * rounding.smallest;
  const moved = Math.hypot(...errors) + Math.min(Math.sqrt(flushed), flushed / norm);
  const error = moved + rounding.chain(values.length + 2) * (norm + 3 * moved);
  return { norm, error: (norm + 3 * error) ** 2 <= rounding.largest ? error : Number.POSITIVE_INFINITY };
};

const norm = (state: LossState): OutputErrors => {
  const { example, scaling, rounding, slack } = state;
  const { values, errors } = residuals(state);
  const { norm: length, error } = normOf({ values, errors }, rounding);
  const least = length - (1 + slack) * error;
  const certain = least > 0;
  const doubtful = !certain && error < Number.POSITIVE_INFINITY;
  const unit = values.map((c) => (length > 0 ? c / length : 0));
  return {
    of: 'activations',
    adjoints: {
      values: unit.map((component) => scaling.scale * component),
      errors: unit.map((component, i) => {
        if (!certain) return Number.POSITIVE_INFINITY;
        const moved = (at(errors, i) + reach(component, 0, slack) * error) / least;
        const rounded = moved + rounding.chain(2) * reach(component, moved, slack) + rounding.smallest;
        return scaled(scaling.scale, component, rounded, state);
      }),
    },
    start: {
      slack,
      uncertain: doubtful ? values.map((_, index) => ({ kind: 'norm' as const, example, unit: index })) : [],
    },
  };
};

/** The class of a one-hot target. */
export const classOf = (targets: Vector): number => targets.indexOf(Math.max(...targets));

/** y_k - y_c + 1 for every k but the class c, each with the bound of its error. */
export const margins = ({ outputs, targets, rounding, slack }: LossState) => {
  const chosen = classOf(targets);
  const [right, rightError] = [at(outputs.values, chosen), at(outputs.errors, chosen)];
  return outputs.values.flatMap((output, unit) => {
    if (unit === chosen) return [];
    const moved = at(outputs.errors, unit) + rightError;
    const magnitude = Math.abs(output) + Math.abs(right) + 1 + (1 + 2 * slack) * moved;
    return [{ unit, value: output - right + 1, error: moved + rounding.sum(2) * magnitude }];
  });
};

const hinge = (state: LossState): OutputErrors => {
  const { example, scaling, rounding, slack, targets } = state;
  const values = targets.map(() => 0);
  const errors = targets.map(() => 0);
  const uncertain: KinkSite[] = [];
  const chosen = classOf(targets);
  let [active, torn] = [0, 0];
  for (const { unit, value, error } of margins(state)) {
    const doubtful = Math.abs(value) <= (1 + slack) * error;
    if (doubtful) uncertain.push({ kind: 'hinge', example, unit });
    if (doubtful) torn += 1;
    if (value > 0) active += 1;
    values[unit] = value > 0 ? scaling.scale : 0;
    errors[unit] = doubtful || value > 0 ? scaled(scaling.scale, 1, doubtful ? 1 : 0, state) : 0;
    if (!(error < Number.POSITIVE_INFINITY)) errors[unit] = error;
  }
  const counted = active + torn > 1 / rounding.unit ? rounding.sum(active + torn) * (active + torn) : 0;
  values[chosen] = -active * scaling.scale;
  errors[chosen] = active + torn === 0 ? 0 : scaled(scaling.scale, active, torn + counted, state);
  if (errors.includes(Number.POSITIVE_INFINITY)) errors[chosen] = Number.POSITIVE_INFINITY;
  return { of: 'activations', adjoints: { values, errors }, start: { slack, uncertain } };
};

/**
 * y - t, or t and 1 - t over a rounded y and 1 - y, times a g'(z) that is rounded otherwise.
 *
 * Where y is rounded to a multiple of u / 2, neither it nor 1 - y comes closer to 0 than that.
 */
const logLoss = (state: LossState): OutputErrors => {
  const { outputs, targets, rounding, slack } = state;
  const own = sigmoidError(rounding);
  const quotient = (weight: number, size: number, complement: number, error: number) => {
    const denominator = Math.max(complement - (1 + slack) * error, rounding.unit / 2);
    const most = reach(size, error, slack);
    const moved = (most * own) / denominator;
    return weight * (moved + rounding.chain(2 * K + 10) * (most + moved));
  };
  const errors = outputs.values.map((y, i) => {
    const [t, error] = [at(targets, i), at(outputs.errors, i)];
    const carried = Math.max(0, error - own) + rounding.represent(t);
    const fused = own + rounding.chain(1) * reach(y - t, error, slack);
    const unfused = quotient(1 - t, y, 1 - y, error) + quotient(t, 1 - y, y, error);
    return scaled(state.scaling.scale, y - t, carried + Math.max(fused, unfused), state);
  });
  return { of: 'pre-activations', errors, start: { slack, uncertain: [] } };
};

/** y sum(t) - t from probabilities y, also through -t / y and the Jacobian of the softmax. */
const crossEntropyAdjoints = (p: Enclosure, state: LossState): Enclosure => {
  const { targets, rounding, scaling, slack } = state;
  const n = targets.length;
  const stored = targets.map(rounding.represent);
  const total = targets.reduce((sum, t) => sum + t, 0);
  const totalError = stored.reduce((sum, error) => sum + error, 0);
  const lost = targets.map((t, j) => {
    const least = at(p.values, j) - (1 + slack) * at(p.errors, j);
    return { t, loss: least > 0 ? (t * scaling.smallest) / least : Number.POSITIVE_INFINITY };
  });
  const values = p.values.map((y, i) => y * total - at(targets, i));
  const errors = values.map((c, i) => {
    const [y, error, t] = [at(p.values, i), at(p.errors, i), at(targets, i)];
    const most = reach(y, error, slack);
    const moved = error * total + most * totalError + at(stored, i);
    const rounded = rounding.sum(n + 8) * (most * (total + totalError) + t + at(stored, i));
    const flushed = lost.reduce(
      (sum, { t: other, loss }) => sum + (other === 0 ? 0 : Math.min(loss, scaling.scale * other * most)),
      0,
    );
    return scaled(scaling.scale, c, moved + rounded, state) + flushed;
  });
  return { values: values.map((c) => scaling.scale * c), errors };
};

const startOf: Readonly<Record<LossName, (state: LossState) => OutputErrors>> = {
  'squared-error': squaredError,
  norm,
  hinge,
  'log-loss': logLoss,
  'cross-entropy': (state) => ({
    of: 'pre-activations',
    errors: crossEntropyAdjoints(state.outputs, state).errors,
    start: { slack: state.slack, uncertain: [] },
  }),
  'cross-entropy-logits': (state) => {
    const { outputs, rounding, slack } = state;
    const { probabilities, overshoot } = softmaxErrors(outputs, softmax(outputs.values), rounding, slack);
    const start = { slack: Math.min(1, slack * overshoot), uncertain: [] };
    const adjoints = crossEntropyAdjoints(probabilities, { ...state, slack: start.slack });
    return { of: 'activations', adjoints, start };
  },
};

/** The errors with which the backward pass of one example starts. */
export const outputErrors = (loss: LossName, state: LossState): OutputErrors => startOf[loss](state);
