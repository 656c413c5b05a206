/** One example's loss itself, and the bound of its error; section 10 of spec/bounds.md. */

import type { LossName, Vector } from '../model/problem.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { at } from './at.ts';
import { normOf } from './distance-errors.ts';
import { type Enclosure, reach } from './enclosure.ts';
import { margins } from './hinge-errors.ts';
import { type LossState, residuals } from './loss-state.ts';
import { softmax, softmaxErrors } from './softmax-errors.ts';

/** One example's loss in float64, and the bound of its error. */
export interface LossValue {
  readonly value: number;
  readonly error: number;
}

/** Adds terms that carry errors, each rounded in some steps before it is added. */
const summed = (terms: readonly LossValue[], steps: number, state: LossState): LossValue => {
  const { rounding, slack } = state;
  const count = terms.length * (steps + 1);
  const value = terms.reduce((sum, term) => sum + term.value, 0);
  const carried = terms.reduce((sum, term) => sum + term.error, 0);
  const magnitude = terms.reduce((sum, term) => sum + reach(term.value, term.error, slack), 0);
  return {
    value,
    error: carried + rounding.sum(terms.length, steps) * magnitude + count * rounding.smallest,
  };
};

const squaredError = (state: LossState): LossValue => {
  const { values, errors } = residuals(state);
  const terms = values.map((c, i) => {
    const error = at(errors, i);
    return { value: c ** 2, error: (2 * Math.abs(c) + (1 + 2 * state.slack) * error) * error };
  });
  return summed(terms, 1, state);
};

const hinge = (state: LossState): LossValue => {
  const terms = margins(state).map(({ value, error }) => ({
    value: Math.max(0, value),
    error: value + (1 + state.slack) * error > 0 ? error : 0,
  }));
  return summed(terms, 0, state);
};

const norm = (state: LossState): LossValue => {
  const { norm: value, error } = normOf(residuals(state), state.rounding);
  return { value, error };
};

/** -ln of a number in (0, 1] that is known to within `error`: infinite where it may be 0. */
const logError = (x: number, error: number, { rounding, slack }: LossState): number => {
  const least = x - (1 + slack) * error;
  if (!(least > 0)) return Number.POSITIVE_INFINITY;
  const moved = error / least;
  return moved + rounding.chain(2) + rounding.chain(K) * reach(Math.log(x), moved, slack);
};

/** ln(1 + e^z) without overflow. */
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** The two logarithms of one output, those that its target gives no weight left out. */
const logTerms = (state: LossState, i: number): readonly LossValue[] => {
  const { outputs, preActivations: z, targets, rounding, slack } = state;
  const [t, y, yError] = [at(targets, i), at(outputs.values, i), at(outputs.errors, i)];
  const stored = rounding.represent(t) + rounding.chain(1) * (1 - t);
  return [
    { weight: t, argument: y, loss: softplus(-at(z.values, i)) },
    { weight: 1 - t, argument: 1 - y, loss: softplus(at(z.values, i)) },
  ]
    .filter(({ weight }) => weight > 0)
    .map(({ weight, argument, loss }) => {
      const log = logError(argument, yError, state);
      return { value: weight * loss, error: weight * log + stored * reach(loss, log, slack) };
    });
};

/** The same from z: max(z, 0) - t z + ln(1 + e^-|z|). */
const fusedLogTerm = (state: LossState, i: number): LossValue => {
  const { outputs, preActivations, targets, rounding, slack } = state;
  const [t, y, z] = [at(targets, i), at(outputs.values, i), at(preActivations.values, i)];
  const zError = at(preActivations.errors, i);
  const steepness = Math.min(1, reach(y - t, at(outputs.errors, i), slack));
  const most = reach(z, zError, slack);
  const rounded = rounding.chain(4) * 2 * most + rounding.chain(2 * K + 3) + rounding.represent(t) * most;
  const value = softplus(z) - t * z;
  return { value, error: steepness * zError + rounded };
};

const logLoss = (state: LossState): LossValue => {
  const composed = summed(
    state.targets.flatMap((_, i) => logTerms(state, i)),
    2,
    state,
  );
  const fused = summed(
    state.targets.map((_, i) => fusedLogTerm(state, i)),
    1,
    state,
  );
  return { value: composed.value, error: Math.max(composed.error, fused.error) };
};

/** -t ln p for each target above 0, p being the softmax of `z`; ln p from z, or also from a rounded p. */
const crossEntropyOf = (z: Enclosure, p: Vector, throughP: boolean, state: LossState): LossValue => {
  const { targets, rounding, slack } = state;
  const { probabilities, logErrors } = softmaxErrors(z, p, rounding, slack);
  const largest = Math.max(...z.values);
  const sum = largest + Math.log(z.values.reduce((total, value) => total + Math.exp(value - largest), 0));
  const width = Math.log(targets.length) + 2 * (1 + slack) * Math.max(...z.errors);
  const terms = targets.flatMap((t, i) => {
    if (t === 0) return [];
    const loss = sum - at(z.values, i);
    const composed = throughP ? logError(at(p, i), at(probabilities.errors, i), state) : 0;
    const error = Math.max(at(logErrors, i) + rounding.chain(K) * loss, composed);
    const parts = Math.abs(at(z.values, i)) + Math.abs(largest) + width;
    const rounded = rounding.sum(targets.length, 3) * t * parts;
    return [{ value: t * loss, error: t * error + rounding.represent(t) * (loss + error + parts) + rounded }];
  });
  return summed(terms, 2, state);
};

const lossOf: Readonly<Record<LossName, (state: LossState) => LossValue>> = {
  'squared-error': squaredError,
  norm,
  hinge,
  'log-loss': logLoss,
  'cross-entropy': (state) => crossEntropyOf(state.preActivations, state.outputs.values, true, state),
  'cross-entropy-logits': (state) =>
    crossEntropyOf(state.outputs, softmax(state.outputs.values), false, state),
};

/** One example's loss with the bound of its error. */
export const lossValue = (loss: LossName, state: LossState): LossValue => lossOf[loss](state);
