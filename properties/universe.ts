/** Cutting a claimed universe down to the part a property speaks of. */

import type { LossName } from '../src/model/problem.ts';
import {
  type ActivationName,
  activationNames,
  type PenaltyKind,
  type Supports,
} from '../src/model/supports.ts';

/** What is left of a universe; what is not named stays. */
export interface Restriction {
  readonly hidden?: readonly ActivationName[];
  readonly output?: readonly ActivationName[];
  readonly losses?: readonly LossName[];
  readonly penalties?: readonly PenaltyKind[];
  readonly nullBiases?: false;
}

const both = <T>(claimed: readonly T[], wanted: readonly T[] | undefined): readonly T[] =>
  wanted === undefined ? claimed : claimed.filter((name) => wanted.includes(name));

/** Every activation of a layer with one affine piece. */
export const denseNames: readonly ActivationName[] = activationNames.filter((name) => name !== 'maxout');

/** What a subject claims and the property can use. */
export const restrict = (supports: Supports, restriction: Restriction): Supports => ({
  ...supports,
  activations: {
    hidden: both(supports.activations.hidden, restriction.hidden),
    output: both(supports.activations.output, restriction.output),
  },
  losses: both(supports.losses, restriction.losses),
  penalties: both(supports.penalties, restriction.penalties),
  nullBiases: supports.nullBiases && restriction.nullBiases !== false,
});

/** True when the universe has networks of at least this many layers. */
export const allowsLayers = (supports: Supports, layers: number): boolean =>
  supports.fixedShape
    ? supports.fixedShape.length > layers
    : supports.maxLayers >= layers && (layers === 1 || supports.activations.hidden.length > 0);
