/** One derivative explained, as data: path by path, then by the delta recursion. Indices count from 0. */

import type { Derivation, DerivedPath } from '../../gradients/per-weight/derivation.ts';
import type { Place } from '../../gradients/per-weight/place.ts';
import { isRefusal, type Refusal, type TracedAnswer } from '../../model/answer.ts';
import { formatPath } from '../../model/path.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { type DeltaLines, deltaLines } from './delta-lines.ts';
import type { Equation } from './equation.ts';
import { type ForwardValue, forwardValues } from './forward-values.ts';
import { placePath, placeSymbol } from './notation.ts';

/** One path that is shown; the largest is number 1. */
export interface ShownPath extends DerivedPath<number> {
  readonly number: number;
  readonly example: number;
}

/** The derivative as a sum over paths. */
export interface PathSum {
  /** How many there are, over all examples. */
  readonly count: number;
  readonly shown: readonly ShownPath[];
  /** Those that are not shown. */
  readonly rest: { readonly paths: number; readonly sum: number };
  readonly penalty: Derivation<number>['penalty'];
  /** path 1 + path 2 + ... = the derivative. */
  readonly total: Equation;
  /** z and a of the units on the shown paths. */
  readonly forward: readonly ForwardValue[];
}

export interface Explanation {
  /** `weights[1][0][0]` */
  readonly at: string;
  /** `dJ/dw[2](1,1)` */
  readonly symbol: string;
  readonly value: number;
  /** How many examples are summed: one at an input, whichever it is. */
  readonly examples: number;
  readonly paths: PathSum | Refusal;
  readonly delta: DeltaLines;
}

const sizeOf = ({ product }: DerivedPath<number>): number =>
  Number.isNaN(product) ? Number.POSITIVE_INFINITY : Math.abs(product);

const largestFirst = ({ examples }: Derivation<number>): readonly ShownPath[] =>
  examples
    .flatMap(({ example, paths }) => paths.map((path) => ({ ...path, example })))
    .toSorted((left, right) => sizeOf(right) - sizeOf(left) || 0)
    .map((path, index) => ({ ...path, number: index + 1 }));

const totalOf = (left: string, shown: readonly ShownPath[], derivation: Derivation<number>): Equation => {
  const { rest, penalty, total } = derivation;
  const more = rest.paths === 0 ? [] : [`${rest.paths} more path${rest.paths === 1 ? '' : 's'}`];
  const terms = penalty === null ? [] : [penalty];
  return {
    left,
    formula: {
      front: [],
      terms: [
        ...shown.map(({ number }) => [`path ${number}`]),
        ...more.map((words) => [words]),
        ...terms.map(({ symbol }) => symbol.split(' ')),
      ],
    },
    substituted: {
      front: [],
      terms: [
        ...shown.map(({ product }) => [product]),
        ...more.map(() => [rest.sum]),
        ...terms.map(({ value }) => [value]),
      ],
    },
    value: total,
  };
};

const pathSum = (left: string, problem: MlpProblem, derivation: Derivation<number>): PathSum => {
  const shown = largestFirst(derivation);
  return {
    count: shown.length + derivation.rest.paths,
    shown,
    rest: derivation.rest,
    penalty: derivation.penalty,
    total: totalOf(left, shown, derivation),
    forward: forwardValues(problem, derivation.examples, shown),
  };
};

/** `2 paths, largest first`; `18 paths, the 8 largest shown`. */
export const pathCountText = ({ count, shown, rest }: PathSum): string => {
  if (count === 1) return '1 path';
  return `${count} paths, ${rest.paths === 0 ? 'largest first' : `the ${shown.length} largest shown`}`;
};

/** What is asked, and both answers. */
export interface Asked {
  readonly problem: MlpProblem;
  readonly place: Place;
  /** With the paths to be shown, or why they cannot be enumerated. */
  readonly derivation: Derivation<number> | Refusal;
  /** The delta recursion's. */
  readonly answer: TracedAnswer;
  /** At most so many summands of any sum are written out. */
  readonly shown: number;
}

/** The explanation; where the paths are refused, the delta recursion's account alone. */
export const explain = ({ problem, place, derivation, answer, shown }: Asked): Explanation => {
  const refused = isRefusal(derivation);
  const known = refused ? undefined : derivation;
  const symbol = `dJ/d${placeSymbol(problem, place)}`;
  const delta = deltaLines({ problem, place, answer, derivation: known, shown });
  return {
    at: formatPath(placePath(place)),
    symbol,
    value: refused ? delta.gradient.value : derivation.total,
    examples: place.kind === 'input' ? 1 : problem.inputs.length,
    paths: refused ? derivation : pathSum(symbol, problem, derivation),
    delta,
  };
};
