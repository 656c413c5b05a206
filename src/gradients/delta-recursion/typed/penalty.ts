/** lambda Omega on the flat vector, once per gradient. */

import type { Penalty } from '../../../model/problem.ts';
import type { PlacedLayer } from './shape.ts';

/**
 * Adds lambda times the sum of squares of the penalised parameters to `cost[0]`, and 2 lambda times
 * each of them to its gradient.
 */
export const addPenalty = (
  penalty: Penalty,
  layers: readonly PlacedLayer[],
  parameters: Float64Array,
  cost: Float64Array,
  gradients: Float64Array,
): void => {
  if (penalty.lambda === 0) return;
  let squares = 0;
  for (const layer of layers) {
    const end = penalisedEnd(penalty, layer);
    for (let i = layer.weightsAt; i < end; i += 1) {
      const w = Number(parameters[i]);
      squares += w * w;
      gradients[i] = Number(gradients[i]) + 2 * penalty.lambda * w;
    }
  }
  cost[0] = Number(cost[0]) + penalty.lambda * squares;
};

/** Where the penalised part of a layer's parameters ends; it begins with the weights. */
const penalisedEnd = ({ biases }: Penalty, { biasesAt, end }: PlacedLayer): number =>
  biases ? end : biasesAt;
