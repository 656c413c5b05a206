/** Bounds on the derivatives of the whole cost along a segment. Layers count from 0. */

import type { MlpProblem, Vector } from '../../model/problem.ts';
import { at } from '../at.ts';
import type { LayerCentre } from '../centre.ts';
import { penalisedCount } from '../forward.ts';
import type { Layout } from '../parameters.ts';
import { type LayerMajorant, layerMajorant, NoMajorant, type Obstacle, type Segment } from './layer.ts';
import { lossMajorant } from './loss.ts';
import { type Series, sum, times, zeroSeries } from './series.ts';

/** A problem at the point that is differentiated at. */
export interface Setting {
  readonly problem: MlpProblem;
  readonly layout: Layout;
  /** Flat, in the order of the layout. */
  readonly parameters: Vector;
  /** `[example][layer]` */
  readonly centres: readonly (readonly LayerCentre[])[];
}

/** The inputs of one example on the segment: each a straight line. */
const inputSeries = ({ layout, parameters }: Setting, example: number, segment: Segment): Series[] =>
  Array.from({ length: layout.components }, (_, component) => {
    const index = layout.inputs + example * layout.components + component;
    const moved = at(segment.direction, index);
    const series = zeroSeries(segment.order);
    series[0] = Math.abs(at(parameters, index)) + segment.reach * moved;
    series[1] = moved;
    return series;
  });

const exampleMajorant = (setting: Setting, example: number, segment: Segment): Series => {
  const { problem, layout, parameters } = setting;
  const centres = at(setting.centres, example);
  let below: readonly Series[] = inputSeries(setting, example, segment);
  let majorant: LayerMajorant = { z: [], radii: [], a: below };
  problem.layers.forEach(({ activation }, l) => {
    const place = { layer: l, example };
    majorant = layerMajorant(
      activation,
      at(layout.layers, l),
      parameters,
      at(centres, l),
      below,
      segment,
      place,
    );
    below = majorant.a;
  });
  const centre = at(centres, centres.length - 1);
  const target = at(problem.targets, example);
  const output = { centre, majorant, target, reach: segment.reach, example };
  return lossMajorant(problem.loss.name, output, segment.order);
};

/** lambda sum w(s)^2: 2 lambda |w| |v| at order 1, lambda v^2 at order 2, nothing above. */
const penaltyMajorant = ({ problem, layout, parameters }: Setting, segment: Segment): Series => {
  const series = zeroSeries(segment.order);
  const { lambda } = problem.penalty ?? { lambda: 0 };
  parameters.slice(0, penalisedCount(problem, layout)).forEach((parameter, index) => {
    const moved = at(segment.direction, index);
    series[1] = at(series, 1) + 2 * lambda * (Math.abs(parameter) + segment.reach * moved) * moved;
    series[2] = at(series, 2) + lambda * moved * moved;
  });
  return series;
};

/**
 * Entry k >= 1 bounds |d^k J / d s^k| / k! wherever no entry has moved further than the reach, along
 * every direction that is entry by entry no larger; or why there is no such bound.
 *
 * All terms are non-negative, so computing it through m roundings loses at most a factor 1 - m u.
 */
export const costMajorant = (setting: Setting, segment: Segment): Series | Obstacle => {
  try {
    const losses = setting.problem.targets
      .map((_, example) => exampleMajorant(setting, example, segment))
      .reduce((left, right) => sum(left, right), zeroSeries(segment.order));
    const series = sum(times(setting.problem.loss.scale, losses), penaltyMajorant(setting, segment));
    return series.slice(1).every(Number.isFinite) ? series : { reason: 'overflow' };
  } catch (error) {
    if (error instanceof NoMajorant) return error.obstacle;
    throw error;
  }
};
