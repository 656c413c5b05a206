/** Taking a network apart and putting it together again with some layers changed. */

import type { DenseLayer, Layer, MlpProblem } from '../src/model/problem.ts';

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

export const isDense = (layer: Layer): layer is DenseLayer => layer.activation.name !== 'maxout';

/** layers[index], which is known not to be maxout. */
export const denseAt = (problem: MlpProblem, index: number): DenseLayer => {
  const layer = layerAt(problem, index);
  if (!isDense(layer)) throw new RangeError(`layers[${index}] is maxout`);
  return layer;
};

/** Relations across two layers speak of these. */
export const hasTwoLayers = ({ layers }: MlpProblem): boolean => layers.length > 1;
