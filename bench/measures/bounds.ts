/** What trace and bounds cost beside one gradient: in processor time, round by round, at three sizes. */

import { float64 } from '../../src/arithmetic/float64.ts';
import { boundAnswer } from '../../src/bounds/bound-answer.ts';
import { precision } from '../../src/bounds/precision.ts';
import { gradient } from '../../src/gradients/delta-recursion/gradient.ts';
import { prepare } from '../../src/gradients/delta-recursion/typed/prepare.ts';
import { shapeOf } from '../../src/gradients/delta-recursion/typed/shape.ts';
import { type Answer, isRefusal, type TracedAnswer } from '../../src/model/answer.ts';
import { jobOf, problemOf, type Size, sizes } from '../job.ts';
import { ratios } from '../statistics.ts';
import { secondsEach } from './rounds.ts';

const hasTrace = (answer: Answer): answer is TracedAnswer =>
  answer.deltas !== undefined && answer.trace !== undefined;

const format = precision('float64');

/** Multiples of one gradient of the delta recursion, and of one of the typed form, whose trace is free. */
const measure = (size: Size) => {
  const job = jobOf(size);
  const problem = problemOf(job);
  const traced = (): TracedAnswer => {
    const answer = gradient(problem, float64);
    if (isRefusal(answer) || !hasTrace(answer)) throw new Error('expected an answer with its trace');
    return answer;
  };
  const prepared = prepare(shapeOf(problem));
  const known = traced();
  const [alone = [], bounds = [], typed = []] = secondsEach(
    [
      () => gradient(problem, float64),
      () => boundAnswer(problem, known, format),
      () => prepared.gradient(job.parameters, job.inputs, job.targets),
    ],
    5,
    0.1,
  );
  const both = alone.map((seconds, round) => seconds + Number(bounds[round]));
  return { size: size.name, ofOwn: ratios(both, alone), ofTyped: ratios(bounds, typed) };
};

const measuredSizes = sizes.filter(({ name }) => ['2-2-2', '16-16-4', '784-128-10'].includes(name));

console.log(JSON.stringify(measuredSizes.map(measure)));
