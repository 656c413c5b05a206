/** Answers to one question that was asked several times: whether they differ, and in which way. */

import type { Bound } from '../bounds/bound.ts';
import { sumOfBounds } from '../bounds/combine.ts';
import { isWithin } from '../bounds/within.ts';
import type { AnyAnswer } from '../model/any-kind.ts';
import { entryAt, numberPaths, type Path } from '../model/path.ts';
import type { Repetition } from '../model/verdict.ts';
import { type Claim, pathsOfAnswer } from './claim.ts';
import type { Evidence } from './evidence.ts';

/** One number of the earlier and of the later answer, with the derivative and the bound of either. */
interface Pair {
  readonly path: Path;
  readonly before: number;
  readonly after: number;
  readonly exact: number;
  readonly bound: Bound;
}

function* numbersOf(answer: AnyAnswer): Generator<Path> {
  for (const path of pathsOfAnswer(answer)) yield* numberPaths(entryAt(answer, path), path);
}

/** What two answers both have; numbers that are not finite are another mistake. */
const pairsOf = ({ answer, reference, bounds }: Evidence, later: Evidence): readonly Pair[] =>
  [...numbersOf(answer)].flatMap((path) => {
    const [before, after] = [entryAt(answer, path), entryAt(later.answer, path)] as (number | undefined)[];
    if (!Number.isFinite(before) || !Number.isFinite(after)) return [];
    const exact = entryAt(reference, path) as number;
    const bound = entryAt(bounds, path) as Bound;
    return [{ path, before: before as number, after: after as number, exact, bound }];
  });

/** Two right answers are no further apart. */
const allowed = ({ bound }: Pair): Bound => sumOfBounds(bound, bound);

const differs = ({ before, after }: Pair): boolean => before !== after;

const isBeyond = (pair: Pair): boolean =>
  differs(pair) && Number.isFinite(pair.bound) && !isWithin(pair.after, pair.before, allowed(pair));

/** How much larger than the derivative a number has grown, and its rounding with it. */
const growth = ({ before, after, exact }: Pair): number =>
  Math.max(1, ...[before, after].map((value) => Math.abs(value / exact)).filter(Number.isFinite));

/** True where every number satisfies `after = factor before + exact shift` to within its rounding. */
const isRelated = (pairs: readonly Pair[], factor: number, shift: number): boolean =>
  pairs.every((pair) => {
    const expected = factor * pair.before + shift * pair.exact;
    return Math.abs(pair.after - expected) <= (2 + Math.abs(factor)) * growth(pair) * pair.bound;
  });

/** The factor between two answers, where all their numbers have the same one. */
const ratioOf = (pairs: readonly Pair[]): number | undefined => {
  const [largest] = pairs.toSorted((one, other) => Math.abs(other.before) - Math.abs(one.before));
  const ratio = largest === undefined ? Number.NaN : largest.after / largest.before;
  return Number.isFinite(ratio) && isRelated(pairs, ratio, 0) ? ratio : undefined;
};

/** Gradients of one question, two answers; those of the cost and the outputs are not added up. */
const gradientsIn = (pairs: readonly Pair[]): readonly Pair[] =>
  pairs.filter(({ path: [part], bound }) => part === 'gradients' && Number.isFinite(bound));

type Identical = Extract<Claim, { kind: 'identical' }>;

interface Repeated extends Identical {
  readonly pairs: readonly Pair[];
}

const stepsOf = ({ left, right }: Identical): number => right - left;

/** True where one answer is the answer right before it and the derivative. */
const isAddedUp = (all: readonly Repeated[]): boolean =>
  all.some((each) => {
    const gradients = gradientsIn(each.pairs);
    return stepsOf(each) === 1 && gradients.some(isBeyond) && isRelated(gradients, 1, 1);
  });

/** True where the steps of the first pairs are `times` those of the second, to within their rounding. */
const growEvenly = (first: readonly Pair[], second: readonly Pair[], times: number): boolean =>
  first.every((pair, index) => {
    const next = second[index];
    if (next === undefined) return false;
    const [step, following] = [pair.after - pair.before, next.after - next.before];
    const rounding = (2 + 2 * times) * Math.max(growth(pair), growth(next)) * pair.bound;
    return Math.abs(step - times * following) <= rounding;
  });

/** True where answers grow by equal amounts, with every question or whenever this one is asked. */
const isGrowing = (first: Repeated, second: Repeated): boolean =>
  [stepsOf(first) / stepsOf(second), 1].some((times) =>
    growEvenly(gradientsIn(first.pairs), gradientsIn(second.pairs), times),
  );

const wayOf = (beyond: readonly Repeated[], all: readonly Repeated[]): Repetition['way'] => {
  const [first, second] = all;
  if (!beyond.some((each) => stepsOf(each) === 1)) return 'after-others';
  if (isAddedUp(all)) return 'added-up';
  return first && second && isGrowing(first, second) ? 'growing' : 'varying';
};

const told = ({ left, right, pairs }: Repeated, way: Repetition['way']): Repetition => {
  const pair = pairs.find(way === 'within' ? differs : isBeyond);
  if (pair === undefined) throw new RangeError('expected two numbers that differ, got none');
  const { path, before, after } = pair;
  const ratio = way === 'within' || way === 'varying' ? undefined : ratioOf(gradientsIn(pairs));
  return {
    left,
    right,
    path,
    before,
    after,
    bound: allowed(pair),
    way,
    ...(ratio !== undefined && { ratio }),
  };
};

/**
 * In which way answers that are claimed to be identical differ; undefined where they are the same.
 *
 * A random subject varies. One whose answers follow from the questions before does not: gradients are added
 * up, or something is added with every question, or they change when something else was asked in between.
 */
export const repetitionIn = (
  claims: readonly Claim[],
  evidence: readonly Evidence[],
): Repetition | undefined => {
  const all = claims.flatMap((claim): Repeated[] => {
    if (claim.kind !== 'identical') return [];
    const [left, right] = [evidence[claim.left], evidence[claim.right]];
    return left === undefined || right === undefined ? [] : [{ ...claim, pairs: pairsOf(left, right) }];
  });
  const beyond = all.filter(({ pairs }) => pairs.some(isBeyond));
  const [first] = beyond;
  if (first !== undefined) return told(first, wayOf(beyond, all));
  const within = all.find(({ pairs }) => pairs.some(differs));
  return within && told(within, 'within');
};
