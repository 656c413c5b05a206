/** Emulated subjects against the truth: what a soundness test counts. */

import type { MlpProblem } from '../../model/problem.ts';
import { boundAnswer } from '../bound-answer.ts';
import { type Precision, precision } from '../precision.ts';
import { saturation } from '../saturation.ts';
import { backpropagate } from './backpropagate.ts';
import { type Entry, entries } from './compare.ts';
import { doubleDouble } from './double-double.ts';
import { type Family, randomProblem, seeded, withTargetsAt } from './networks.ts';
import { roundedNumbers } from './numbers.ts';
import { plainStyle, randomStyle, type Style } from './style.ts';

/** One emulated subject's answer to one problem. */
export interface Trial {
  readonly family: Family;
  readonly seed: number;
  readonly problem: MlpProblem;
  readonly style: Style;
  readonly entries: readonly Entry[];
  /** Whether some kink is uncertain in this precision. */
  readonly uncertain: boolean;
  /** The reasons for which a subject may answer with something that is not finite. */
  readonly reasons: readonly string[];
}

const inFloat64 = roundedNumbers(precision('float64'), false);

const referenceOf = (problem: MlpProblem) =>
  backpropagate({ numbers: inFloat64, style: plainStyle }, problem);

const problemOf = (family: Family, random: () => number, single: boolean): MlpProblem => {
  const problem = randomProblem(family, random, single);
  if (family !== 'at-target') return problem;
  return withTargetsAt(problem, referenceOf(problem).outputs, random);
};

/** Exponentials that leave the range are outside the contract of everyone who does not shift them. */
const composes = ({ softmax, elementary, slope }: Style): boolean =>
  softmax === 'unshifted' || elementary === 'exponentials' || slope === 'composed';

/** One problem of a family, and a subject in a random style; null where the style is outside the contract. */
export const trial = (
  family: Family,
  seed: number,
  format: Precision,
  wide: Precision | null,
): Trial | null => {
  const random = seeded(seed);
  const problem = problemOf(family, random, format.name !== 'float64');
  const reference = referenceOf(problem);
  const reasons = saturation(problem, reference, format);
  const style = randomStyle(random);
  if (composes(style) && reasons.some((reason) => reason.includes('exponentials'))) return null;
  const numbers = roundedNumbers(format, random() < 0.5);
  const accumulator = wide === null ? {} : { accumulator: roundedNumbers(wide, false) };
  const subject = backpropagate({ numbers, style, ...accumulator }, problem);
  const truth = backpropagate({ numbers: doubleDouble, style: plainStyle }, problem);
  const bounds = boundAnswer(problem, reference, format);
  return {
    family,
    seed,
    problem,
    style,
    entries: [...entries(subject, truth, bounds)],
    uncertain: bounds.uncertain.length > 0,
    reasons,
  };
};

/** The share of its bound that an entry uses; NaN where nothing is judged. */
export const shareOf = ({ got, truth, bound }: Entry): number => {
  if (bound === Number.POSITIVE_INFINITY) return Number.NaN;
  const error = Math.abs(got - truth);
  return error === 0 ? 0 : error / bound;
};
