/** Problems whose layers are read otherwise. */

import { type Activation, isMaxout, type Layer } from '../../model/problem.ts';
import type { Misreading } from './misreading.ts';

/** Every layer as it is read. */
export const readingLayers = (
  id: string,
  read: (layer: Layer, l: number, layers: readonly Layer[]) => Layer,
  constant?: string,
): Misreading => ({
  id,
  ...(constant !== undefined && { constant }),
  reads: (problem) => ({ ...problem, layers: problem.layers.map(read) }),
});

/** The activation of a dense layer replaced; of a maxout nothing. */
export const withActivation = (layer: Layer, change: (activation: Activation) => Activation): Layer => {
  if (isMaxout(layer)) return layer;
  const activation = change(layer.activation);
  return activation.name === 'maxout' ? layer : { ...layer, activation };
};

/** True of the last layer of a network. */
export const isLast = (l: number, layers: readonly Layer[]): boolean => l === layers.length - 1;
