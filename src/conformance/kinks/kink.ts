/** Kinks: places where the chain rule leaves one choice. */

import { at } from '../../model/at.ts';
import type { ConventionName } from '../../model/conventions.ts';
import type { Vector } from '../../model/problem.ts';

/**
 * One unit, margin or tie. What may be taken there is the convex hull of the vertices.
 */
export interface Kink {
  readonly convention: ConventionName;
  /** `[vertex][site]`: one site, or one per tied piece. */
  readonly vertices: readonly Vector[];
  /** The vertex that the reference took by itself. */
  readonly own: number;
  /** True where no rounding of the subject's can decide: it lies on the kink in any order of summation. */
  readonly exact: boolean;
}

/** A point of the chain-rule set: for each kink the derivatives taken at its sites. */
export type Point = readonly Vector[];

/** Between vertex 0 and vertex 1 of a kink that has two. */
export const between = ({ vertices }: Kink, t: number): Vector => {
  const [low, high] = [at(vertices, 0), at(vertices, 1)];
  return low.map((value, site) => (1 - t) * value + t * at(high, site));
};

/** The derivatives at one vertex. */
export const atVertex = ({ vertices }: Kink, index: number): Vector => at(vertices, index);

/** A like share of every vertex. */
export const middleOf = ({ vertices }: Kink): Vector =>
  at(vertices, 0).map((_, site) =>
    vertices.reduce((sum, vertex) => sum + at(vertex, site) / vertices.length, 0),
  );

/** What the reference took by itself. */
export const ownPoint = (kinks: readonly Kink[]): Point => kinks.map((kink) => atVertex(kink, kink.own));
