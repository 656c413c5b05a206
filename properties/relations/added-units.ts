/** Units that nothing hears, and a unit in two halves. */

import type { Claim } from '../../src/judge/claim.ts';
import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { DenseLayer, MlpProblem } from '../../src/model/problem.ts';
import { biasAt, denseAt, withLayers, withWeights } from '../layers.ts';
import { denseNames } from '../universe.ts';
import {
  biasEntries,
  biasPath,
  corresponding,
  isMadeOf,
  leadsIn,
  leadsOut,
  times,
  vanishes,
  weightEntries,
  weightPath,
} from './entries.ts';
import { propertyOf, type Spot } from './relation.ts';

const withoutPenalty = { penalties: ['none'], output: denseNames } as const;

/** No weight leads on from the unit. */
const unheard = (problem: MlpProblem, { layer, unit }: Spot): MlpProblem =>
  withLayers(problem, {
    [layer + 1]: withWeights(denseAt(problem, layer + 1), (weight, _, input) =>
      input === unit ? 0 : weight,
    ),
  });

const elementwise = denseNames.filter((name) => name !== 'softmax');

const fanOut = propertyOf({
  id: 'zero-fan-out',
  clause: 'DELTA-HIDDEN',
  title: 'a unit that no weight leads on from has zero gradients',
  universe: withoutPenalty,
  hidden: elementwise,
  sample: (drawn, spot) => {
    const problem = unheard(drawn, spot);
    return {
      questions: [problem],
      claims: [...weightEntries(problem), ...biasEntries(problem)]
        .filter((entry) => leadsIn(entry, spot))
        .flatMap((entry) => vanishes('gradient at a unit that nothing hears', times(1, entry))),
    };
  },
});

/** One more unit at the end of the layer, with these weights and bias, heard as `heard` says. */
const withUnit = (
  problem: MlpProblem,
  layer: number,
  { weights, bias }: { readonly weights: readonly number[]; readonly bias: number },
  heard: (row: readonly number[]) => readonly number[],
): MlpProblem => {
  const [grown, above] = [denseAt(problem, layer), denseAt(problem, layer + 1)];
  const larger: DenseLayer = {
    ...grown,
    weights: [...grown.weights, weights],
    biases: grown.biases && [...grown.biases, bias],
  };
  return withLayers(problem, {
    [layer]: larger,
    [layer + 1]: { ...above, weights: above.weights.map(heard) },
  });
};

const oneUnitMore = { width: (limit: number) => limit - 1 };

const splitStates = 'gradient minus the one with a unit split into two';

/** The copy, which is the last unit of the layer, has what the other half has. */
const copyClaims = (problem: MlpProblem, spot: Spot): readonly Claim[] => {
  const { layer } = spot;
  const copy = denseAt(problem, layer).weights.length;
  return [...weightEntries(problem), ...biasEntries(problem)].flatMap((entry) => {
    if (leadsIn(entry, spot)) {
      const path = entry.tensor === 'weights' ? weightPath(layer, copy, entry.input) : biasPath(layer, copy);
      return [isMadeOf(splitStates, entry, [[2, path]])];
    }
    return leadsOut(entry, spot)
      ? [isMadeOf(splitStates, entry, [[1, weightPath(layer + 1, entry.unit, copy)]])]
      : [];
  });
};

/** The unit twice, each half of it heard by everything above. */
const halves = (problem: MlpProblem, { layer, unit }: Spot): MlpProblem => {
  const split = denseAt(problem, layer);
  const twin = { weights: at(split.weights, unit), bias: biasAt(split, unit) };
  return withUnit(problem, layer, twin, (row) => {
    const half = at(row, unit) / 2;
    return [...row.with(unit, half), half];
  });
};

const split = propertyOf({
  id: 'unit-split',
  clause: 'CHAIN-BRANCHES',
  title: 'a unit split into two halves has the sum of their gradients',
  universe: withoutPenalty,
  hidden: elementwise,
  grows: oneUnitMore,
  sample: (problem, spot) => {
    const sample = corresponding(splitStates, problem, halves(problem, spot), (entry) =>
      times(leadsIn(entry, spot) ? 2 : 1, entry),
    );
    return { ...sample, claims: [...sample.claims, ...copyClaims(problem, spot)] };
  },
});

const silent = propertyOf({
  id: 'silent-unit',
  clause: 'GRAD-ACTIVATION',
  title: 'one more unit that nothing hears changes no other gradient',
  universe: withoutPenalty,
  hidden: elementwise,
  grows: oneUnitMore,
  sample: (problem, { layer }) => {
    const inputs = (denseAt(problem, layer).weights[0] ?? []).map((_, input) => input + 0.5);
    const larger = withUnit(problem, layer, { weights: inputs, bias: 0.5 }, (row) => [...row, 0]);
    return corresponding('gradient minus the one with a silent unit added', problem, larger, (entry) =>
      times(1, entry),
    );
  },
});

/** Units may be added that change nothing. */
export const addedUnitRelations: readonly Property[] = [fanOut, split, silent];
