/** Where the backward pass starts, loss by loss. */

import type { LossName } from '../model/problem.ts';
import { norm, squaredError } from './distance-errors.ts';
import { hinge } from './hinge-errors.ts';
import { crossEntropy, crossEntropyOfLogits, logLoss } from './logarithm-errors.ts';
import type { LossState, OutputErrors } from './loss-state.ts';

const startOf: Readonly<Record<LossName, (state: LossState) => OutputErrors>> = {
  'squared-error': squaredError,
  norm,
  hinge,
  'log-loss': logLoss,
  'cross-entropy': crossEntropy,
  'cross-entropy-logits': crossEntropyOfLogits,
};

/** The errors with which the backward pass of one example starts. */
export const outputErrors = (loss: LossName, state: LossState): OutputErrors => startOf[loss](state);
