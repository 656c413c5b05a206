import { beforeAll, describe, expect, it } from 'vitest';
import { largestShare, selected } from './selection.ts';
import { honest } from './trials/bounded.ts';
import { families } from './trials/families.ts';
import { formats } from './trials/formats.ts';
import { quantile } from './trials/histogram.ts';
import { problemCase } from './trials/problem-case.ts';
import { ruleNames } from './trials/rules.ts';
import { addTally, type Tally } from './trials/tally.ts';
import { runCase, runOwn } from './trials/trial.ts';
import type { Violation } from './trials/violation.ts';

const seed = 20;
const problems = 200;

const run = (indices: readonly number[], divisor = honest.divisor) => {
  const [emulated, own]: [Tally, Tally] = [{}, {}];
  const violations: Violation[] = [];
  for (const index of indices) {
    const problem = problemCase(seed, index);
    violations.push(...runCase(emulated, problem, { divisor }), ...runOwn(own, problem));
  }
  return { emulated, own, violations };
};

const indices = Array.from({ length: problems }, (_, index) => index);

describe('emulated subjects', () => {
  let all: ReturnType<typeof run>;
  let halved: ReturnType<typeof run>;
  beforeAll(() => {
    all = run(indices);
    halved = run(indices.slice(0, 120), 2);
  });

  it('keep every number within its bound, in every format and family', () => {
    expect(all.violations).toEqual([]);
    const { runs, entries, unbounded, excused } = selected(all.emulated);
    expect(runs).toBeGreaterThan(3500);
    expect(entries - unbounded - excused).toBeGreaterThan(150_000);
    for (const family of families) expect(selected(all.emulated, { family }).runs).toBeGreaterThan(0);
  });

  it('share every count with nobody: all numbers are judged, unbounded or excused', () => {
    const { entries, unbounded, excused, certainShares, uncertainShares } = selected(all.emulated);
    const judged = [...certainShares, ...uncertainShares].reduce((sum, count) => sum + count, 0);
    expect(judged + unbounded + excused).toBe(entries);
  });

  it('raise no false alarm by the bound, and some by every rule that does not know the precision', () => {
    const { certainRules, uncertainRules } = selected(all.emulated);
    expect(certainRules.bound.alarms + uncertainRules.bound.alarms).toBe(0);
    expect(certainRules.bound.correct).toBeGreaterThan(3000);
    for (const name of ruleNames.filter((rule) => rule !== 'bound'))
      expect(certainRules[name].alarms).toBeGreaterThan(0);
  });

  it('are followed by our own implementations', () => {
    const { runs, entries } = selected(all.own);
    expect(runs).toBeGreaterThan(140);
    expect(entries).toBeGreaterThan(10_000);
  });

  it('give the same counts wherever the problems are divided', () => {
    const [front, back] = [run(indices.slice(0, 20)), run(indices.slice(20, 30))];
    addTally(front.emulated, back.emulated);
    expect(front.emulated).toEqual(run(indices.slice(0, 30)).emulated);
  });

  // Half is enough in every format: the largest shares of this sample are between a half and 1.
  it.each(formats.map(({ name }) => name))(
    'violate bounds of half the size in %s, away from kinks',
    (name) => {
      expect(largestShare(selected(all.emulated, { format: name }))).toBeGreaterThan(0.5);
      const violated = halved.violations.filter(({ format, uncertain }) => format === name && !uncertain);
      expect(violated.length).toBeGreaterThan(0);
    },
  );

  // The prototype's figures; a looser derivation would be noticed here.
  it.each([
    ['float64', 2.2e-14],
    ['float32', 1.2e-5],
    ['bfloat16', 1.2],
  ])('have benign gradients bounded in %s more tightly than %d of their size', (format, known) => {
    const { relative } = selected(all.emulated, { format, family: 'benign' });
    expect(quantile(relative, 0.5)).toBeLessThan(known);
  });
});
