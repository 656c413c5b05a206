/** Sums over the examples, biases, and how the derivatives of the data are laid out. */

import { at } from '../../model/at.ts';
import { type Ball, type BallArithmetic, negative, type Row } from '../reading/ball.ts';
import type { LayerGradient, Made } from '../reading/reading.ts';
import { transposedIfSquare, writtenByColumns } from './layout.ts';
import type { Misreading } from './misreading.ts';

type Layers = readonly LayerGradient[];

const finishing = (id: string, data: (gradients: Layers, made: Made) => Layers): Misreading => ({ id, data });

const mapWeights = (
  gradient: LayerGradient,
  change: (matrix: readonly Row[]) => readonly Row[],
): LayerGradient => ({
  ...gradient,
  weights: gradient.weights.map(change),
});

const mapBiases = (gradient: LayerGradient, change: (biases: Row, piece: number) => Row): LayerGradient => ({
  ...gradient,
  biases: gradient.biases === null ? null : gradient.biases.map(change),
});

const eachWeight = (gradient: LayerGradient, change: (entry: Ball) => Ball): LayerGradient =>
  mapWeights(gradient, (matrix) => matrix.map((row) => row.map(change)));

const eachEntry = (gradient: LayerGradient, change: (entry: Ball) => Ball): LayerGradient =>
  mapBiases(eachWeight(gradient, change), (biases) => biases.map(change));

const onBiases = (
  id: string,
  change: (biases: Row, made: Made, place: { readonly l: number; readonly piece: number }) => Row,
): Misreading =>
  finishing(id, (gradients, made) =>
    gradients.map((gradient, l) =>
      mapBiases(gradient, (biases, piece) => change(biases, made, { l, piece })),
    ),
  );

const onWeights = (id: string, change: (matrix: readonly Row[]) => readonly Row[]): Misreading =>
  finishing(id, (gradients) => gradients.map((gradient) => mapWeights(gradient, change)));

const constantly = ({ exact }: BallArithmetic, value: number): Ball => exact(value);

const examplesIn = ({ problem, math }: Made): Ball => constantly(math, problem.inputs.length);

/** The share of one example in the derivatives of one unit's parameters. */
const shareOf = (
  { math, states, backward }: Made,
  l: number,
  piece: number,
  unit: number,
  example: number,
): Ball => {
  const { routes, weights } = at(states, l);
  const delta = at(at(at(backward, l).deltas, example), unit);
  const route = at(at(routes, example), unit);
  if (weights.length === 1 || route === piece) return delta;
  return route === null ? math.exact(Number.NaN) : math.exact(0);
};

/** The batch's sums replaced by one example's terms. */
const exampleOnly = (made: Made, l: number, choose: (count: number) => number): LayerGradient => {
  const { math, states } = made;
  const { weights, biases, inputs } = at(states, l);
  const example = choose(inputs.length);
  const share = (piece: number, unit: number): Ball => shareOf(made, l, piece, unit, example);
  const fed = at(inputs, example);
  return {
    weights: weights.map((matrix, piece) =>
      matrix.map((_, unit) => fed.map((x) => math.mul(share(piece, unit), x))),
    ),
    biases: biases === null ? null : biases.map((units, piece) => units.map((_, unit) => share(piece, unit))),
  };
};

const fromExample = (id: string, choose: (count: number) => number): Misreading =>
  finishing(id, (gradients, made) => gradients.map((_, l) => exampleOnly(made, l, choose)));

const first = (): number => 0;
const last = (count: number): number => count - 1;

const biasesOfExample = (id: string, choose: (count: number) => number): Misreading =>
  finishing(id, (gradients, made) =>
    gradients.map((gradient, l) => ({ ...gradient, biases: exampleOnly(made, l, choose).biases })),
  );

const weightsOfExample = (id: string, choose: (count: number) => number): Misreading =>
  finishing(id, (gradients, made) =>
    gradients.map((gradient, l) => ({ ...gradient, weights: exampleOnly(made, l, choose).weights })),
  );

/** One layer's biases where another's have the same shape. */
const biasesOf = (id: string, other: (l: number) => number): Misreading =>
  finishing(id, (gradients) =>
    gradients.map((gradient, l) => {
      const [own, found] = [gradient.biases, gradients[other(l)]?.biases];
      const fits = own !== null && found?.length === own.length && found[0]?.length === own[0]?.length;
      return fits ? { ...gradient, biases: found } : gradient;
    }),
  );

const shapeOf = ({ weights, biases }: LayerGradient): string =>
  [weights.length, weights[0]?.length, weights[0]?.[0]?.length, biases === null].join();

/** Layers in another order, where every one of them has the shape of the one that it takes the place of. */
const reordered = (id: string, order: (gradients: Layers) => Layers): Misreading =>
  finishing(id, (gradients) => {
    const others = order(gradients);
    return others.every((other, l) => shapeOf(other) === shapeOf(at(gradients, l))) ? others : gradients;
  });

/** Weights and bias of each unit as one row, taken apart at the other end. */
const augmented = (
  id: string,
  apart: (bias: Ball, row: Row) => { readonly row: Row; readonly bias: Ball },
): Misreading =>
  finishing(id, (gradients) =>
    gradients.map(({ weights, biases }) => {
      if (biases === null) return { weights, biases };
      const units = weights.map((matrix, piece) =>
        matrix.map((row, unit) => apart(at(at(biases, piece), unit), row)),
      );
      return {
        weights: units.map((matrix) => matrix.map(({ row }) => row)),
        biases: units.map((matrix) => matrix.map(({ bias }) => bias)),
      };
    }),
  );

/** Nothing in some layers. */
const zeroIn = (id: string, isMeant: (l: number, layers: number) => boolean): Misreading =>
  finishing(id, (gradients, { math }) =>
    gradients.map((gradient, l) =>
      isMeant(l, gradients.length) ? eachEntry(gradient, () => math.exact(0)) : gradient,
    ),
  );

/** Derivatives of the data that are summed, averaged or placed otherwise. */
export const gradientMisreadings: readonly Misreading[] = [
  fromExample('last-example-only', last),
  fromExample('first-example-only', first),
  weightsOfExample('weights-of-last-example', last),
  weightsOfExample('weights-of-first-example', first),
  finishing('weights-averaged', (gradients, made) =>
    gradients.map((gradient) => eachWeight(gradient, (entry) => made.math.div(entry, examplesIn(made)))),
  ),
  onBiases('biases-zero', (biases, { math }) => biases.map(() => math.exact(0))),
  biasesOfExample('biases-of-first-example', first),
  biasesOfExample('biases-of-last-example', last),
  onBiases('biases-averaged', (biases, made) =>
    biases.map((entry) => made.math.div(entry, examplesIn(made))),
  ),
  onBiases('biases-times-examples', (biases, made) =>
    biases.map((entry) => made.math.mul(entry, examplesIn(made))),
  ),
  onBiases('biases-summed-over-units', (biases, { math }) => biases.map(() => math.sum(biases))),
  onBiases('biases-one-off', (biases) => biases.map((_, unit) => at(biases, (unit + 1) % biases.length))),
  onBiases('biases-one-off-down', (biases) => biases.map((_, unit) => at(biases, unit - 1))),
  onBiases('biases-reversed', (biases) => biases.toReversed()),
  onBiases('biases-sign', (biases) => biases.map(negative)),
  finishing('biases-times-activation', (gradients) =>
    gradients.map((gradient) =>
      mapBiases(gradient, (biases, piece) => {
        const rows = at(gradient.weights, piece);
        return biases.map((_, unit) => at(at(rows, unit), 0));
      }),
    ),
  ),
  finishing('biases-times-last-activation', (gradients) =>
    gradients.map((gradient) =>
      mapBiases(gradient, (biases, piece) => {
        const rows = at(gradient.weights, piece);
        return biases.map((_, unit) => at(at(rows, unit), -1));
      }),
    ),
  ),
  finishing('biases-of-adjoint', (gradients, { math, states, backward }) =>
    gradients.map((gradient, l) =>
      at(states, l).weights.length > 1
        ? gradient
        : mapBiases(gradient, (biases) =>
            biases.map((_, unit) => math.sum(at(backward, l).adjoints.map((row) => at(row, unit)))),
          ),
    ),
  ),
  biasesOf('biases-of-next-layer', (l) => l + 1),
  biasesOf('biases-of-layer-below', (l) => l - 1),
  augmented('bias-column-first', (bias, row) => ({ row: [bias, ...row.slice(0, -1)], bias: at(row, -1) })),
  augmented('bias-column-last', (bias, row) => ({ row: [...row.slice(1), bias], bias: at(row, 0) })),
  onWeights('gradient-transposed', transposedIfSquare),
  onWeights('gradient-column-major', writtenByColumns),
  onWeights('gradient-rows-reversed', (matrix) => matrix.toReversed()),
  reordered('layers-reversed', (gradients) => gradients.toReversed()),
  reordered('hidden-layers-reversed', (gradients) => [
    ...gradients.slice(0, -1).toReversed(),
    ...gradients.slice(-1),
  ]),
  zeroIn('first-layer-left-out', (l) => l === 0),
  zeroIn('last-layer-left-out', (l, layers) => l === layers - 1),
  finishing('gradient-absolute', (gradients) =>
    gradients.map((gradient) =>
      eachEntry(gradient, ({ value, radius }) => ({ value: Math.abs(value), radius })),
    ),
  ),
];
