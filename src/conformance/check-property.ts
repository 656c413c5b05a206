/** One property against one subject: many samples, and after a failure the smallest one. */

import fc from 'fast-check';
import type { PrecisionName } from '../bounds/precision.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { Supports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { CheckContext } from './check-context.ts';
import { type Evaluation, isFailure, stopsCheck } from './evaluate.ts';
import { diagnosisOf, failureOf, smallestOf } from './failure.ts';
import { isInShard, type RunOptions } from './options.ts';
import { type Numbered, type Put, putAll } from './put.ts';
import { failureShown, kindOf, verdictOf } from './tally.ts';
import { allOutside, withoutSamples } from './without-samples.ts';

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

/** The samples of the shard with their indices; `halted` gets those that come after the end of the run. */
function* numbered(
  { id }: Property,
  samples: readonly Sample[],
  { path, shard, halt }: RunOptions,
  halted: (reason: string) => void,
): Generator<Numbered> {
  const first = path === undefined ? 0 : Number(path.split(':')[0]);
  for (const [index, sample] of samples.entries()) {
    const run = first + index;
    if (!isInShard(shard, id, run)) continue;
    const reason = halt?.();
    if (reason === undefined) yield { run, sample };
    else halted(reason);
  }
}

interface Asked {
  readonly evaluations: readonly Evaluation[];
  readonly failing?: Put;
}

/** Puts every sample to the subject; stops asking after the first fault that is not a malformed answer. */
const askSamples = async (
  property: Property,
  { subject, options, basisOf, record }: CheckContext,
  samples: readonly Sample[],
): Promise<Asked> => {
  const evaluations: Evaluation[] = [];
  const notRun: Evaluation[] = [];
  const failures: Put[] = [];
  const halted = (reason: string) => void notRun.push({ kind: 'not-run', reason });
  for await (const put of putAll(subject, numbered(property, samples, options, halted), basisOf)) {
    record(property, 'drawn', put);
    evaluations.push(put.evaluation);
    // The first of each kind is kept, so that memory does not grow with the failures.
    const kind = kindOf(put.evaluation);
    const isNew = failures.every(({ evaluation }) => kindOf(evaluation) !== kind);
    if (isNew && isFailure(put.evaluation)) failures.push(put);
    if (stopsCheck(put.evaluation)) break;
  }
  const failing = failureShown(failures);
  return { evaluations: [...evaluations, ...notRun], ...(failing && { failing }) };
};

/** The verdict of one subject on one property; null where no sample of it belongs to the shard. */
export const checkProperty = async (
  property: Property,
  context: CheckContext,
  draw: Draw,
): Promise<Verdict | null> => {
  const { subject, options, universe } = context;
  const { supports, precision } = universe;
  const arbitrary = property.samples(supports, precision);
  if (arbitrary === null)
    return isInShard(options.shard, property.id, 0) ? withoutSamples(property, subject, universe, 1) : null;
  const samples = draw(arbitrary, supports, precision);
  const { evaluations, failing } = await askSamples(property, context, samples);
  if (evaluations.length === 0) return null;
  if (allOutside(evaluations)) return withoutSamples(property, subject, universe, evaluations.length);
  if (failing === undefined) return verdictOf(property, evaluations);
  const found = await smallestOf(property, arbitrary, context, failing);
  const failure = failureOf(property, subject, failing, found);
  const changes = found.nondeterminism !== undefined;
  const diagnosis = await diagnosisOf(context, [failing, found.put], changes, (more) =>
    context.record(property, 'separating', more),
  );
  const counterexample = { ...failure.counterexample, ...(diagnosis && { diagnosis }) };
  return verdictOf(property, evaluations, { ...failure, counterexample });
};
