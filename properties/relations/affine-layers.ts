/** Layers that are affine, or are where they are used: merged with another, or put in between. */

import type { Claim } from '../../src/judge/claim.ts';
import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { Path } from '../../src/model/path.ts';
import type { DenseActivation, DenseLayer, Matrix, MlpProblem } from '../../src/model/problem.ts';
import { alphaOf, biasAt, denseAt, withBiases, withLayers, withWeights } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { biasPath, corresponding, type Entry, type Share, times, vanishes, weightPath } from './entries.ts';
import { onOneSide } from './one-side.ts';
import { propertyOf } from './relation.ts';

const biased = { output: denseNames, penalties: ['none'], nullBiases: false } as const;

/** Slope and shift of an affine activation. */
const lineOf = (activation: DenseActivation): { readonly alpha: number; readonly beta: number } =>
  activation.name === 'linear' ? activation : { alpha: 1, beta: 0 };

/** g2(W2 (alpha (W1 a + b1) + beta) + b2) as one layer. */
const merged = (below: DenseLayer, above: DenseLayer): DenseLayer => {
  const { alpha, beta } = lineOf(below.activation);
  const columns = (below.weights[0] ?? []).map((_, input) => input);
  const hidden = below.weights.map((_, unit) => unit);
  return {
    weights: above.weights.map((row) =>
      columns.map((input) =>
        hidden.reduce((sum, j) => sum + at(row, j) * alpha * at(at(below.weights, j), input), 0),
      ),
    ),
    biases: above.weights.map((row, i) =>
      hidden.reduce((sum, j) => sum + at(row, j) * (alpha * biasAt(below, j) + beta), biasAt(above, i)),
    ),
    activation: above.activation,
  };
};

/** What an entry of the two layers is made of in the merged one; layers above move down. */
const mergedShares = (problem: MlpProblem, layer: number, entry: Entry): readonly Share[] => {
  if (entry.tensor === 'inputs' || entry.layer < layer) return times(1, entry);
  const [below, above] = [denseAt(problem, layer), denseAt(problem, layer + 1)];
  const { alpha, beta } = lineOf(below.activation);
  if (entry.layer === layer) {
    return above.weights.map((row, i) => [
      alpha * at(row, entry.unit),
      entry.tensor === 'weights' ? weightPath(layer, i, entry.input) : biasPath(layer, i),
    ]);
  }
  if (entry.layer === layer + 1 && entry.tensor === 'weights') {
    const row = below.weights[entry.input] ?? [];
    return [
      ...row.map((weight, k): Share => [alpha * weight, weightPath(layer, entry.unit, k)]),
      [alpha * biasAt(below, entry.input) + beta, biasPath(layer, entry.unit)],
    ];
  }
  return [[1, entry.path.with(2, entry.layer - 1)]];
};

const collapse = propertyOf({
  id: 'affine-collapse',
  clause: 'FORWARD-COLLAPSE',
  title: 'an affine layer below another is one layer with it, and its gradients are led through its weights',
  universe: biased,
  hidden: ['identity', 'linear'],
  exact: true,
  grows: { layers: -1 },
  sample: (problem, { layer }) => {
    const one = merged(denseAt(problem, layer), denseAt(problem, layer + 1));
    const shorter = { ...problem, layers: problem.layers.toSpliced(layer, 2, one) };
    return corresponding('gradient minus the one with two layers merged', problem, shorter, (entry) =>
      mergedShares(problem, layer, entry),
    );
  },
});

const asIdentity = (problem: MlpProblem, layer: number, slope: number): MlpProblem => {
  const { activation: _, ...sloped } = withBiases(
    withWeights(denseAt(problem, layer), (weight) => weight * slope),
    (bias) => bias * slope,
  );
  return withLayers(problem, { [layer]: { ...sloped, activation: { name: 'identity' } } });
};

const active = propertyOf({
  id: 'always-active',
  clause: 'ACT-IDENTITY',
  title: 'a layer of relu, leaky-relu or elu that is above zero in every example is an identity layer',
  universe: biased,
  hidden: ['relu', 'leaky-relu', 'elu'],
  needs: { hidden: ['identity'] },
  exact: true,
  sample: (drawn, { layer }) => {
    const problem = onOneSide(drawn, layer, 'above');
    return corresponding(
      'gradient minus the one of an identity layer in place of one always active',
      problem,
      asIdentity(problem, layer, 1),
      (entry) => times(1, entry),
    );
  },
});

const inactive = propertyOf({
  id: 'always-inactive',
  clause: 'ACT-LEAKY-RELU',
  title: 'a layer of leaky-relu that is below zero in every example is an identity layer of that slope',
  universe: biased,
  hidden: ['leaky-relu'],
  needs: { hidden: ['identity'] },
  exact: true,
  sample: (drawn, { layer }) => {
    const problem = onOneSide(drawn, layer, 'below');
    const alpha = alphaOf(denseAt(problem, layer));
    return corresponding(
      'gradient minus the one of an identity layer in place of one always inactive',
      problem,
      asIdentity(problem, layer, alpha),
      (entry) => times(entry.tensor !== 'inputs' && entry.layer === layer ? alpha : 1, entry),
    );
  },
});

/** A layer that hands on what it gets. */
const unit = (width: number): DenseLayer => ({
  weights: Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (__, j) => (i === j ? 1 : 0)),
  ),
  biases: Array.from({ length: width }, () => 0),
  activation: { name: 'identity' },
});

/** The gradients of the layer put in between, from those of the layer above it, in the answer to question 1. */
const ledBack = (layer: number, width: number, above: Matrix): readonly Claim[] => {
  const states = 'gradient of the identity layer minus what is led back to it';
  const units = Array.from({ length: width }, (_, j) => j);
  const led = (j: number, path: (row: number) => Path): readonly Share[] =>
    above.map((row, i): Share => [-at(row, j), path(i)]);
  return units.flatMap((j) => [
    ...vanishes(states, [[1, biasPath(layer + 1, j)], ...led(j, (i) => biasPath(layer + 2, i))], 1),
    ...units.flatMap((k) =>
      vanishes(states, [[1, weightPath(layer + 1, j, k)], ...led(j, (i) => weightPath(layer + 2, i, k))], 1),
    ),
  ]);
};

const inserted = propertyOf({
  id: 'inserted-identity',
  clause: 'DELTA-HIDDEN',
  title: 'an identity layer put in between changes no other gradient, and gets what is led back to it',
  universe: { ...biased, hidden: denseNames },
  layers: 2,
  needs: { hidden: ['identity'] },
  grows: { layers: 1 },
  sample: (problem, { layer }) => {
    const { weights } = denseAt(problem, layer);
    const above = denseAt(problem, layer + 1).weights;
    const deeper = { ...problem, layers: problem.layers.toSpliced(layer + 1, 0, unit(weights.length)) };
    const sample = corresponding(
      'gradient minus the one with an identity layer put in between',
      problem,
      deeper,
      (entry) =>
        entry.tensor === 'inputs' || entry.layer <= layer
          ? times(1, entry)
          : [[1, entry.path.with(2, entry.layer + 1)]],
    );
    return { ...sample, claims: [...sample.claims, ...ledBack(layer, weights.length, above)] };
  },
});

/** Layers without a bend may be merged, inserted and exchanged. */
export const affineLayerRelations: readonly Property[] = [collapse, active, inactive, inserted];
