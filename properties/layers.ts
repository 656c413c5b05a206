/** Taking a network apart and putting it together again with some layers changed. */

import { at } from '../src/model/at.ts';
import { type DenseLayer, isMaxout, type Layer, type MlpProblem } from '../src/model/problem.ts';
import { withoutNegativeZero } from '../src/problems/numbers.ts';

/** layers[index]; a RangeError where there is none. */
export const layerAt = ({ layers }: MlpProblem, index: number): Layer => {
  const layer = layers[index];
  if (layer === undefined) throw new RangeError(`no layer ${index}`);
  return layer;
};

/** The same problem with some layers replaced, by index. */
export const withLayers = (problem: MlpProblem, changed: Readonly<Record<number, Layer>>): MlpProblem => ({
  ...problem,
  layers: problem.layers.map((layer, index) => changed[index] ?? layer),
});

/** True for a layer of one piece. */
export const isDense = (layer: Layer): layer is DenseLayer => layer.activation.name !== 'maxout';

/** layers[index], which is known not to be maxout. */
export const denseAt = (problem: MlpProblem, index: number): DenseLayer => {
  const layer = layerAt(problem, index);
  if (!isDense(layer)) throw new RangeError(`layers[${index}] is maxout`);
  return layer;
};

/** Relations across two layers speak of these. */
export const hasTwoLayers = ({ layers }: MlpProblem): boolean => layers.length > 1;

/** How many units a layer has. */
export const unitsOf = (layer: Layer): number =>
  isMaxout(layer) ? (layer.weights[0] ?? []).length : layer.weights.length;

/** From the last to the first. */
export const reversed = <T>(items: readonly T[]): readonly T[] => [...items].reverse();

/** The units of a layer in the opposite order, each with its weights and bias. */
export const unitsReversed = (layer: Layer): Layer =>
  isMaxout(layer)
    ? { ...layer, weights: layer.weights.map(reversed), biases: layer.biases?.map(reversed) ?? null }
    : {
        ...layer,
        weights: reversed(layer.weights),
        biases: layer.biases === null ? null : reversed(layer.biases),
      };

/** The columns of the weights in the opposite order: for a layer whose inputs were reversed. */
export const inputsReversed = (layer: Layer): Layer =>
  isMaxout(layer)
    ? { ...layer, weights: layer.weights.map((piece) => piece.map(reversed)) }
    : { ...layer, weights: layer.weights.map(reversed) };

/** The same layer with other weights, made from the old ones. */
export const withWeights = (
  layer: DenseLayer,
  change: (weight: number, unit: number, input: number) => number,
): DenseLayer => ({
  ...layer,
  weights: layer.weights.map((row, unit) =>
    row.map((weight, input) => withoutNegativeZero(change(weight, unit, input))),
  ),
});

/** The same layer with other biases, made from the old ones; a layer without biases stays without. */
export const withBiases = (
  layer: DenseLayer,
  change: (bias: number, unit: number) => number,
): DenseLayer => ({
  ...layer,
  biases: layer.biases?.map((bias, unit) => withoutNegativeZero(change(bias, unit))) ?? null,
});

/** The bias of a unit: 0 in a layer without biases. */
export const biasAt = ({ biases }: DenseLayer, unit: number): number =>
  biases === null ? 0 : at(biases, unit);

/** The slope of linear, leaky-relu or elu; a RangeError where the activation has none. */
export const alphaOf = ({ activation }: DenseLayer): number => {
  if (!('alpha' in activation)) throw new RangeError(`${activation.name} has no alpha`);
  return activation.alpha;
};
