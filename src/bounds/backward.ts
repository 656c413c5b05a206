/** The backward pass of one example: errors of every delta and of the inputs' gradient; section 8 of spec/bounds.md. */

import type { Vector } from '../model/problem.ts';
import { adjointsOfInputs, type Routes } from './affine.ts';
import { at } from './at.ts';
import { type Enclosure, orInfinity, productError, reach } from './enclosure.ts';
import type { LayerErrors } from './layer-errors.ts';
import type { RoundedLayer } from './layers.ts';
import type { OutputErrors } from './loss-state.ts';
import type { Rounding } from './rounding.ts';
import type { Scaling } from './scaling.ts';
import { softmaxDeltaErrors } from './softmax-errors.ts';

/** The errors of one example on the way back. */
export interface BackwardErrors {
  /** `[layer][unit]` */
  readonly deltas: readonly Enclosure[];
  /** dJ/d(input), `[component]` */
  readonly inputs: Enclosure;
}

/** What the recursion needs besides the values of one layer. */
export interface Costs {
  readonly rounding: Rounding;
  readonly scaling: Scaling;
  readonly slack: number;
}

const elementWiseErrors = (
  slopes: Enclosure,
  adjoints: Enclosure,
  { rounding, scaling, slack }: Costs,
): Vector =>
  adjoints.values.map((v, unit) => {
    const [error, slope, slopeError] = [
      at(adjoints.errors, unit),
      at(slopes.values, unit),
      at(slopes.errors, unit),
    ];
    const moved = orInfinity(productError(v, error, slope, slopeError, slack));
    const exact = slopeError === 0 && (slope === 0 || slope === 1);
    if (exact) return moved;
    const magnitude = reach(v, error, slack) * reach(slope, slopeError, slack);
    return orInfinity(moved + rounding.chain(2) * magnitude + 2 * scaling.smallest);
  });

/** Errors of dJ/dz from those of dJ/da. */
const deltaErrors = (layer: LayerErrors, adjoints: Enclosure, costs: Costs): Vector => {
  const { crossing, activations } = layer;
  const { rounding, scaling, slack } = costs;
  switch (crossing.kind) {
    case 'element-wise':
      return elementWiseErrors(crossing.slopes, adjoints, costs);
    case 'softmax': {
      const smallest = crossing.smallest * (scaling.smallest / rounding.smallest);
      return softmaxDeltaErrors(activations, adjoints, smallest, rounding, slack);
    }
    case 'maxout':
      return adjoints.errors;
  }
};

const routesOf = ({ crossing }: LayerErrors): Routes | null =>
  crossing.kind === 'maxout'
    ? {
        routes: crossing.winners,
        candidates: crossing.rivals,
        shares: crossing.shares,
        away: crossing.away,
      }
    : null;

/** From the loss to the inputs; `deltas` are the reference's, `[layer][unit]`. */
export const backwardErrors = (
  layers: readonly RoundedLayer[],
  forward: readonly LayerErrors[],
  start: OutputErrors,
  deltas: readonly Vector[],
  costs: Costs,
): BackwardErrors => {
  const { rounding, scaling, slack } = costs;
  const last = layers.length - 1;
  let errors =
    start.of === 'pre-activations' ? start.errors : deltaErrors(at(forward, last), start.adjoints, costs);
  const enclosures: Enclosure[] = [];
  for (let l = last; ; l -= 1) {
    const delta = { values: at(deltas, l), errors };
    enclosures.unshift(delta);
    const { smallest, unscaled } = scaling;
    const back = { maxout: routesOf(at(forward, l)), smallest, unscaled };
    const adjoints = adjointsOfInputs(at(layers, l), delta, back, rounding, slack);
    if (l === 0) return { deltas: enclosures, inputs: adjoints };
    errors = deltaErrors(at(forward, l - 1), adjoints, costs);
  }
};
