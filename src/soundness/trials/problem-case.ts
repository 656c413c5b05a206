/** One drawn problem with its truth: what many emulated subjects are judged on. */

import { at } from '../../bounds/at.ts';
import type { TracedAnswer } from '../../model/answer.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { backpropagate } from '../emulation/backpropagate.ts';
import { doubleDouble } from '../emulation/double-double.ts';
import { plainStyle } from '../emulation/style.ts';
import { drawFamily, type Family } from './families.ts';
import { flatten, quantities } from './flat.ts';
import { type Format, float64, formats } from './formats.ts';
import { randomProblem, withTargetsAt } from './networks.ts';
import { type Random, seeded } from './random.ts';

/** Everything that a run needs of a problem. */
export interface ProblemCase {
  readonly seed: number;
  readonly index: number;
  readonly family: Family;
  readonly problem: MlpProblem;
  readonly formats: readonly Format[];
  /** Runs per format. */
  readonly styles: number;
  /** A float64 answer with trace: what bounds are computed from. */
  readonly reference: TracedAnswer;
  readonly referenceValues: readonly number[];
  /** The exact numbers as high + low, in the order of `flatten`. */
  readonly high: readonly number[];
  readonly low: readonly number[];
  /** The index at which each quantity begins. */
  readonly starts: readonly number[];
  /** The stream that styles and planted entries are drawn from. */
  readonly random: Random;
}

/** The plain answer in float64. */
export const referenceOf = (problem: MlpProblem): TracedAnswer =>
  backpropagate(float64.subject(plainStyle), problem);

/** The exact answer, to about 31 digits. */
const truthOf = (problem: MlpProblem) =>
  flatten(backpropagate({ numbers: doubleDouble, style: plainStyle }, problem));

const drawProblem = (family: Family, random: Random, single: boolean): MlpProblem => {
  const problem = randomProblem(family, random, single);
  return family === 'at-target' ? withTargetsAt(problem, referenceOf(problem).outputs, random) : problem;
};

/** Extremes of float64 leave nothing of the narrower formats. */
const formatsOf = (family: Family, single: boolean): readonly Format[] =>
  single || (family !== 'tiny' && family !== 'scaled') ? formats : [float64];

/** What a problem is drawn with: all that is not the problem. */
type Drawn = Omit<ProblemCase, 'problem' | 'reference' | 'referenceValues' | 'high' | 'low' | 'starts'>;

/** A problem with its reference and its truth. */
export const caseOf = (problem: MlpProblem, drawn: Drawn): ProblemCase => {
  const reference = referenceOf(problem);
  const truth = truthOf(problem);
  return {
    ...drawn,
    problem,
    reference,
    referenceValues: flatten(reference).values,
    high: truth.values.map(({ high }) => high),
    low: truth.values.map(({ low }) => low),
    starts: truth.starts,
  };
};

/** The problem of this index in the run of this seed. */
export const problemCase = (seed: number, index: number): ProblemCase => {
  const random = seeded(seed, index);
  const family = drawFamily(random);
  const single = random() < 0.75;
  return caseOf(drawProblem(family, random, single), {
    seed,
    index,
    family,
    formats: formatsOf(family, single),
    styles: family === 'wide' ? 1 : 4,
    random,
  });
};

/** The index of the first gradient entry. */
export const firstGradient = ({ starts }: ProblemCase): number => at(starts, quantities.indexOf('weights'));
