/** The shapes of problems on which known mistakes differ. */

import type { LossName } from '../model/problem.ts';
import type { ActivationName, PenaltyKind } from '../model/supports.ts';

/** The shape of one problem. */
export interface Plan {
  readonly widths: readonly number[];
  readonly hidden: readonly ActivationName[];
  readonly output: ActivationName;
  readonly loss: LossName;
  readonly scale: number;
  readonly examples: number;
  readonly penalty: PenaltyKind;
}

/**
 * Together they have square and other layers, as many examples as inputs and not, every activation, every loss, a
 * penalty on weights and on biases, and no scale that hides a mistake.
 */
export const plans: readonly Plan[] = [
  {
    widths: [3, 4, 4, 2, 3],
    hidden: ['elu', 'tanh', 'sigmoid'],
    output: 'tanh',
    loss: 'squared-error',
    scale: 0.7,
    examples: 5,
    penalty: 'l2',
  },
  {
    widths: [2, 3, 3, 2],
    hidden: ['leaky-relu', 'identity'],
    output: 'sigmoid',
    loss: 'log-loss',
    scale: 1.3,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [3, 4, 2, 4, 3],
    hidden: ['leaky-relu', 'sigmoid', 'identity'],
    output: 'softmax',
    loss: 'squared-error',
    scale: 0.6,
    examples: 4,
    penalty: 'l2-biases',
  },
  {
    widths: [5, 5, 5, 5],
    hidden: ['relu', 'identity'],
    output: 'softmax',
    loss: 'cross-entropy',
    scale: 0.9,
    examples: 4,
    penalty: 'none',
  },
  {
    widths: [3, 3, 4, 2],
    hidden: ['maxout', 'linear'],
    output: 'linear',
    loss: 'norm',
    scale: 1.7,
    examples: 3,
    penalty: 'l2',
  },
  {
    widths: [2, 4, 4],
    hidden: ['sigmoid'],
    output: 'tanh',
    loss: 'hinge',
    scale: 0.8,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [3, 4, 4],
    hidden: ['tanh'],
    output: 'identity',
    loss: 'cross-entropy-logits',
    scale: 0.04,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [4, 3, 2],
    hidden: ['sigmoid'],
    output: 'sigmoid',
    loss: 'squared-error',
    scale: 1.1,
    examples: 4,
    penalty: 'l2-biases',
  },
];

/** For subjects that fail where a layer is not square, or where there are not as many examples as inputs. */
export const squarePlans: readonly Plan[] = [
  {
    widths: [3, 3, 3, 3],
    hidden: ['tanh', 'sigmoid'],
    output: 'identity',
    loss: 'squared-error',
    scale: 0.7,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [2, 2, 2],
    hidden: ['sigmoid'],
    output: 'sigmoid',
    loss: 'squared-error',
    scale: 1.3,
    examples: 2,
    penalty: 'none',
  },
];
