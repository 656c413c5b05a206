/**
 * Judging an answer at kinks by the chain-rule set: is there one derivative per kink, between its two
 * sides, with which the formula gives this answer?
 */

import type { AnswerBounds } from '../../bounds/bound.ts';
import type { Part } from '../../judge/claim.ts';
import type { SubjectAnswer, TracedAnswer } from '../../model/answer.ts';
import { at } from '../../model/at.ts';
import { type ConventionName, type Conventions, notTheSame } from '../../model/conventions.ts';
import type { KinkJudgement } from '../../model/verdict.ts';
import {
  type Attempt,
  type Attempts,
  attempts,
  canBeAskedAgain,
  countWrong,
  type Question,
} from './attempts.ts';
import { commonTrials, exactNames, type Trial } from './common.ts';
import { cornersOf, possibleWeights } from './contraction.ts';
import { type Entry, entriesOf } from './entries.ts';
import { atVertex, between, type Kink, type Point } from './kinks.ts';
import { fittedAttempt } from './least-squares.ts';

/** What an answer is held against once its kinks are settled. */
export interface Settled {
  readonly reference: TracedAnswer;
  readonly againstReference: AnswerBounds;
  /** True where the reference takes the derivatives that the documents print. */
  readonly conventional: boolean;
  /** Null where no derivative is among the numbers that are judged. */
  readonly kinks: KinkJudgement | null;
}

/** The bounds that hold whatever is taken at the kinks: the whole jump is in them. */
export type Box = Pick<Settled, 'reference' | 'againstReference'>;

/** 2^6: six kinks of two sides. */
const mostCorners = 64;
const mostFitted = 8;

const settledBy = (
  { reference, againstReference, point }: Attempt,
  kinks: readonly Kink[],
  judged: KinkJudgement,
) => ({
  reference,
  againstReference,
  conventional: kinks.every((kink, index) => atVertex(kink, kink.own).join() === at(point, index).join()),
  kinks: judged,
});

const inBox = (box: Box): Settled => ({ ...box, conventional: true, kinks: { by: 'box', seen: {} } });

/** The one value of a name among the trials that fit, where other values did not. */
const seenValues = (trials: readonly Trial[]): Readonly<Record<string, string>> => {
  const fitting = trials.filter(({ attempt }) => attempt.wrong === 0);
  const names = [...(fitting[0]?.values.keys() ?? [])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const of = (some: readonly Trial[]) => new Set(some.map(({ values }) => values.get(name)?.value ?? ''));
      const [value = ''] = of(fitting);
      return of(fitting).size === 1 && of(trials).size > 1 ? [[name, value]] : [];
    }),
  );
};

/** A declared convention that no fitting trial has, said in words. */
const contradiction = (
  name: ConventionName,
  declared: Conventions,
  trials: readonly Trial[],
  seen: string | undefined,
): { readonly contradiction?: string } => {
  const claimed = declared[name];
  if (claimed === undefined || seen === undefined) return {};
  const kept = trials.some(
    ({ values, attempt }) => attempt.wrong === 0 && values.get(name)?.declared === true,
  );
  return kept ? {} : { contradiction: `${name} is declared ${claimed}, but what is taken is ${seen}` };
};

/** The name whose value alone decides, if it is one: nothing else could explain a difference. */
const soleName = (kinks: readonly Kink[]): ConventionName | null => {
  const names = exactNames(kinks);
  return names.length === 1 && kinks.every(({ exact }) => exact) ? (names[0] ?? null) : null;
};

const byConvention = (
  kinks: readonly Kink[],
  declared: Conventions,
  trials: readonly Trial[],
): Settled | null => {
  const fitting = trials.filter(({ attempt }) => attempt.wrong === 0);
  const [first] = fitting;
  if (first === undefined) return null;
  const best = fitting.find(({ values }) => [...values.values()].some((each) => each.declared)) ?? first;
  const seen = kinks.every(({ exact }) => exact) ? seenValues(trials) : {};
  const name = soleName(kinks);
  return settledBy(best.attempt, kinks, {
    by: 'fitted',
    seen,
    ...(name && contradiction(name, declared, trials, seen[name])),
  });
};

const twoSided = (kinks: readonly Kink[]): readonly number[] =>
  kinks.flatMap(({ vertices }, index) => (vertices.length === 2 ? [index] : []));

const ownPoint = (kinks: readonly Kink[]): Point => kinks.map((kink) => atVertex(kink, kink.own));

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
const tiedFit = (kinks: readonly Kink[], tried: Attempts, entries: readonly Entry[]): Attempt | null => {
  const variables = exactNames(kinks).map((name) =>
    twoSided(kinks).filter((index) => {
      const kink = at(kinks, index);
      return kink.exact && kink.convention === name;
    }),
  );
  return fitWith(variables, kinks, tried, entries);
};

/** One weight per kink. */
const freeFit = (kinks: readonly Kink[], tried: Attempts, entries: readonly Entry[]): Attempt | null => {
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
const byCorners = (
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

const printed = (value: number): string => String(Number(value.toPrecision(6)));

/** What a tied fit took, in the words of its name. */
const tiedValue = (name: ConventionName, { point }: Attempt): string => {
  const values = new Set(point.map((chosen) => printed(at(chosen, 0))));
  const [value = ''] = values;
  return name !== 'max-tie' && values.size === 1 ? value : 'something between its two sides';
};

const withName = (
  attempt: Attempt,
  kinks: readonly Kink[],
  declared: Conventions,
  trials: readonly Trial[],
  wordsFor: (name: ConventionName) => string,
): Settled => {
  const name = soleName(kinks);
  if (name === null) return settledBy(attempt, kinks, { by: 'fitted', seen: {} });
  const value = wordsFor(name);
  return settledBy(attempt, kinks, {
    by: 'fitted',
    seen: { [name]: value },
    ...contradiction(name, declared, trials, value),
  });
};

/** Conventions first, then any common value, then each kink by itself; what stays open is left to the box. */
const settle = (
  question: Question,
  declared: Conventions,
  tried: Attempts,
  entries: readonly Entry[],
): Settled | null => {
  const { kinks } = question;
  const trials = commonTrials(kinks, declared, tried);
  const common = byConvention(kinks, declared, trials);
  if (common !== null) return common;
  const tied = tiedFit(kinks, tried, entries);
  if (tied !== null) return withName(tied, kinks, declared, trials, (name) => tiedValue(name, tied));
  const corner = byCorners(kinks, tried, entries);
  if (corner === 'outside') return settledBy(tried.nearest(), kinks, { by: 'outside', seen: {} });
  const free = corner ?? freeFit(kinks, tried, entries);
  return free && withName(free, kinks, declared, trials, () => notTheSame);
};

/**
 * What to hold these parts of the answer against.
 *
 * An answer that the box refuses is wrong whatever is taken at the kinks, and needs no fit.
 */
export const settleKinks = (
  question: Question,
  declared: Conventions,
  answer: SubjectAnswer,
  parts: readonly Part[],
  box: Box,
): Settled => {
  const entries = entriesOf(answer, parts);
  if (entries.length === 0 && parts.length > 0) return { ...box, conventional: true, kinks: null };
  const finite = entries.every(({ got }) => Number.isFinite(got));
  if (!finite || parts.length === 0 || question.kinks.length === 0) return inBox(box);
  if (countWrong({ problem: question.problem, answer, ...box }, parts) > 0) return inBox(box);
  if (!canBeAskedAgain(question)) return inBox(box);
  const tried = attempts(question, answer, parts);
  // The choice that the documents print is the reference's own.
  tried.at(ownPoint(question.kinks));
  return settle(question, declared, tried, entries) ?? inBox(box);
};
