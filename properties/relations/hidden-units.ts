/** What may be done to one hidden unit, those around it taking it back. */

import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { denseAt, withBiases, withLayers, withWeights } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { biasPath, corresponding, leadsIn, leadsOut, times } from './entries.ts';
import { propertyOf, type Spot } from './relation.ts';

const withoutPenalty = { penalties: ['none'], output: denseNames } as const;

/** The same network with everything that leads into a unit multiplied, and everything that leads out of it. */
const rescaled = (problem: MlpProblem, { layer, unit }: Spot, into: number, outOf: number): MlpProblem =>
  withLayers(problem, {
    [layer]: withBiases(
      withWeights(denseAt(problem, layer), (weight, at) => (at === unit ? weight * into : weight)),
      (bias, at) => (at === unit ? bias * into : bias),
    ),
    [layer + 1]: withWeights(denseAt(problem, layer + 1), (weight, _, input) =>
      input === unit ? weight * outOf : weight,
    ),
  });

const homogeneity = propertyOf({
  id: 'unit-rescaling',
  clause: 'GRAD-ACTIVATION',
  title: 'a unit of relu or leaky-relu fed four times as much and heard a quarter is the same unit',
  universe: withoutPenalty,
  hidden: ['relu', 'leaky-relu', 'identity'],
  sample: (problem, spot) =>
    corresponding(
      'gradient minus the one with a unit rescaled, rescaled back',
      problem,
      rescaled(problem, spot, 4, 1 / 4),
      (entry) => times(leadsIn(entry, spot) ? 4 : leadsOut(entry, spot) ? 1 / 4 : 1, entry),
    ),
});

const oddness = propertyOf({
  id: 'unit-sign',
  clause: 'GRAD-ACTIVATION',
  title: 'a tanh or identity unit with every weight around it negated is the same unit',
  universe: { output: denseNames },
  hidden: ['tanh', 'identity'],
  sample: (problem, spot) =>
    corresponding(
      'gradient minus the one with the signs around a unit turned, turned back',
      problem,
      rescaled(problem, spot, -1, -1),
      (entry) => times(leadsIn(entry, spot) || leadsOut(entry, spot) ? -1 : 1, entry),
    ),
});

/** sigmoid(-z) = 1 - sigmoid(z): what the unit no longer adds, the biases above do. */
const complemented = (problem: MlpProblem, spot: Spot): MlpProblem => {
  const { weights } = denseAt(problem, spot.layer + 1);
  const turned = rescaled(problem, spot, -1, -1);
  const above = withBiases(
    denseAt(turned, spot.layer + 1),
    (bias, unit) => bias + at(at(weights, unit), spot.unit),
  );
  return withLayers(turned, { [spot.layer + 1]: above });
};

const complement = propertyOf({
  id: 'sigmoid-complement',
  clause: 'ACT-SIGMOID',
  title: 'a sigmoid unit may be replaced by 1 minus itself, and the gradients follow',
  universe: { ...withoutPenalty, nullBiases: false },
  hidden: ['sigmoid'],
  exact: true,
  sample: (problem, spot) =>
    corresponding(
      'gradient minus the one with a sigmoid unit written as 1 minus its complement',
      problem,
      complemented(problem, spot),
      (entry) => {
        if (leadsOut(entry, spot) && entry.tensor === 'weights')
          return [...times(-1, entry), [1, biasPath(entry.layer, entry.unit)]];
        return times(leadsIn(entry, spot) ? -1 : 1, entry);
      },
    ),
});

/** What may be done to one hidden unit. */
export const hiddenUnitRelations: readonly Property[] = [homogeneity, oddness, complement];
