/**
 * Sums over paths: the chain rule written out, nothing remembered on the way back.
 *
 * A path goes from a starting point to the cost of one example, through a choice of units in every layer
 * above. Its product picks up the weight of every edge, the local derivative inside every layer, and the
 * derivative of the loss and the scale at the end (Khalid, "sum of two paths"; Pasa's sum over k).
 * Every path is walked and multiplied out afresh for every starting point. Layers count from 0.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Matrix, Vector } from '../../model/problem.ts';
import { at } from './at.ts';
import type { Crossing } from './crossings.ts';
import type { NetworkLayer } from './network.ts';
import { PathCountDefect, type PathCounts } from './path-count.ts';

/** Everything that paths of one example are made of: local derivatives only. */
export interface PathGraph<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly zero: T;
  readonly network: readonly NetworkLayer<T>[];
  /** One per layer. */
  readonly crossings: readonly Crossing<T>[];
  /** dloss/da of the last layer (dloss/dz after a fused crossing), `[unit]`. */
  readonly lossSlopes: Vector<T>;
  readonly scale: T;
  readonly counts: PathCounts;
}

/** The choices of the path being walked, each `[layer]`; filled from the starting layer upwards. */
export interface Trail {
  readonly pieces: readonly number[];
  /** The unit whose z the path enters. */
  readonly units: readonly number[];
  /** The unit whose a it leaves by: another one only inside a softmax. */
  readonly exits: readonly number[];
}

/** Told of every finished path; the trail is reused, so it must be read at once. */
export type PathListener<T> = (trail: Trail, product: T) => void;

/** Somebody who wants to know every path: only then the choices are noted. */
interface Watch<T> {
  readonly trail: { readonly pieces: number[]; readonly units: number[]; readonly exits: number[] };
  readonly onPath: PathListener<T>;
}

interface Walk<T> extends PathGraph<T> {
  readonly watch: Watch<T> | undefined;
  finished: number;
}

const startWalk = <T>(graph: PathGraph<T>, onPath: PathListener<T> | undefined): Walk<T> => ({
  ...graph,
  watch: onPath && { trail: { pieces: [], units: [], exits: [] }, onPath },
  finished: 0,
});

const finish = <T>(walk: Walk<T>, l: number, unit: number, product: T): T => {
  const { mul } = walk.arithmetic;
  walk.finished += 1;
  const whole = mul(mul(product, numberAt(walk.lossSlopes, unit)), walk.scale);
  if (walk.watch !== undefined) {
    const { trail, onPath } = walk.watch;
    trail.exits[l] = unit;
    onPath(trail, whole);
  }
  return whole;
};

const missing = (index: number): never => {
  throw new RangeError(`[${index}]: expected an element, got none`);
};

// Accessors alike: with one for all, the engine would no longer know which arrays hold numbers.

const numberAt = <T>(numbers: Vector<T>, index: number): T => {
  const number = numbers[index];
  return number === undefined ? missing(index) : number;
};

const rowAt = <T>(rows: Matrix<T>, index: number): Vector<T> => rows[index] ?? missing(index);

const pieceAt = <T>(pieces: readonly Matrix<T>[], index: number): Matrix<T> =>
  pieces[index] ?? missing(index);

const layerAt = <T>(network: readonly NetworkLayer<T>[], l: number): NetworkLayer<T> =>
  network[l] ?? missing(l);

const crossingAt = <T>(crossings: readonly Crossing<T>[], l: number): Crossing<T> =>
  crossings[l] ?? missing(l);

/** Each level adds up its own branches, so rounding grows with the sum of the widths, not their product. */
const upFromActivation = <T>(walk: Walk<T>, l: number, unit: number, product: T): T => {
  if (l === walk.network.length - 1) return finish(walk, l, unit, product);
  const { add, mul } = walk.arithmetic;
  if (l >= 0 && walk.watch !== undefined) walk.watch.trail.exits[l] = unit;
  const { weights } = layerAt(walk.network, l + 1);
  let sum = walk.zero;
  for (let piece = 0; piece < weights.length; piece += 1) {
    const rows = pieceAt(weights, piece);
    for (let next = 0; next < rows.length; next += 1) {
      const weight = numberAt(rowAt(rows, next), unit);
      sum = add(sum, upFromPreActivation(walk, l + 1, piece, next, mul(product, weight)));
    }
  }
  return sum;
};

const upFromPreActivation = <T>(walk: Walk<T>, l: number, piece: number, unit: number, product: T): T => {
  const { add, mul } = walk.arithmetic;
  if (walk.watch !== undefined) {
    walk.watch.trail.pieces[l] = piece;
    walk.watch.trail.units[l] = unit;
  }
  const crossing = crossingAt(walk.crossings, l);
  if (crossing.kind === 'fused') return finish(walk, l, unit, product);
  if (crossing.kind === 'element-wise') {
    return upFromActivation(walk, l, unit, mul(product, numberAt(rowAt(crossing.slopes, piece), unit)));
  }
  let sum = walk.zero;
  for (let exit = 0; exit < crossing.jacobian.length; exit += 1) {
    const entry = numberAt(rowAt(crossing.jacobian, exit), unit);
    sum = add(sum, upFromActivation(walk, l, exit, mul(product, entry)));
  }
  return sum;
};

const expectCount = (walked: number, counted: number): void => {
  if (walked !== counted) throw new PathCountDefect(walked, counted);
};

/**
 * Sum over all paths from z of one piece of one unit, each product starting with `start`.
 * Throws PathCountDefect when the number walked is not the closed form.
 */
export const sumFromPreActivation = <T>(
  graph: PathGraph<T>,
  place: { readonly layer: number; readonly piece: number; readonly unit: number },
  start: T,
  onPath?: PathListener<T>,
): T => {
  const walk = startWalk(graph, onPath);
  const sum = upFromPreActivation(walk, place.layer, place.piece, place.unit, start);
  expectCount(walk.finished, at(graph.counts.fromPreActivation, place.layer));
  return sum;
};

/**
 * Sum over all paths from a of one unit, or from an input component where `layer` is -1.
 * Throws PathCountDefect when the number walked is not the closed form.
 */
export const sumFromActivation = <T>(
  graph: PathGraph<T>,
  place: { readonly layer: number; readonly unit: number },
  start: T,
  onPath?: PathListener<T>,
): T => {
  const { counts } = graph;
  const walk = startWalk(graph, onPath);
  const sum = upFromActivation(walk, place.layer, place.unit, start);
  expectCount(walk.finished, place.layer < 0 ? counts.fromInput : at(counts.fromActivation, place.layer));
  return sum;
};
