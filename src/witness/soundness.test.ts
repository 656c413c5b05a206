/** Over random networks of the whole format, no central difference is further from the derivative than its bound. */

import fc from 'fast-check';
import { all, type BigNumber, create } from 'mathjs';
import { expect, it } from 'vitest';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { float64 } from '../arithmetic/float64.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import { mlpProblems } from '../problems/mlp.ts';
import { centralDifferences } from './central-difference.ts';
import { directionalDifferences } from './directions.ts';
import { forward } from './forward.ts';
import { displace, flatten, lift, pathsOf, unitDirection } from './parameters.ts';

const math = create(all ?? {}, { number: 'BigNumber', precision: 80 });

/** Eighty decimal digits, for tests only. */
const eightyDigits: Arithmetic<BigNumber> = {
  name: 'eighty digits',
  of: (double) => math.bignumber(double),
  toNumber: (value) => value.toNumber(),
  add: (left, right) => left.add(right),
  sub: (left, right) => left.sub(right),
  mul: (left, right) => left.mul(right),
  div: (left, right) => left.div(right),
  neg: (value) => value.neg(),
  compare: (left, right) => left.cmp(right),
  exp: (value) => value.exp(),
  expm1: (value) => value.exp().sub(1),
  log: (value) => value.ln(),
  sqrt: (value) => value.sqrt(),
  tanh: (value) => value.tanh(),
};

const tiny = math.bignumber('1e-20');

/**
 * The derivative along a direction by central differences in 80 digits, step 1e-20: curvature leaves
 * about 1e-40 of it, rounding about 1e-60, and the nearest double of the result half a last place.
 */
const reference = (problem: MlpProblem, direction: Vector): number => {
  const centre = lift(flatten(problem), eightyDigits);
  const costAt = (step: BigNumber) =>
    forward(problem, eightyDigits, displace(centre, direction, step, eightyDigits)).cost;
  return costAt(tiny).sub(costAt(tiny.neg())).div(tiny.mul(2)).toNumber();
};

const limits = { layers: 3, width: 3, examples: 2 };
const problems = fc.sample(mlpProblems(everything, { limits }) ?? fc.constantFrom<MlpProblem>(), {
  seed: 20_240_607,
  numRuns: 80,
});

const ulp = 2 ** -53;
const isBounded = (value: number, exact: number, bound: number): boolean => {
  const error = Math.abs(value - exact);
  return Number.isFinite(error) && error <= bound + ulp * Math.abs(exact);
};

it('every entry is within its bound, and few are skipped', () => {
  let [witnessedCount, skippedCount] = [0, 0];
  for (const problem of problems) {
    const { entries, skipped } = centralDifferences(problem, float64);
    const paths = pathsOf(problem).map(formatPath);
    const outside = entries.filter(({ path, value, bound }) => {
      const direction = unitDirection(paths.length, paths.indexOf(formatPath(path)));
      return !isBounded(value, reference(problem, direction), bound);
    });
    expect(outside, JSON.stringify(problem)).toEqual([]);
    expect(entries.length + skipped.length).toBe(paths.length);
    witnessedCount += entries.length;
    skippedCount += skipped.length;
  }
  expect(witnessedCount).toBeGreaterThan(1000);
  // Short decimals and networks of relu meet their kinks now and then; more than a tenth would be a fault.
  expect(skippedCount).toBeLessThan(witnessedCount / 10);
});

it('every direction is within its bound', () => {
  let count = 0;
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (const problem of problems) {
    const { directions } = directionalDifferences(problem, float64, 3, random);
    for (const { direction, value, bound } of directions) {
      const exact = reference(
        problem,
        direction.map(({ share }) => share),
      );
      expect(isBounded(value, exact, bound), JSON.stringify(problem)).toBe(true);
      // Every entry moves, by 1 or -1 up to the rounding of its two ends, u (|t| + h) each; h is no
      // less than 2^-38 of the power of two below |t|, so this is at most 2^-53 2^40.
      for (const { share } of direction) expect(Math.abs(Math.abs(share) - 1)).toBeLessThan(2 ** -13);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(100);
});
