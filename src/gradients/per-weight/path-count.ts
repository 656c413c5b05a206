/**
 * How many paths there are, in closed form from the shapes alone: products of widths.
 * Layers count from 0; -1 stands for the input.
 */

import type { Refusal } from '../../model/answer.ts';
import type { Layer, LossName } from '../../model/problem.ts';
import { at } from './at.ts';
import { isFused } from './loss-slopes.ts';
import { pieceBiases, pieceWeights } from './network.ts';
import type { Place } from './place.ts';

/** What counting needs to know of a layer. */
export interface LayerShape {
  readonly softmax: boolean;
  readonly maxout: boolean;
  readonly pieces: number;
  readonly width: number;
  readonly inputs: number;
  readonly hasBiases: boolean;
}

/** The shape of a problem's layer. */
export const shapeOf = (layer: Layer): LayerShape => {
  const pieces = pieceWeights(layer);
  const rows = at(pieces, 0);
  return {
    softmax: layer.activation.name === 'softmax',
    maxout: layer.activation.name === 'maxout',
    pieces: pieces.length,
    width: rows.length,
    inputs: at(rows, 0).length,
    hasBiases: pieceBiases(layer) !== null,
  };
};

/** The most path steps that this method takes on; a step is one layer crossed by one path. */
export const PATH_STEP_BUDGET = 2_000_000;

/** Paths to the cost of one example from one unit of each layer, `[layer]`. */
export interface PathCounts {
  /** From z of one piece: a softmax multiplies by its width, a fused loss by nothing. */
  readonly fromPreActivation: readonly number[];
  /** From a: every layer above multiplies by its pieces, its width and, for a softmax, its width again. */
  readonly fromActivation: readonly number[];
  /** From one component of the input. */
  readonly fromInput: number;
}

/** The closed form for every starting point. */
export const countPaths = (shapes: readonly LayerShape[], loss: LossName): PathCounts => {
  const last = shapes.length - 1;
  const fromPreActivation: number[] = [];
  const fromActivation: number[] = [];
  let above = 1;
  for (let l = last; l >= 0; l -= 1) {
    const shape = at(shapes, l);
    const spread = shape.softmax && !(l === last && isFused(loss)) ? shape.width : 1;
    fromActivation.unshift(above);
    fromPreActivation.unshift(spread * above);
    above *= shape.pieces * shape.width * spread;
  }
  return { fromPreActivation, fromActivation, fromInput: above };
};

/** How much work a question is: paths, and the layers they cross. */
export interface Work {
  readonly paths: number;
  readonly steps: number;
}

/** All paths of all weights, biases, inputs and deltas, for this many examples. */
export const workOfGradient = (shapes: readonly LayerShape[], counts: PathCounts, examples: number): Work => {
  let paths = at(shapes, 0).inputs * counts.fromInput;
  let steps = paths * shapes.length;
  shapes.forEach((shape, l) => {
    const parameters = shape.pieces * shape.width * (shape.inputs + (shape.hasBiases ? 1 : 0));
    const perDelta = at(shape.maxout ? counts.fromActivation : counts.fromPreActivation, l);
    const here = parameters * at(counts.fromPreActivation, l) + shape.width * perDelta;
    paths += here;
    steps += here * (shapes.length - l);
  });
  return { paths: examples * paths, steps: examples * steps };
};

/** All paths of one place, for this many examples. */
export const workOfPlace = (
  shapes: readonly LayerShape[],
  counts: PathCounts,
  examples: number,
  place: Place,
): Work => {
  if (place.kind === 'input') return { paths: counts.fromInput, steps: counts.fromInput * shapes.length };
  const paths = examples * at(counts.fromPreActivation, place.layer);
  return { paths, steps: paths * (shapes.length - place.layer) };
};

/** The refusal for work beyond the budget; undefined within it. */
export const refuseBeyondBudget = ({ paths, steps }: Work): Refusal | undefined =>
  steps <= PATH_STEP_BUDGET
    ? undefined
    : {
        refused: `per-weight: ${paths} paths needed (${steps} steps), budget is ${PATH_STEP_BUDGET} steps`,
      };

/** The enumeration and the closed form disagree: a defect of ours, never of a problem or a subject. */
export class PathCountDefect extends Error {
  override readonly name = 'PathCountDefect';

  constructor(walked: number, counted: number) {
    super(`per-weight: expected ${counted} paths, got ${walked}`);
  }
}
