/** Log-loss and cross-entropies: errors of dJ/dz, fused with the activation or not; section 7 of spec/bounds.md. */

import type { Vector } from '../model/problem.ts';
import { sigmoidError, squareMayVanish } from './activation-errors.ts';
import { elementaryUlps as K } from './assumptions.ts';
import { at } from './at.ts';
import { type Enclosure, reach } from './enclosure.ts';
import { type LossState, type OutputErrors, scaled } from './loss-state.ts';
import { type SoftmaxErrors, softmax, softmaxErrors } from './softmax-errors.ts';

/** A quotient of an unfused log-loss: `size` times `weight`, over what is computed as `complement`. */
interface Quotient {
  readonly weight: number;
  readonly size: number;
  readonly complement: number;
  /** Whether its g'(z) may have been flushed to zero. */
  readonly vanishes: boolean;
}

const quotientsOf = (y: number, t: number, vanishes: boolean): readonly Quotient[] => [
  { weight: 1 - t, size: y, complement: 1 - y, vanishes },
  { weight: t, size: 1 - y, complement: y, vanishes },
];

/** Where y is rounded to a multiple of u / 2, neither it nor 1 - y comes closer to 0 than that. */
const quotientError = (
  { weight, size, complement, vanishes }: Quotient,
  error: number,
  { rounding, slack }: LossState,
) => {
  const least = complement - (1 + slack) * error;
  const most = reach(size, error, slack);
  const moved = (most * sigmoidError(rounding)) / Math.max(least, rounding.unit / 2);
  return {
    error: weight * (moved + rounding.chain(2 * K + 10) * (most + moved) + (vanishes ? most : 0)),
    floored: weight > 0 && (vanishes || !(least > rounding.unit / 2)),
  };
};

/** y - t, or t and 1 - t over a rounded y and 1 - y, times a g'(z) that is rounded otherwise. */
export const logLoss = (state: LossState): OutputErrors => {
  const { outputs, preActivations, targets, rounding, slack } = state;
  const own = sigmoidError(rounding);
  const units = outputs.values.map((y, i) => {
    const [t, error] = [at(targets, i), at(outputs.errors, i)];
    const carried = Math.max(0, error - own) + rounding.represent(t);
    const fused = own + rounding.chain(1) * reach(y - t, error, slack);
    const [z, zError] = [at(preActivations.values, i), at(preActivations.errors, i)];
    const vanishes = squareMayVanish(z, zError, rounding, slack);
    const quotients = quotientsOf(y, t, vanishes).map((quotient) => quotientError(quotient, error, state));
    const unfused = quotients.reduce((sum, quotient) => sum + quotient.error, 0);
    return {
      error: scaled(state.scaling.scale, y - t, carried + Math.max(fused, unfused), state),
      floored: quotients.some(({ floored }) => floored),
    };
  });
  return {
    of: 'pre-activations',
    errors: units.map(({ error }) => error),
    // A floor holds for float64 too, so the reference may be as far off as the subject.
    start: { slack: units.some(({ floored }) => floored) ? 1 : slack, uncertain: [] },
  };
};

/**
 * What a full Jacobian can lose below omega before -t / y enlarges it again, relative to each output.
 *
 * A subject that divides has a normal y: at least omega. Where y cannot be normal, nobody may divide.
 */
const lostProducts = (softmaxed: SoftmaxErrors, { targets, scaling, rounding, slack }: LossState) => {
  const { smallest } = rounding;
  const tiny = (targets.length + 2) * Math.max(softmaxed.smallest, smallest);
  return targets.map((t, j) => {
    const width = (1 + slack) * at(softmaxed.logErrors, j);
    const y = at(softmaxed.probabilities.values, j);
    const least = y * Math.exp(-width) - tiny;
    const divides = t > 0 && !(y * Math.exp(width) < smallest / 2);
    return {
      known: t === 0 || least > smallest,
      loss: divides ? (t * scaling.smallest) / Math.max(least, smallest) : 0,
    };
  });
};

/** y sum(t) - t from probabilities y, also through -t / y and the Jacobian of the softmax. */
const crossEntropyAdjoints = (softmaxed: SoftmaxErrors, state: LossState) => {
  const { targets, rounding, scaling, slack } = state;
  const { values: ys, errors: yErrors } = softmaxed.probabilities;
  const stored = targets.map(rounding.represent);
  const total = targets.reduce((sum, t) => sum + t, 0);
  const totalError = stored.reduce((sum, error) => sum + error, 0);
  const lost = lostProducts(softmaxed, state);
  const values = ys.map((y, i) => y * total - at(targets, i));
  const errors = values.map((c, i) => {
    const [error, t, tError] = [at(yErrors, i), at(targets, i), at(stored, i)];
    const most = reach(at(ys, i), error, slack);
    const moved = error * total + most * totalError + tError;
    const rounded = rounding.sum(targets.length, 8) * (most * (total + totalError) + t + tError);
    const flushed = lost.reduce(
      (sum, { loss }, j) => sum + Math.min(loss, scaling.scale * at(targets, j) * most),
      0,
    );
    return scaled(scaling.scale, c, moved + rounded, state) + flushed;
  });
  const adjoints: Enclosure = { values: values.map((c) => scaling.scale * c), errors };
  return { adjoints, known: lost.every(({ known }) => known) };
};

/** The softmax under a cross-entropy, with the slack of its own caps. */
const underCrossEntropy = (z: Enclosure, p: Vector, state: LossState) => {
  const softmaxed = softmaxErrors(z, p, state.rounding, state.slack);
  const slack = Math.min(1, state.slack * softmaxed.overshoot);
  const { adjoints, known } = crossEntropyAdjoints(softmaxed, { ...state, slack });
  return { adjoints, start: { slack: known ? slack : 1, uncertain: [] } };
};

/** Of a softmax layer. */
export const crossEntropy = (state: LossState): OutputErrors => {
  const { adjoints, start } = underCrossEntropy(state.preActivations, state.outputs.values, state);
  return { of: 'pre-activations', errors: adjoints.errors, start };
};

/** Of logits, the softmax being part of the loss: errors of dJ/da. */
export const crossEntropyOfLogits = (state: LossState): OutputErrors => {
  const { outputs } = state;
  return { of: 'activations', ...underCrossEntropy(outputs, softmax(outputs.values), state) };
};
