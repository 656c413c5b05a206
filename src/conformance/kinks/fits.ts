/** Fitting the weights at the kinks to an answer: one per convention, or one per kink. */

import { at } from '../../model/at.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { exactNames } from './common.ts';
import { cornersOf, possibleWeights } from './contraction.ts';
import type { Entry } from './entries.ts';
import { atVertex, between, type Kink, type Point } from './kink.ts';
import { fittedAttempt } from './least-squares.ts';

/** 2^6: six kinks of two sides. */
const mostCorners = 64;
const mostFitted = 8;

const twoSided = (kinks: readonly Kink[]): readonly number[] =>
  kinks.flatMap(({ vertices }, index) => (vertices.length === 2 ? [index] : []));

/** The own choice everywhere but at some kinks, each between its two sides with the weight of its variable. */
const movedPoint =
  (kinks: readonly Kink[], variables: readonly (readonly number[])[]) =>
  (weights: readonly number[]): Point => {
    const variableOf = (index: number) => variables.findIndex((indices) => indices.includes(index));
    return kinks.map((kink, index) => {
      const variable = variableOf(index);
      return variable === -1 ? atVertex(kink, kink.own) : between(kink, at(weights, variable));
    });
  };

const fitWith = (
  variables: readonly (readonly number[])[],
  kinks: readonly Kink[],
  tried: Attempts,
  entries: readonly Entry[],
): Attempt | null => {
  const used = variables.filter((indices) => indices.length > 0);
  if (used.length === 0) return null;
  const start = used.map(() => 0.5);
  return fittedAttempt(start, movedPoint(kinks, used), tried, entries);
};

/** One weight per convention. */
export const tiedFit = (
  kinks: readonly Kink[],
  tried: Attempts,
  entries: readonly Entry[],
): Attempt | null => {
  const variables = exactNames(kinks).map((name) =>
    twoSided(kinks).filter((index) => {
      const kink = at(kinks, index);
      return kink.exact && kink.convention === name;
    }),
  );
  return fitWith(variables, kinks, tried, entries);
};

/** One weight per kink. */
export const freeFit = (
  kinks: readonly Kink[],
  tried: Attempts,
  entries: readonly Entry[],
): Attempt | null => {
  const indices = twoSided(kinks);
  return indices.length > mostFitted
    ? null
    : fitWith(
        indices.map((index) => [index]),
        kinks,
        tried,
        entries,
      );
};

/** Kink by kink: `outside` when no derivative within the interval is left, null when it stays open. */
export const byCorners = (
  kinks: readonly Kink[],
  tried: Attempts,
  entries: readonly Entry[],
): Attempt | 'outside' | null => {
  if (kinks.reduce((corners, { vertices }) => corners * vertices.length, 1) > mostCorners) return null;
  const points = cornersOf(kinks).map((corner) =>
    kinks.map((kink, index) => atVertex(kink, at(corner, index))),
  );
  const corners = points.map(tried.at);
  const fitting = corners.find(({ wrong }) => wrong === 0);
  if (fitting !== undefined) return fitting;
  const possible = possibleWeights(kinks, corners, entries);
  if (possible === null) return 'outside';
  const middle = kinks.map((kink, index) => {
    const { low, high } = at(possible, index);
    return kink.vertices.length === 2 ? between(kink, (low + high) / 2) : atVertex(kink, kink.own);
  });
  const attempt = tried.at(middle);
  return attempt.wrong === 0 ? attempt : null;
};
