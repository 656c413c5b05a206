/** From wrong answers to the mistake that gives them. */

import { type PrecisionName, precision } from '../bounds/precision.ts';
import type { Cause, Diagnosis } from '../model/diagnosis.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';
import { candidatesIn } from './candidates.ts';
import { type Case, casesOf, type Sample } from './cases.ts';
import { commonFactors } from './factors.ts';
import { type Match, matches } from './match.ts';
import { misreadings } from './misreadings/catalogue.ts';
import { predicted } from './numbers.ts';
import { precisionLost } from './precision-lost.ts';
import { predict } from './reading/predict.ts';
import { roundedResults } from './rounded-results.ts';
import { causeOf } from './texts.ts';
import { differOn, distinctFrom, toldApartBy } from './told-apart.ts';

const known = new Set(misreadings.map(({ id }) => id)).size;

/** What no known mistake explains may still be right apart from a factor, or from the precision. */
const otherwise = (cases: readonly Case[], name: PrecisionName): readonly Cause[] => {
  if (cases.some(({ shapes }) => shapes !== undefined)) return [];
  const format = precision(name);
  const withoutPenalty = { steps: { penaltyTerm: () => null } };
  const dataOf = ({ problem }: Case) => predicted(predict(problem, withoutPenalty, format));
  const found =
    commonFactors(cases, dataOf, format.unitRoundoff) ?? roundedResults(cases) ?? precisionLost(cases, name);
  return found === null ? [] : [found];
};

const between = (
  [first, second]: readonly Match[],
  supports: Supports,
): { readonly toldApartBy?: string } => {
  const problem = first && second && toldApartBy(first.misreading, second.misreading, supports);
  return problem === undefined ? {} : { toldApartBy: problem };
};

/**
 * A subject that fails on some problems does not make a mistake with which it would answer each of them wrongly;
 * unless nothing else explains the others.
 */
const possible = (found: readonly Match[], failed: readonly MlpProblem[]): readonly Match[] => {
  if (failed.length === 0 || found.length < 2) return found;
  const left = found.filter(({ misreading }) => failed.some((problem) => !differOn(problem, misreading, {})));
  return left.length === 0 ? found : left;
};

/** What is known of a subject before its answers. */
export interface DiagnosedSubject {
  readonly precision: PrecisionName;
  /** Only what it supports is named to tell mistakes apart. */
  readonly supports: Supports;
}

/**
 * The known mistakes that reproduce every answer within the rounding of a subject in this precision.
 *
 * `failed` are problems that the subject failed on. Undefined where no finite answer is wrong: then there is nothing to explain.
 */
export const diagnose = (
  samples: readonly Sample[],
  { precision: name, supports }: DiagnosedSubject,
  failed: readonly MlpProblem[] = [],
): Diagnosis | undefined => {
  const format = precision(name);
  const { cases, leftOut } = casesOf(samples, format);
  if (!cases.some(({ wrong }) => wrong)) return undefined;
  const usual = matches(misreadings, cases, format);
  const fitting = usual.length > 0 ? usual : matches(candidatesIn(cases, format), cases, format);
  const found = distinctFrom(possible(fitting, failed), supports);
  const causes = found.map(({ misreading }) => causeOf(misreading));
  return {
    causes: causes.length === 0 ? otherwise(cases, name) : causes,
    answers: found[0]?.answers ?? cases.length,
    leftOut,
    known,
    ...between(found, supports),
  };
};
