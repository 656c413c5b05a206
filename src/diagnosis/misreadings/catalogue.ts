/** Every known mistake, the likeliest first among those that say the same of the answers at hand. */

import { unfusedSlope } from '../reading/losses.ts';
import { activationMisreadings } from './activations.ts';
import { partMisreadings } from './answers.ts';
import { backMisreadings, factorMisreadings } from './backward.ts';
import { costMisreadings } from './costs.ts';
import { dropoutMisreadings } from './dropout.ts';
import { finishMisreadings } from './finished-gradients.ts';
import { forwardMisreadings } from './forward.ts';
import { gradientMisreadings } from './gradients.ts';
import { hingeMisreadings } from './hinge.ts';
import { layoutMisreadings } from './layouts.ts';
import { lossMisreadings } from './losses.ts';
import type { Misreading } from './misreading.ts';
import { penaltyMisreadings } from './penalties.ts';
import { probabilityMisreadings } from './probabilities.ts';
import { returnedMisreadings } from './returned.ts';
import { roundedMisreadings } from './rounded.ts';
import { scaleMisreadings } from './scales.ts';
import { jacobianMisreadings, slopeMisreadings } from './slopes.ts';
import { targetMisreadings } from './targets.ts';

/** The same mistake where loss and activation are not fused, so that a wrong slope shows at the output too. */
const withUnfused = (misreading: Misreading): readonly Misreading[] => [
  misreading,
  { ...misreading, steps: { ...misreading.steps, lossSlope: unfusedSlope } },
];

/** The same done to the finished gradient, penalty included. */
const withWhole = (misreading: Misreading): readonly Misreading[] => {
  const { data, ...rest } = misreading;
  if (data === undefined) return [misreading];
  return [
    misreading,
    {
      ...rest,
      answers: (prediction, made) => ({ ...prediction, gradients: data(prediction.gradients, made) }),
    },
  ];
};

/** Ways to make a known mistake. */
export const misreadings: readonly Misreading[] = [
  ...scaleMisreadings,
  ...lossMisreadings,
  ...probabilityMisreadings,
  ...hingeMisreadings,
  ...slopeMisreadings.flatMap(withUnfused),
  ...jacobianMisreadings.flatMap(withUnfused),
  ...backMisreadings,
  ...factorMisreadings,
  ...layoutMisreadings,
  ...gradientMisreadings.flatMap(withWhole),
  ...penaltyMisreadings,
  ...forwardMisreadings,
  ...targetMisreadings,
  ...activationMisreadings,
  ...dropoutMisreadings,
  ...roundedMisreadings,
  ...finishMisreadings,
  ...returnedMisreadings,
  ...partMisreadings,
  ...costMisreadings,
];
