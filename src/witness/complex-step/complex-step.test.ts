/** Complex steps against central differences in 80 digits. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigFloat } from '../../arithmetic/big-float.ts';
import { complexFloat64 } from '../../arithmetic/complex.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { formatPath } from '../../model/path.ts';
import type { MlpProblem, Vector } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import { mlpProblems } from '../../problems/mlp.ts';
import { at } from '../at.ts';
import { centralDifferences } from '../central-difference.ts';
import { extrapolated } from '../extrapolation.ts';
import { layoutOf, pathsOf, unitDirection } from '../parameters.ts';
import { smooth } from '../test-networks.ts';
import { complexDifference, complexQuotient, complexSteps, prepareComplex } from './complex-step.ts';
import { oneUnit } from './test-complex-step.ts';

/** 2^-266 is below 1e-80. */
const precise = bigFloat(266);

/** A central difference of step 2^-66 in 80 digits: about 1e-40 is cut off, and about 1e-60 rounded. */
const reference = (problem: MlpProblem, direction: Vector): number =>
  precise.toNumber(extrapolated(problem, precise, direction, precise.of(2 ** -66), 2));

const u = 2 ** -53;

const isBounded = (value: number, exact: number, bound: number): boolean => {
  const error = Math.abs(value - exact);
  return Number.isFinite(error) && error <= bound + u * Math.abs(exact);
};

const limits = { layers: 3, width: 3, examples: 2 };

const problems = fc.sample(mlpProblems(everything, { limits }) ?? fc.constantFrom<MlpProblem>(), {
  seed: 11,
  numRuns: 100,
});

const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    values.length >> 1,
  );

describe('random networks of the whole format', () => {
  it('every entry is within its bound, and few are skipped', () => {
    let [count, skippedCount] = [0, 0];
    const relative: number[] = [];
    for (const problem of problems) {
      const { entries, skipped, evaluations } = complexSteps(problem, float64, complexFloat64);
      const paths = pathsOf(problem).map(formatPath);
      expect(entries.length + skipped.length).toBe(paths.length);
      expect(evaluations).toBe(2 + paths.length);
      for (const { path, value, bound } of entries) {
        const exact = reference(problem, unitDirection(paths.length, paths.indexOf(formatPath(path))));
        expect(isBounded(value, exact, bound), JSON.stringify({ problem, path })).toBe(true);
        if (exact !== 0) relative.push(Math.abs(value - exact) / Math.abs(exact));
      }
      count += entries.length;
      skippedCount += skipped.length;
    }
    expect(count).toBeGreaterThan(1000);
    expect(skippedCount).toBeLessThan(count / 10);
    // Nothing is cut off and nothing cancels: the median error is a few units in the last place.
    expect(median(relative)).toBeLessThan(8 * u);
  });

  it('every direction is within its bound', () => {
    let count = 0;
    for (const problem of problems) {
      const prepared = prepareComplex(problem, float64, complexFloat64);
      const direction = Array.from({ length: prepared.layout.size }, (_, i) => (i % 3 === 0 ? -1 : 1));
      const found = complexDifference(prepared, direction);
      if ('reason' in found) continue;
      expect(found.direction).toEqual(direction);
      expect(isBounded(found.quotient, reference(problem, direction), found.bound)).toBe(true);
      count += 1;
    }
    expect(count).toBeGreaterThan(80);
  });
});

const { size } = layoutOf(smooth);

describe('the step', () => {
  it.each([0, 5, 9, size - 1])(
    'cuts off its square: half of it divides the error of entry %d by 4',
    (index) => {
      const direction = unitDirection(size, index);
      const exact = reference(smooth, direction);
      const errors = [4, 5, 6, 7, 8, 9].map((k) =>
        Math.abs(complexQuotient(smooth, complexFloat64, direction, 2 ** -k) - exact),
      );
      // error = c h^2 (1 + d h^2 + ...), as for a central difference; rounding is about 1e-16 of 1e-6.
      const away = errors.slice(1).map((error, k) => Math.abs(at(errors, k) / error / 4 - 1));
      away.slice(1).forEach((value, k) => {
        expect(at(away, k) / value).toBeGreaterThan(3);
        expect(at(away, k) / value).toBeLessThan(5);
      });
      expect(at(away, away.length - 1)).toBeLessThan(0.01);
    },
  );

  it('of 2^-100 gives the same digits as one of 2^-60: nothing is cut off by either', () => {
    for (let index = 0; index < size; index += 1) {
      const direction = unitDirection(size, index);
      const [short, long] = [2 ** -100, 2 ** -60].map((step) =>
        complexQuotient(smooth, complexFloat64, direction, step),
      );
      expect(short).toBe(long);
    }
  });

  it('has a bound thousands of times smaller than a central difference', () => {
    const byDifference = centralDifferences(smooth, float64).entries;
    const byStep = complexSteps(smooth, float64, complexFloat64).entries;
    // The rounding B itself, about 2^-52, against the best of B / h and h^2, B^(2/3): 2^-17. The counts of
    // roundings that are in the one and not in the other make less than a factor of 32.
    const ratio = median(byStep.map(({ bound }, index) => bound / at(byDifference, index).bound));
    expect(ratio).toBeLessThan(2 ** -12);
  });
});

describe('saturation', () => {
  // s(z) - t with z = 40, t = 1 is -1 / (1 + e^40): mpmath 1.3, 60 digits, -4.248354255291588977e-18.
  it('a derivative far below the rounding of what it is the derivative of keeps its digits', () => {
    const problem = oneUnit({ name: 'sigmoid' }, { name: 'log-loss', scale: 1 }, 40, 1, 1);
    const exact = Number('4.248354255291588977e-18');
    const value = complexQuotient(problem, complexFloat64, [0, 1, 0]);
    // ln(1 + e^-z): an exponential, a logarithm and a quotient.
    expect(Math.abs(value + exact) <= 60 * u * exact).toBe(true);
  });

  it.each([30, 36, 36.7, 37, 40, 800])('log-loss at z = %d is within its bound, with either target', (z) => {
    for (const t of [0, 0.5, 1]) {
      const problem = oneUnit({ name: 'sigmoid' }, { name: 'log-loss', scale: 1 }, z, 1, t);
      const { entries, skipped } = complexSteps(problem, float64, complexFloat64);
      expect(skipped).toEqual([]);
      entries.forEach(({ value, bound }, index) => {
        expect(isBounded(value, reference(problem, unitDirection(3, index)), bound)).toBe(true);
        // Fewer than 100 roundings of numbers no larger than z.
        expect(bound).toBeLessThan(100 * u * z);
      });
    }
  });
});
