/** Processes of a subject that the questions of one check cost, as far as they count among the run's restarts. */

import { costsProcess } from '../conformance/evaluate.ts';
import { lossesIn } from '../conformance/restart-budget.ts';
import { failureShown } from '../conformance/tally.ts';
import type { SampleLine } from './log.ts';
import { evaluationIn } from './sample-line.ts';

const repliesOf = (samples: readonly SampleLine[]) => samples.flatMap(({ replies }) => replies);

/** Those lost while the failure was looked into; none where it costs processes itself, which then are granted. */
export const lossesAfterFailure = (samples: readonly SampleLine[]): number => {
  const drawn = samples.filter(({ stage }) => stage === 'drawn');
  const shown = failureShown(drawn.map((line) => ({ evaluation: evaluationIn(line) })));
  if (shown !== undefined && costsProcess(shown.evaluation)) return 0;
  return lossesIn(repliesOf(samples.filter(({ stage }) => stage !== 'drawn')));
};

/** All of them. */
export const lossesOfCheck = (samples: readonly SampleLine[]): number =>
  lossesIn(repliesOf(samples.filter(({ stage }) => stage === 'drawn'))) + lossesAfterFailure(samples);
