/** The forward pass of one example: errors of z, of a and of g'(z), layer by layer. Layers count from 0. */

import type { Trace } from '../model/answer.ts';
import type { Matrix, Vector } from '../model/problem.ts';
import { preActivationErrors } from './affine.ts';
import { at } from './at.ts';
import { denseErrors } from './dense-errors.ts';
import type { Enclosure } from './enclosure.ts';
import { activationGrid, affineGrid, type Grid, gridOf, isExact } from './grid.ts';
import type { LayerErrors } from './layer-errors.ts';
import type { RoundedLayer } from './layers.ts';
import { maxoutErrors } from './maxout-errors.ts';
import type { Rounding } from './rounding.ts';
import type { Setting } from './setting.ts';

const exactGrid = (grid: Grid | null, rounding: Rounding): Grid | null =>
  grid !== null && isExact(grid, rounding) ? grid : null;

const zeroErrors = ({ pieces }: RoundedLayer): Matrix => pieces.map(({ biases }) => biases.map(() => 0));

/** What the forward pass of one example ends in. */
export interface ForwardErrors {
  readonly layers: readonly LayerErrors[];
  /** The grid of the outputs while nothing has been rounded on the way to them. */
  readonly exact: Grid | null;
}

const exactly = (values: Vector): Enclosure => ({ values, errors: values.map(() => 0) });

/** Errors of every layer for one example, from the reference's trace. */
export const forwardErrors = (
  {
    layers,
    rounding,
    kinks,
    choice,
    spread,
  }: Pick<Setting, 'layers' | 'rounding' | 'kinks' | 'choice' | 'spread'>,
  input: Vector,
  trace: Trace,
  example: number,
): ForwardErrors => {
  let inputs: Enclosure = { values: input, errors: input.map(rounding.represent) };
  let { slack } = rounding;
  let exact = kinks === 'convention' ? exactGrid(gridOf(input), rounding) : null;
  const errors = layers.map((layer, index) => {
    const z = at(at(trace.preActivations, index), example);
    const a = at(at(trace.activations, index), example);
    const zGrid = exact && exactGrid(affineGrid(layer.grids, exact), rounding);
    exact = zGrid && exactGrid(activationGrid(layer.activation, zGrid), rounding);
    const rounded = zGrid === null ? preActivationErrors(layer, inputs, rounding, slack) : zeroErrors(layer);
    const before = {
      inputs,
      z,
      a,
      slack,
      errors: rounded,
      decided: zGrid !== null,
      choice,
      spread,
    };
    const place = { layer: index, example };
    const found =
      layer.activation.name === 'maxout'
        ? maxoutErrors(layer, before, place)
        : denseErrors(layer, before, rounding, place);
    inputs = exact === null ? found.activations : exactly(a);
    slack = found.slack;
    return { ...found, activations: inputs };
  });
  return { layers: errors, exact };
};
