/** What a layer sums up, in float64. */

import { at } from '../model/at.ts';
import type { DenseLayer, Vector } from '../model/problem.ts';

/** z of a layer of one piece, `[unit]`: the bias, then product by product; exact where nothing rounds. */
export const preActivationsOf = ({ weights, biases }: DenseLayer, input: Vector): Vector =>
  weights.map((row, unit) =>
    row.reduce((sum, weight, j) => sum + weight * at(input, j), biases === null ? 0 : at(biases, unit)),
  );
