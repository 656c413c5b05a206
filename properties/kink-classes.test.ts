import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64 } from '../src/arithmetic/float64.ts';
import { kinkDistance } from '../src/bounds/kink-distance.ts';
import { type PrecisionName, precision } from '../src/bounds/precision.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { everything } from '../src/model/supports.ts';
import { mlpProblemsAtKinks, mlpProblemsAwayFromKinks, mlpProblemsNearKinks } from '../src/problems/kinks.ts';
import { forward } from '../src/witness/forward.ts';
import { isNear, isSmooth } from './kink-classes.ts';

const distanceIn = (problem: MlpProblem, name: PrecisionName): number =>
  kinkDistance(problem, forward(problem, float64).trace, precision(name));

const preActivations = (problem: MlpProblem) => forward(problem, float64).trace.preActivations.flat(2);

const classes = (name: PrecisionName) =>
  [
    [
      'away from kinks',
      mlpProblemsAwayFromKinks(everything, isSmooth(name)),
      (problem: MlpProblem) => distanceIn(problem, name) > 4,
    ],
    [
      'at kinks',
      mlpProblemsAtKinks(everything),
      (problem: MlpProblem) => preActivations(problem).includes(0),
    ],
    [
      'near kinks',
      mlpProblemsNearKinks(everything, precision(name).unitRoundoff, isNear(name)),
      (problem: MlpProblem) => distanceIn(problem, name) > 1 && distanceIn(problem, name) <= 100,
    ],
  ] as const;

describe.each(['float64', 'float32', 'bfloat16'] as const)('problems for %s', (name) => {
  it.each(classes(name))('%s are so, and stay so while they shrink', (_, arbitrary, holds) => {
    if (arbitrary === null) throw new Error('the whole format has no kinks');
    const met: MlpProblem[] = [];
    const result = fc.check(
      fc.property(arbitrary, (problem) => {
        met.push(problem);
        // Fails on anything with two examples, so that shrinking goes a long way.
        return problem.inputs.length < 2;
      }),
      { seed: 20261122, numRuns: 50 },
    );
    expect(result.numShrinks).toBeGreaterThan(3);
    expect(met.filter((problem) => !holds(problem))).toEqual([]);
  });

  it('lie near kinks on both sides', () => {
    const arbitrary = mlpProblemsNearKinks(everything, precision(name).unitRoundoff, isNear(name));
    if (arbitrary === null) throw new Error('the whole format has no kinks');
    const nearest = fc.sample(arbitrary, { seed: 20261122, numRuns: 100 }).map((problem) => {
      const first = forward(problem, float64).trace.preActivations[0] ?? [];
      return first.flat().reduce((one, other) => (Math.abs(other) < Math.abs(one) ? other : one));
    });
    expect(nearest.filter((z) => z > 0).length).toBeGreaterThan(20);
    expect(nearest.filter((z) => z < 0).length).toBeGreaterThan(20);
  });
});
