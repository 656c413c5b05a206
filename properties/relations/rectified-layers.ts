/** The rectifiers written as each other. */

import type { Property } from '../../src/judge/property.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { withoutNegativeZero } from '../../src/problems/numbers.ts';
import { alphaOf, denseAt, withBiases, withLayers, withWeights } from '../layers.ts';
import { denseNames } from '../universe.ts';
import { corresponding, type Share, times } from './entries.ts';
import { propertyOf } from './relation.ts';

const dense = { output: denseNames, penalties: ['none'] } as const;

/** leaky(z) = relu(z) - alpha relu(-z): twice the units, half of them turned round. */
const asRelu = (problem: MlpProblem, layer: number, alpha: number): MlpProblem => {
  const [leaky, above] = [denseAt(problem, layer), denseAt(problem, layer + 1)];
  const turned = withBiases(
    withWeights(leaky, (weight) => -weight),
    (bias) => -bias,
  );
  return withLayers(problem, {
    [layer]: {
      weights: [...leaky.weights, ...turned.weights],
      biases: leaky.biases && [...leaky.biases, ...(turned.biases ?? [])],
      activation: { name: 'relu' },
    },
    [layer + 1]: {
      ...above,
      weights: above.weights.map((row) => [
        ...row,
        ...row.map((weight) => withoutNegativeZero(-alpha * weight)),
      ]),
    },
  });
};

const rectified = propertyOf({
  id: 'leaky-as-relu',
  clause: 'ACT-LEAKY-RELU',
  title: 'a leaky-relu unit is two relu units, one of them turned round, and has the gradients of both',
  universe: dense,
  hidden: ['leaky-relu'],
  needs: { hidden: ['relu'] },
  exact: true,
  // At a kink the two relu units are not the two sides of the one.
  smooth: true,
  grows: { width: (limit) => Math.floor(limit / 2) },
  sample: (problem, { layer }) => {
    const { weights } = denseAt(problem, layer);
    const alpha = alphaOf(denseAt(problem, layer));
    const twin = (unit: number) => weights.length + unit;
    return corresponding(
      'gradient minus the one with leaky-relu units written as relu units',
      problem,
      asRelu(problem, layer, alpha),
      (entry): readonly Share[] => {
        if (entry.tensor === 'inputs') return times(1, entry);
        if (entry.layer === layer) {
          const step = entry.tensor === 'weights' ? -2 : -1;
          return [...times(1, entry), [-1, entry.path.with(step, twin(entry.unit))]];
        }
        return entry.layer === layer + 1 && entry.tensor === 'weights'
          ? [...times(1, entry), [-alpha, entry.path.with(-1, twin(entry.input))]]
          : times(1, entry);
      },
    );
  },
});

/** max(z, alpha z) with alpha below 1: the layer as pieces, the second one sloped. */
const asMaxout = (problem: MlpProblem, layer: number, alpha: number): MlpProblem => {
  const { weights, biases } = denseAt(problem, layer);
  const sloped = withBiases(
    withWeights(denseAt(problem, layer), (weight) => weight * alpha),
    (bias) => bias * alpha,
  );
  return withLayers(problem, {
    [layer]: {
      weights: [weights, sloped.weights],
      biases: biases && [biases, sloped.biases ?? []],
      activation: { name: 'maxout', pieces: 2 },
    },
  });
};

const largestPiece = propertyOf({
  id: 'relu-as-maxout',
  clause: 'ACT-MAXOUT',
  title:
    'a relu unit is the larger of itself and 0, a leaky one of itself and its share, and so are its gradients',
  universe: dense,
  hidden: ['relu', 'leaky-relu'],
  needs: { hidden: ['maxout'] },
  exact: true,
  // At a tie the pieces share what the kink splits otherwise.
  smooth: true,
  sample: (drawn, { layer }) => {
    const { activation, ...affine } = denseAt(drawn, layer);
    const alpha = activation.name === 'leaky-relu' ? Math.min(activation.alpha, 0.5) : 0;
    const name = activation.name === 'leaky-relu' ? { name: activation.name, alpha } : activation;
    const problem = withLayers(drawn, { [layer]: { ...affine, activation: name } });
    return corresponding(
      'gradient minus the one with the layer written as maxout',
      problem,
      asMaxout(problem, layer, alpha),
      (entry): readonly Share[] => {
        if (entry.tensor === 'inputs' || entry.layer !== layer) return times(1, entry);
        const piece = (index: number) => entry.path.toSpliced(3, 0, index);
        return [
          [1, piece(0)],
          [alpha, piece(1)],
        ];
      },
    );
  },
});

/** Rectified layers written as others. */
export const rectifiedLayerRelations: readonly Property[] = [rectified, largestPiece];
