/** The verdict on a property none of whose samples could be put to the subject. */

import type { Property } from '../judge/property.ts';
import { outsideSupports } from '../model/supports.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Subject } from '../subjects/subject.ts';
import type { Evaluation } from './evaluate.ts';
import type { Universe } from './options.ts';
import { verdictOf } from './tally.ts';

const unsupported = ({ id, clause, title }: Property): Verdict => ({
  check: id,
  clause,
  title,
  verdict: 'unsupported',
  message: outsideSupports,
  runs: 0,
  skipped: {},
  judged: 0,
  unbounded: 0,
  absent: 0,
});

/** True where every sample lies outside what the subject supports. */
export const allOutside = (evaluations: readonly Evaluation[]): boolean =>
  evaluations.every((each) => each.kind === 'skipped' && each.reason === outsideSupports);

/** True where other samples, drawn for the subject itself, would be put to it. */
const isClaimed = ({ samples }: Property, { supports, precision }: Subject): boolean =>
  samples(supports, precision) !== null;

/**
 * Unsupported where the subject does not claim it. What it claims, although samples drawn for another universe
 * all lie outside of it, is not run: nobody has seen whether it is right.
 *
 * @param samples how many were drawn
 */
export const withoutSamples = (
  property: Property,
  subject: Subject,
  { undrawn }: Universe,
  samples: number,
): Verdict => {
  if (undrawn === undefined || !isClaimed(property, subject)) return unsupported(property);
  const notRun: Evaluation = { kind: 'not-run', reason: undrawn };
  return verdictOf(
    property,
    Array.from({ length: samples }, () => notRun),
  );
};
