/** Conventions that one subject may follow at every kink of a sort: the candidates that are tried first. */

import { at } from '../../model/at.ts';
import { type ConventionName, type Conventions, isTieName } from '../../model/conventions.ts';
import type { Vector } from '../../model/problem.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { atVertex, between, type Kink, middleOf, type Point } from './kink.ts';

/** One convention under the name that reports print; `at` is null where it lies outside the set. */
interface Candidate {
  readonly value: string;
  readonly declared: boolean;
  readonly at: (kink: Kink) => Vector | null;
}

/** A convention for each name, held against the answer. */
export interface Trial {
  readonly values: ReadonlyMap<ConventionName, Candidate>;
  readonly attempt: Attempt;
}

const mostTrials = 100;

const slopeNames: Readonly<Record<string, readonly [string, string, string]>> = {
  'relu-derivative-at-0': ['0', '1', '0.5'],
  'hinge-at-0': ['0', '1', '0.5'],
};

const undeclared = (value: string, point: (kink: Kink) => Vector): Candidate => ({
  value,
  declared: false,
  at: point,
});

const slopes = (name: ConventionName): readonly Candidate[] => {
  const [low, high, middle] = slopeNames[name] ?? ['alpha', '1', '(1 + alpha) / 2'];
  return [
    undeclared(high, (kink) => atVertex(kink, 1)),
    undeclared(low, (kink) => atVertex(kink, 0)),
    undeclared(middle, (kink) => between(kink, 0.5)),
  ];
};

const tieRules: readonly Candidate[] = [
  undeclared('first', (kink) => atVertex(kink, 0)),
  undeclared('last', (kink) => atVertex(kink, kink.vertices.length - 1)),
  undeclared('split', middleOf),
];

const declaredSlope = (value: number): Candidate => ({
  value: String(value),
  declared: true,
  at: ({ vertices }) => {
    const ends = vertices.map((vertex) => at(vertex, 0));
    return value >= Math.min(...ends) && value <= Math.max(...ends) ? [value] : null;
  },
});

const isSameAt = (one: Candidate, other: Candidate, kinks: readonly Kink[]): boolean =>
  kinks.every((kink) => one.at(kink)?.join() === other.at(kink)?.join());

/** The candidates for one name, the declared one among them and marked. */
const candidatesFor = (
  name: ConventionName,
  kinks: readonly Kink[],
  declared: Conventions,
): readonly Candidate[] => {
  if (isTieName(name)) return tieRules.map((rule) => ({ ...rule, declared: rule.value === declared[name] }));
  const value = declared[name];
  if (value === undefined) return slopes(name);
  const own = declaredSlope(value);
  const others = slopes(name);
  return others.some((each) => isSameAt(each, own, kinks))
    ? others.map((each) => ({ ...each, declared: isSameAt(each, own, kinks) }))
    : [own, ...others];
};

/** The names under which some kink is exact: at the others the subject's rounding decides. */
export const exactNames = (kinks: readonly Kink[]): readonly ConventionName[] => [
  ...new Set(kinks.filter(({ exact }) => exact).map(({ convention }) => convention)),
];

const product = <T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  lists.reduce<readonly (readonly T[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((each) => [...row, each])),
    [[]],
  );

const pointOf = (kinks: readonly Kink[], values: ReadonlyMap<ConventionName, Candidate>): Point | null => {
  const point = kinks.map((kink) =>
    kink.exact ? (values.get(kink.convention)?.at(kink) ?? null) : atVertex(kink, kink.own),
  );
  const known = point.filter((chosen) => chosen !== null);
  return known.length === point.length ? known : null;
};

/** Every combination of conventions, one per name, and how the answer fits it. */
export const commonTrials = (
  kinks: readonly Kink[],
  declared: Conventions,
  attempts: Attempts,
): readonly Trial[] => {
  const names = exactNames(kinks);
  const lists = names.map((name) =>
    candidatesFor(
      name,
      kinks.filter((kink) => kink.exact && kink.convention === name),
      declared,
    ),
  );
  return product(lists)
    .slice(0, mostTrials)
    .flatMap((combination) => {
      const values = new Map(names.map((name, index) => [name, at(combination, index)]));
      const point = pointOf(kinks, values);
      return point === null ? [] : [{ values, attempt: attempts.at(point) }];
    });
};
