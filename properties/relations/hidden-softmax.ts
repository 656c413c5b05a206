/** A softmax of two hidden units is a sigmoid of their difference. */

import type { Property } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { MlpProblem, Vector } from '../../src/model/problem.ts';
import { denseAt, withLayers } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { biasPath, corresponding, leadsOut, type Share, times, weightPath } from './entries.ts';
import { propertyOf } from './relation.ts';

/** Two numbers, whatever there was: what is missing is 0. */
const pair = ([first = 0, second = 0]: Vector): readonly [number, number] => [first, second];

/** The same network with two units in a layer. */
const withTwoUnits = (problem: MlpProblem, layer: number): MlpProblem => {
  const { weights, biases, activation } = denseAt(problem, layer);
  const [first = [], second = first.map(() => 0)] = weights;
  const above = denseAt(problem, layer + 1);
  return withLayers(problem, {
    [layer]: { weights: [first, second], biases: biases && pair(biases), activation },
    [layer + 1]: { ...above, weights: above.weights.map(pair) },
  });
};

const difference = (values: Vector): number => {
  const [first, second] = pair(values);
  return first - second;
};

/** v1 a1 + v2 (1 - a1) + c = (v1 - v2) a1 + (c + v2), a1 being the sigmoid of z1 - z2. */
const asSigmoid = (problem: MlpProblem, layer: number): MlpProblem => {
  const { weights, biases } = denseAt(problem, layer);
  const above = denseAt(problem, layer + 1);
  const [first = [], second = []] = weights;
  return withLayers(problem, {
    [layer]: {
      weights: [first.map((weight, input) => difference([weight, at(second, input)]))],
      biases: biases && [difference(biases)],
      activation: { name: 'sigmoid' },
    },
    [layer + 1]: {
      ...above,
      weights: above.weights.map((row) => [difference(row)]),
      biases: above.biases?.map((bias, unit) => bias + at(at(above.weights, unit), 1)) ?? null,
    },
  });
};

/** A hidden softmax of two units, written as a sigmoid. */
export const hiddenSoftmaxRelation: Property = propertyOf({
  id: 'two-unit-softmax',
  clause: 'ACT-SOFTMAX',
  title: 'a hidden softmax of two units is a sigmoid of their difference, and so are its gradients',
  universe: { output: denseNames, penalties: ['none'], nullBiases: false },
  hidden: ['softmax'],
  needs: { hidden: ['sigmoid'] },
  exact: true,
  grows: { width: (limit) => (limit < 2 ? 0 : limit) },
  sample: (drawn, { layer }) => {
    const problem = withTwoUnits(drawn, layer);
    return corresponding(
      'gradient minus the one with a softmax of two units written as a sigmoid',
      problem,
      asSigmoid(problem, layer),
      (entry): readonly Share[] => {
        if (entry.tensor === 'inputs') return times(1, entry);
        if (entry.layer === layer) {
          const path = entry.path.with(3, 0);
          return [[entry.unit === 0 ? 1 : -1, path]];
        }
        if (entry.tensor === 'biases' || entry.layer !== layer + 1) return times(1, entry);
        const shared = weightPath(entry.layer, entry.unit, 0);
        return leadsOut(entry, { layer, unit: 0 })
          ? [[1, shared]]
          : [
              [1, biasPath(entry.layer, entry.unit)],
              [-1, shared],
            ];
      },
    );
  },
});
