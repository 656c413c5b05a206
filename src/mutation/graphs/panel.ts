/** Everybody's answers to the questions of a panel while nothing is patched, and who is outvoted when something is. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import type { Bound } from '../../bounds/bound.ts';
import { sumOfBounds } from '../../bounds/combine.ts';
import { boundGraphAnswer } from '../../bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../bounds/precision.ts';
import { isWithin } from '../../bounds/within.ts';
import { isRefusal } from '../../model/answer.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import { outvotedAmong } from './vote.ts';
import type { PanelName, Way, WayFunction } from './ways.ts';

/** Every number of an answer, or what came in its place. */
type Opinion<T> =
  | { readonly kind: 'numbers'; readonly numbers: readonly T[] }
  | { readonly kind: 'silent' }
  | { readonly kind: 'broken'; readonly message: string };

/** How often each way was outvoted, fell silent or crashed where it answers unpatched. */
export interface Sightings {
  readonly outvoted: Readonly<Record<string, number>>;
  readonly silenced: Readonly<Record<string, number>>;
  /** How something crashed first, if anything did. */
  readonly firstBreak?: string;
  /** Questions on which no two lineages agreed. */
  readonly undecided: number;
}

/** A way with its function, patched or not. */
export interface LoadedWay extends Way {
  readonly answer: WayFunction;
}

/** The questions of a panel on which the unpatched ways agree. */
export interface Panel {
  readonly name: PanelName;
  readonly asked: number;
  /** Questions left out, because unpatched ways differ by more than the bounds or fewer than two lineages answer. */
  readonly dropped: number;
  /** Who is seen when these ways take the places of those of the same names. */
  readonly vote: (patched: readonly LoadedWay[]) => Sightings;
}

/** One arithmetic, and when two numbers of an answer are the same. */
interface Scale<T> {
  readonly arithmetic: Arithmetic<T>;
  /** For a question: whether two numbers at a place are the same. */
  readonly sameOn: (problem: GraphProblem) => (one: T, other: T, place: number) => boolean;
}

const opinionOf = <T>(answer: WayFunction, problem: GraphProblem, { arithmetic }: Scale<T>): Opinion<T> => {
  try {
    const attempt = answer(problem, arithmetic);
    return isRefusal(attempt)
      ? { kind: 'silent' }
      : { kind: 'numbers', numbers: numbersOfGraph(problem, attempt) };
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
};

const sameNumbers = <T>(
  one: readonly T[],
  other: readonly T[],
  same: (one: T, other: T, place: number) => boolean,
): boolean =>
  one.length === other.length &&
  one.every((number, place) => {
    const another = other[place];
    return another !== undefined && same(number, another, place);
  });

interface Question<T> {
  readonly problem: GraphProblem;
  readonly same: (one: T, other: T, place: number) => boolean;
  /** By way, in their order. */
  readonly opinions: readonly Opinion<T>[];
}

const voteOn = <T>(ways: readonly Way[], { same }: Question<T>, opinions: readonly Opinion<T>[]) => {
  const answered = ways.flatMap((way, place) => {
    const opinion = opinions[place];
    return opinion?.kind === 'numbers' ? [{ ...way, numbers: opinion.numbers }] : [];
  });
  return outvotedAmong(answered, (one, other) => {
    const [left, right] = [answered[one], answered[other]];
    return left !== undefined && right !== undefined && sameNumbers(left.numbers, right.numbers, same);
  });
};

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

const panelIn = <T>(
  name: PanelName,
  ways: readonly LoadedWay[],
  problems: readonly GraphProblem[],
  scale: Scale<T>,
): Panel => {
  const asked = problems.map(
    (problem): Question<T> => ({
      problem,
      same: scale.sameOn(problem),
      opinions: ways.map(({ answer }) => opinionOf(answer, problem, scale)),
    }),
  );
  const kept = asked.filter((question) => voteOn(ways, question, question.opinions)?.length === 0);

  const vote = (patched: readonly LoadedWay[]): Sightings => {
    const outvoted: Record<string, number> = {};
    const silenced: Record<string, number> = {};
    const breaks: string[] = [];
    let undecided = 0;
    for (const question of kept) {
      const opinions = ways.map((way, place) => {
        const own = patched.find((each) => each.name === way.name);
        const before: Opinion<T> = question.opinions[place] ?? { kind: 'silent' };
        const opinion = own === undefined ? before : opinionOf(own.answer, question.problem, scale);
        if (opinion.kind !== 'numbers' && before.kind === 'numbers') count(silenced, way.name);
        if (opinion.kind === 'broken' && before.kind !== 'broken') breaks.push(opinion.message);
        return opinion;
      });
      const found = voteOn(ways, question, opinions);
      if (found === undefined) undecided += 1;
      for (const each of found ?? []) count(outvoted, each);
    }
    const [firstBreak] = breaks;
    return { outvoted, silenced, undecided, ...(firstBreak !== undefined && { firstBreak }) };
  };
  return { name, asked: kept.length, dropped: asked.length - kept.length, vote };
};

/** Twice the bound of float64, as both answers are rounded ones. */
const inDoubles: Scale<number> = {
  arithmetic: float64,
  sameOn: (problem) => {
    const answerBounds = boundGraphAnswer(problem, precision('float64'), 'convention');
    const bounds = numbersOfGraph<Bound>(problem, answerBounds);
    return (one, other, place) => {
      const bound = bounds[place];
      return bound !== undefined && isWithin(one, other, sumOfBounds(bound, bound));
    };
  },
};

/** Rationals, and no tolerance at all. */
const inRationals = async () => {
  const arithmetic = await fractionArithmetic();
  const scale = { arithmetic, sameOn: () => (one: Fraction, other: Fraction) => one.equals(other) };
  return scale;
};

type Fraction = Awaited<ReturnType<typeof fractionArithmetic>> extends Arithmetic<infer T> ? T : never;

/** Asks the unpatched ways of a panel everything. */
export const panelOf = async (
  name: PanelName,
  ways: readonly LoadedWay[],
  problems: readonly GraphProblem[],
): Promise<Panel> => {
  const own = ways.filter(({ panel }) => panel === name);
  return name === 'first'
    ? panelIn(name, own, problems, inDoubles)
    : panelIn(name, own, problems, await inRationals());
};
