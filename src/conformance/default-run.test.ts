import { expect, it } from 'vitest';
import { properties } from '../../properties/index.ts';
import { inconclusiveShare } from '../judge/inconclusive.ts';
import { powerSummary, sumOfPowers } from '../judge/power.ts';
import { gradientFixtures } from '../problems/fixtures.ts';
import { ownSubjects } from '../subjects/own.ts';
import type { Subject } from '../subjects/subject.ts';
import { defaultRuns, defaultSeed } from './selection.ts';
import { verify } from './verify.ts';

it('a default run of a foreign subject leaves at most 5 % open, and says how small an error it would see', async () => {
  const [own] = ownSubjects();
  if (own === undefined) throw new Error('no subject');
  const subject: Subject = { ...own, ours: false };
  const options = { seed: defaultSeed, runs: defaultRuns, shrink: false };
  const verdicts = [];
  for await (const { verdict } of verify({ properties, fixtures: gradientFixtures() }, [subject], options, {
    clause: () => true,
  }))
    verdicts.push(verdict);
  expect(verdicts.filter(({ verdict }) => verdict !== 'conforms')).toEqual([]);
  const { samples, numbers } = inconclusiveShare(verdicts);
  expect(samples).toBeLessThanOrEqual(0.05);
  expect(numbers).toBeLessThanOrEqual(0.05);
  const power = powerSummary(sumOfPowers(verdicts.map((verdict) => verdict.power)));
  expect(Object.keys(power).sort()).toEqual(['biases', 'cost', 'deltas', 'inputs', 'outputs', 'weights']);
  for (const { exercised, unexercised, median } of Object.values(power)) {
    expect(exercised).toBeGreaterThan(unexercised);
    // What float64 can show at best is u = 2^-53; a loose bound would show here.
    expect(median).toBeLessThan(1e-11);
  }
});
