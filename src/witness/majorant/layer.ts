/** Majorants of one layer in one example. Layers count from 0. */

import type { KinkSite } from '../../model/kinks.ts';
import type { Activation, Vector } from '../../model/problem.ts';
import { at } from '../at.ts';
import type { LayerCentre } from '../centre.ts';
import type { LayerLayout } from '../parameters.ts';
import { compose, isConstant, type Series, withValue } from './series.ts';
import { softmaxMajorant } from './softmax.ts';
import { exponentialSuprema, sigmoidSuprema, straight, tanhSuprema } from './suprema.ts';

/** Where the step goes: the magnitudes of its direction (flat), how far, and how many derivatives are asked for. */
export interface Segment {
  readonly direction: Vector;
  /** No entry moves further than reach times its direction. */
  readonly reach: number;
  readonly order: number;
}

/** Why there is no majorant: a kink may lie on the segment, or a magnitude is not finite. */
export type Obstacle = { readonly reason: 'kink'; readonly site: KinkSite } | { readonly reason: 'overflow' };

/** Thrown within this room and caught in `costMajorant`. */
export class NoMajorant extends Error {
  override readonly name = 'NoMajorant';
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(`segment: expected a smooth one, got ${obstacle.reason}`);
    this.obstacle = obstacle;
  }
}

/** The obstacle of a kink, or of a radius that is not known well enough to tell. */
export const kinkAt = (site: KinkSite, radius: number): NoMajorant =>
  new NoMajorant(Number.isFinite(radius) ? { reason: 'kink', site } : { reason: 'overflow' });

/** Majorants of one layer along a segment. */
export interface LayerMajorant {
  /** Of z, the winning piece's for a maxout layer, `[unit]`. */
  readonly z: readonly Series[];
  /** |z - its centre| over the segment, `[unit]`. */
  readonly radii: Vector;
  /** Of a, `[unit]`; entry 0 bounds |a|. */
  readonly a: readonly Series[];
}

/** z = W(s) a(s) + b(s), W(s) = W + s U: coefficient k is (|W| + reach |U|) a_k + |U| a_(k-1), and |v| at 1. */
const affineSeries = (
  parameters: Vector,
  layer: LayerLayout,
  row: number,
  below: readonly Series[],
  { direction, reach, order }: Segment,
): Series => {
  const start = layer.weights + row * layer.inputs;
  const series = new Array<number>(order + 1).fill(0);
  series[1] = layer.biases === null ? 0 : at(direction, layer.biases + row);
  for (let i = 0; i < layer.inputs; i += 1) {
    const moved = at(direction, start + i);
    const weight = Math.abs(at(parameters, start + i)) + reach * moved;
    const a = at(below, i);
    for (let k = 1; k <= order; k += 1) series[k] = at(series, k) + weight * at(a, k) + moved * at(a, k - 1);
  }
  return series;
};

interface Unit {
  readonly z: number;
  readonly radius: number;
  readonly series: Series;
}

/** The piece that wins all along the segment; undefined where several may and z moves. */
const winner = (pieces: readonly Unit[]): Unit | undefined => {
  const floor = Math.max(...pieces.map(({ z, radius }) => z - radius));
  const candidates = pieces.filter(({ z, radius }) => z + radius >= floor);
  const [first] = candidates;
  return candidates.length === 1 || candidates.every(({ series }) => isConstant(series)) ? first : undefined;
};

const isKinked = (activation: Activation): boolean =>
  activation.name === 'relu' || activation.name === 'leaky-relu' || activation.name === 'elu';

/** Suprema of |g^(j)| / j! over |z - centre| <= radius; the sign of z is certain where g has a kink. */
const suprema = (activation: Activation, { z, radius, series }: Unit): Series => {
  const order = series.length - 1;
  const nearest = Math.max(Math.abs(z) - radius, 0);
  switch (activation.name) {
    case 'sigmoid':
      return sigmoidSuprema(order, nearest);
    case 'tanh':
      return tanhSuprema(order, nearest);
    case 'linear':
      return straight(order, activation.alpha);
    case 'relu':
      return straight(order, z > 0 ? 1 : 0);
    case 'leaky-relu':
      return straight(order, z > 0 ? 1 : activation.alpha);
    case 'elu':
      return z > 0 ? straight(order, 1) : exponentialSuprema(order, activation.alpha, z + radius);
    case 'identity':
    case 'maxout':
    case 'softmax':
      return straight(order, 1);
  }
};

const throughActivation = (activation: Activation, unit: Unit): Series =>
  isConstant(unit.series) ? withValue(0, unit.series) : compose(suprema(activation, unit), unit.series);

/** The majorant of a layer from that of the layer below; throws `NoMajorant`. */
export const layerMajorant = (
  activation: Activation,
  layer: LayerLayout,
  parameters: Vector,
  centre: LayerCentre,
  below: readonly Series[],
  segment: Segment,
  place: { readonly layer: number; readonly example: number },
): LayerMajorant => {
  const units = centre.a.map((_, unit) => {
    const pieces = centre.z.map((piece, p) => {
      const series = affineSeries(parameters, layer, p * layer.units + unit, below, segment);
      const radius = at(at(centre.zError, p), unit) + segment.reach * at(series, 1);
      return { z: at(piece, unit), radius, series };
    });
    const won = winner(pieces);
    if (won === undefined) {
      const widest = Math.max(...pieces.map(({ radius }) => radius));
      throw kinkAt({ kind: 'maxout', ...place, unit, piece: 0 }, widest);
    }
    if (isKinked(activation) && !isConstant(won.series) && !(Math.abs(won.z) > won.radius))
      throw kinkAt({ kind: 'activation', ...place, unit }, won.radius);
    return won;
  });
  const z = units.map(({ series }) => series);
  const radii = units.map(({ radius }) => radius);
  const moved =
    activation.name === 'softmax'
      ? softmaxMajorant({ values: units.map((unit) => unit.z), radii, series: z }).values
      : units.map((unit) => throughActivation(activation, unit));
  const a = moved.map((series, j) => {
    const value = Math.abs(at(centre.a, j)) + at(centre.aError, j) + segment.reach * at(series, 1);
    return withValue(value, series);
  });
  return { z, radii, a };
};
