/** The part of the problem format a subject claims; what it leaves out is never sent to it. */

import type { Activation, LossName } from './problem.ts';

export type ActivationName = Activation['name'];
export type PenaltyKind = 'none' | 'l2' | 'l2-biases';

export const activationNames = [
  'identity',
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky-relu',
  'elu',
  'softmax',
  'maxout',
] as const satisfies readonly ActivationName[];

export const lossNames = [
  'squared-error',
  'norm',
  'log-loss',
  'cross-entropy',
  'cross-entropy-logits',
  'hinge',
] as const satisfies readonly LossName[];

export const penaltyKinds = ['none', 'l2', 'l2-biases'] as const satisfies readonly PenaltyKind[];

/** Every list complete and every limit given: what a declaration becomes after its defaults. */
export interface Supports {
  readonly activations: {
    readonly hidden: readonly ActivationName[];
    readonly output: readonly ActivationName[];
  };
  readonly losses: readonly LossName[];
  readonly penalties: readonly PenaltyKind[];
  readonly nullBiases: boolean;
  readonly maxLayers: number;
  readonly maxWidth: number;
  readonly maxExamples: number;
  /** Widths, input first, of a network that cannot be given another shape. */
  readonly fixedShape?: readonly number[];
}

/** The whole format. */
export const everything: Supports = {
  activations: { hidden: activationNames, output: activationNames },
  losses: lossNames,
  penalties: penaltyKinds,
  nullBiases: true,
  maxLayers: Number.POSITIVE_INFINITY,
  maxWidth: Number.POSITIVE_INFINITY,
  maxExamples: Number.POSITIVE_INFINITY,
};
