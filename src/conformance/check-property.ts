/** One property against one subject: many samples, and after a failure the smallest one. */

import fc from 'fast-check';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { Supports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Subject } from '../subjects/subject.ts';
import { counterexampleOf, locationIn, wholeAnswers } from './counterexample.ts';
import { type BasisOf, type Evaluation, evaluate, isFailure } from './evaluate.ts';
import { withExactExpectations } from './exact-expectations.ts';
import { verdictOf } from './tally.ts';

export interface RunOptions {
  readonly seed: number;
  /** Samples per property. */
  readonly runs: number;
  /** fast-check's path to one sample of the property: that sample alone is put to the subject. */
  readonly path?: string;
  readonly shrink: boolean;
}

/** Samples of a property that every subject with these claims and this precision shares; drawn once. */
export type Draw = (
  arbitrary: fc.Arbitrary<Sample>,
  supports: Supports,
  precision?: PrecisionName,
) => readonly Sample[];

/** The samples that `--seed`, `--runs` and `--path` stand for. */
export const drawSamples =
  ({ seed, runs, path }: RunOptions): Draw =>
  (arbitrary) =>
    fc.sample(arbitrary, path === undefined ? { seed, numRuns: runs } : { seed, numRuns: 1, path });

interface Shrunk {
  readonly sample: Sample;
  readonly path: string;
  readonly shrinks: number;
}

/** Shrinks on the subject itself, starting from the sample at `path`. */
const shrink = async (
  arbitrary: fc.Arbitrary<Sample>,
  { seed }: RunOptions,
  path: string,
  fails: (sample: Sample) => Promise<boolean>,
): Promise<Shrunk | null> => {
  const property = fc.asyncProperty(arbitrary, async (sample) => !(await fails(sample)));
  const details = await fc.check(property, { seed, path, numRuns: 1 });
  const [sample] = details.counterexample ?? [];
  if (sample === undefined || details.counterexamplePath === null) return null;
  return { sample, path: details.counterexamplePath, shrinks: details.numShrinks };
};

/** Puts every sample to the subject; stops asking after the first fault that cost a process. */
const evaluateAll = async (subject: Subject, samples: readonly Sample[], basisOf: BasisOf) => {
  const evaluations: Evaluation[] = [];
  for (const sample of samples) {
    const evaluation = await evaluate(subject, sample, basisOf);
    evaluations.push(evaluation);
    if (evaluation.kind === 'fault' && evaluation.verdict !== 'malformed') break;
  }
  return evaluations;
};

const unsupported = ({ id, clause, title }: Property): Verdict => ({
  check: id,
  clause,
  title,
  verdict: 'unsupported',
  message: 'outside what the subject supports',
  runs: 0,
  skipped: {},
  judged: 0,
  unbounded: 0,
  absent: 0,
});

/** The verdict of one subject on one property. */
export const checkProperty = async (
  property: Property,
  subject: Subject,
  options: RunOptions,
  draw: Draw,
  basisOf: BasisOf,
): Promise<Verdict> => {
  const arbitrary = property.samples(subject.supports, subject.precision);
  if (arbitrary === null) return unsupported(property);
  const evaluations = await evaluateAll(
    subject,
    draw(arbitrary, subject.supports, subject.precision),
    basisOf,
  );
  const failed = evaluations.findIndex(isFailure);
  if (failed === -1) return verdictOf(property, evaluations);
  const path = options.path ?? String(failed);
  const fails = async (sample: Sample) => isFailure(await evaluate(subject, sample, basisOf));
  const shrunk = options.shrink ? await shrink(arbitrary, options, path, fails) : null;
  const [drawn] = fc.sample(arbitrary, { seed: options.seed, path, numRuns: 1 });
  const { sample, ...origin } = shrunk ?? { sample: drawn as Sample, path, shrinks: 0 };
  const evaluation = await evaluate(subject, sample, basisOf);
  const whole = await evaluate(subject, wholeAnswers(drawn as Sample), basisOf);
  const replay = { replay: `${property.id}:${origin.path}`, shrinks: origin.shrinks };
  const found = counterexampleOf(sample, evaluation, locationIn(drawn as Sample, whole), replay);
  const discrepancies = withExactExpectations(found.discrepancies, found.problems, subject);
  return verdictOf(property, evaluations, { evaluation, counterexample: { ...found, discrepancies } });
};
