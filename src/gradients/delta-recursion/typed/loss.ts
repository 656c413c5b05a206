/** The losses on flat buffers, all examples: values summed into `cost`, gradients written into delta. */

import type { Loss, LossName } from '../../../model/problem.ts';
import { crossEntropyAt, largestAt, softmaxInto } from './softmax.ts';

/** The last layer's buffers, all `[example][unit]`. */
export interface OutputBuffers {
  readonly units: number;
  readonly z: Float64Array;
  readonly a: Float64Array;
  /** Receives scale times dloss/da, of log-loss and cross-entropy scale times dloss/dz. */
  readonly delta: Float64Array;
}

/**
 * Adds the losses, not yet scaled, to `cost[0]`.
 *
 * Numbers go in and out through buffers and objects: as an argument or a return value of a function
 * that is not inlined, a double is put in a box, and that allocates.
 */
export type AddLosses = (out: OutputBuffers, targets: Float64Array, loss: Loss, cost: Float64Array) => void;

const squaredError: AddLosses = ({ a, delta }, t, { scale }, cost) => {
  let value = 0;
  for (let k = 0; k < a.length; k += 1) {
    const e = Number(a[k]) - Number(t[k]);
    value += e * e;
    delta[k] = scale * (2 * e);
  }
  cost[0] = Number(cost[0]) + value;
};

/** Components are divided by the largest before they are squared; where all are 0 so is the gradient. */
const norm: AddLosses = ({ units, a, delta }, t, { scale }, cost) => {
  for (let at = 0; at < a.length; at += units) {
    let largest = 0;
    for (let k = at; k < at + units; k += 1) {
      delta[k] = Number(a[k]) - Number(t[k]);
      largest = Math.max(largest, Math.abs(Number(delta[k])));
    }
    if (largest === 0) continue;
    let squares = 0;
    for (let k = at; k < at + units; k += 1) {
      delta[k] = Number(delta[k]) / largest;
      squares += Number(delta[k]) * Number(delta[k]);
    }
    const length = Math.sqrt(squares);
    for (let k = at; k < at + units; k += 1) delta[k] = scale * (Number(delta[k]) / length);
    cost[0] = Number(cost[0]) + largest * length;
  }
};

/**
 * t softplus(-z) + (1 - t) softplus(z), where softplus(z) = ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|)
 * cannot overflow.
 */
const logLoss: AddLosses = ({ z, a, delta }, t, { scale }, cost) => {
  let value = 0;
  for (let k = 0; k < a.length; k += 1) {
    const x = Number(z[k]);
    const target = Number(t[k]);
    const tail = Math.log1p(Math.exp(-Math.abs(x)));
    value += target * (Math.max(-x, 0) + tail) + (1 - target) * (Math.max(x, 0) + tail);
    delta[k] = scale * (Number(a[k]) - target);
  }
  cost[0] = Number(cost[0]) + value;
};

/** delta holds softmax on entry and scale (softmax sum(t) - t) afterwards. */
const finishCrossEntropy = (
  delta: Float64Array,
  t: Float64Array,
  at: number,
  n: number,
  { scale }: Loss,
): void => {
  let total = 0;
  for (let k = at; k < at + n; k += 1) total += Number(t[k]);
  for (let k = at; k < at + n; k += 1) delta[k] = scale * (Number(delta[k]) * total - Number(t[k]));
};

const crossEntropy: AddLosses = ({ units, z, a, delta }, t, loss, cost) => {
  for (let at = 0; at < a.length; at += units) {
    for (let k = at; k < at + units; k += 1) delta[k] = Number(a[k]);
    finishCrossEntropy(delta, t, at, units, loss);
    crossEntropyAt(z, t, at, units, cost);
  }
};

const crossEntropyLogits: AddLosses = ({ units, a, delta }, t, loss, cost) => {
  for (let at = 0; at < a.length; at += units) {
    softmaxInto(delta, a, at, units);
    finishCrossEntropy(delta, t, at, units, loss);
    crossEntropyAt(a, t, at, units, cost);
  }
};

/** max(0, margin) with margin = y_k - y_c + 1; a margin of exactly 0 is inactive. */
const hinge: AddLosses = ({ units, a, delta }, t, { scale }, cost) => {
  for (let at = 0; at < a.length; at += units) {
    const c = largestAt(t, at, units);
    let value = 0;
    let active = 0;
    for (let k = at; k < at + units; k += 1) {
      const margin = Number(a[k]) - Number(a[c]) + 1;
      const counts = k !== c && margin > 0;
      delta[k] = counts ? scale : 0;
      if (!counts) continue;
      value += margin;
      active += 1;
    }
    delta[c] = -scale * active;
    cost[0] = Number(cost[0]) + value;
  }
};

/** Every loss of the format. */
export const losses: Readonly<Record<LossName, AddLosses>> = {
  'squared-error': squaredError,
  norm,
  'log-loss': logLoss,
  'cross-entropy': crossEntropy,
  'cross-entropy-logits': crossEntropyLogits,
  hinge,
};

/** Whether the loss writes dloss/dz: the product with g'(z) is then already in it. */
export const isFused = (name: LossName): boolean => name === 'log-loss' || name === 'cross-entropy';
