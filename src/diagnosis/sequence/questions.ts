/** Questions asked one after the other, so that what is kept between calls shows. */

import { isMaxout, type Layer, type Matrix, type MlpProblem, type Vector } from '../../model/problem.ts';
import type { Supports } from '../../model/supports.ts';
import { withInputsTimes } from '../scaled-inputs.ts';
import { separatingProblems } from '../separating.ts';

const row =
  (factor: number) =>
  (numbers: Vector): Vector =>
    numbers.map((number) => number * factor);

const rows =
  (factor: number) =>
  (matrix: Matrix): Matrix =>
    matrix.map(row(factor));

/** A layer of the same shape. */
const otherLayer = (layer: Layer): Layer =>
  isMaxout(layer)
    ? { ...layer, weights: layer.weights.map(rows(0.75)), biases: layer.biases && rows(0.5)(layer.biases) }
    : { ...layer, weights: rows(0.75)(layer.weights), biases: layer.biases && row(0.5)(layer.biases) };

/**
 * One question again and again; between them one of another network, one of another shape where the claims allow
 * it, and one with other inputs. None where nothing can be asked.
 */
export const sequenceQuestions = (supports: Supports): readonly MlpProblem[] => {
  const [first, other] = separatingProblems(supports);
  if (first === undefined) return [];
  const second = withInputsTimes({ ...first, layers: first.layers.map(otherLayer) }, 0.5);
  const between = other === undefined || supports.fixedShape !== undefined ? [] : [other];
  return [first, first, second, first, ...between, first, withInputsTimes(first, 0.25), first];
};
