/** The shape of a problem before it has numbers: widths, activations, loss, penalty, batch. */

import fc from 'fast-check';
import type { Activation, LossName } from '../model/problem.ts';
import type { ActivationName, PenaltyKind, Supports } from '../model/supports.ts';
import { slopes } from './numbers.ts';
import { oncePer } from './once-per.ts';

/** Everything of a network but its numbers. */
export interface Architecture {
  /** Input width first. */
  readonly widths: readonly number[];
  readonly activations: readonly Activation[];
  readonly biased: readonly boolean[];
  readonly loss: LossName;
  readonly penalty: PenaltyKind;
  readonly examples: number;
}

/** How large generated problems may grow; a subject's own limits cut further. */
export interface Limits {
  readonly layers: number;
  readonly width: number;
  readonly examples: number;
}

/** Small enough to read, large enough for every formula. */
export const smallLimits: Limits = { layers: 5, width: 4, examples: 4 };

const outputFits: Readonly<Record<LossName, (name: ActivationName) => boolean>> = {
  'squared-error': () => true,
  norm: () => true,
  'log-loss': (name) => name === 'sigmoid',
  'cross-entropy': (name) => name === 'softmax',
  'cross-entropy-logits': (name) => name !== 'softmax',
  hinge: () => true,
};

const widestOutput = ({ maxWidth, fixedShape }: Supports): number => fixedShape?.at(-1) ?? maxWidth;

/** The losses of a claimed universe that some claimed output activation fits. */
const possibleLosses = (supports: Supports): readonly LossName[] =>
  supports.losses.filter(
    (loss) =>
      supports.activations.output.some(outputFits[loss]) && (loss !== 'hinge' || widestOutput(supports) >= 2),
  );

const activation = oncePer((name: ActivationName): fc.Arbitrary<Activation> => {
  switch (name) {
    case 'linear':
      return fc.record({ name: fc.constant(name), alpha: slopes, beta: fc.constantFrom(0, 0.5, -1) });
    case 'leaky-relu':
    case 'elu':
      return fc.record({ name: fc.constant(name), alpha: slopes });
    case 'maxout':
      return fc.record({ name: fc.constant(name), pieces: fc.integer({ min: 2, max: 3 }) });
    default:
      return fc.constant({ name });
  }
});

const activationOf = (names: readonly ActivationName[]): fc.Arbitrary<Activation> =>
  fc.constantFrom(...names).chain(activation);

const layerCount = (supports: Supports, limits: Limits): fc.Arbitrary<number> =>
  supports.fixedShape
    ? fc.constant(supports.fixedShape.length - 1)
    : fc.integer({
        min: 1,
        max: supports.activations.hidden.length === 0 ? 1 : Math.min(limits.layers, supports.maxLayers),
      });

const widthsFor = (layers: number, loss: LossName, supports: Supports, limits: Limits) => {
  if (supports.fixedShape) return fc.constant(supports.fixedShape);
  const width = fc.integer({ min: 1, max: Math.min(limits.width, supports.maxWidth) });
  const output = loss === 'hinge' ? width.map((units) => Math.max(2, units)) : width;
  return fc.tuple(...Array.from({ length: layers }, () => width), output);
};

const architectureOf = (layers: number, loss: LossName, supports: Supports, limits: Limits) => {
  const outputs = supports.activations.output.filter(outputFits[loss]);
  const hidden = Array.from({ length: layers - 1 }, () => activationOf(supports.activations.hidden));
  const biased = supports.nullBiases
    ? fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 })
    : fc.constant(true);
  return fc.record({
    widths: widthsFor(layers, loss, supports, limits),
    activations: fc.tuple(...hidden, activationOf(outputs)),
    biased: fc.tuple(...Array.from({ length: layers }, () => biased)),
    loss: fc.constant(loss),
    penalty: fc.constantFrom(...supports.penalties),
    examples: fc.integer({ min: 1, max: Math.min(limits.examples, supports.maxExamples) }),
  });
};

/** Architectures inside a claimed universe; null when it contains none. */
export const architectures = (
  supports: Supports,
  limits: Limits = smallLimits,
): fc.Arbitrary<Architecture> | null => {
  const losses = possibleLosses(supports);
  const needsHidden = (supports.fixedShape?.length ?? 2) > 2;
  if (losses.length === 0 || supports.penalties.length === 0) return null;
  if (needsHidden && supports.activations.hidden.length === 0) return null;
  const ofLoss = oncePer((loss: LossName) =>
    oncePer((layers: number) => architectureOf(layers, loss, supports, limits)),
  );
  return fc
    .tuple(layerCount(supports, limits), fc.constantFrom(...losses))
    .chain(([layers, loss]) => ofLoss(loss)(layers));
};
