/** Problems per second: generated fully shrinkable, answered by all three of ours, and judged. */

import fc from 'fast-check';
import { everything } from '../../src/model/supports.ts';
import { consult } from '../../src/oracle/consult.ts';
import { mlpProblems } from '../../src/problems/mlp.ts';
import { timed } from '../timing.ts';

const problems = mlpProblems(everything);
if (problems === null) throw new Error('problems: expected the whole format to contain some');

const perBatch = 500;
const outcomes = { agree: 0, someSilent: 0, dissent: 0 };

/** One run of the property that all three agree, from a seed of its own. */
const verifyBatch = (seed: number): void => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { dissenting, silent } = consult(problem);
      if (dissenting.length > 0) outcomes.dissent += 1;
      else if (silent.length > 0) outcomes.someSilent += 1;
      else outcomes.agree += 1;
    }),
    { seed, numRuns: perBatch },
  );
};

const perSecond = (batch: (seed: number) => void): readonly number[] => {
  let seed = 0;
  const work = () => {
    seed += 1;
    batch(seed);
  };
  timed(work, 2);
  return Array.from({ length: 5 }, () => {
    const { runs, seconds } = timed(work, 1);
    return (runs * perBatch) / seconds;
  });
};

console.log(JSON.stringify({ verified: perSecond(verifyBatch), outcomes }));
