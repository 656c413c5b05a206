/** Orders in 80 digits, where nothing rounds; bounds in float64 against 80 digits. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigFloat } from '../arithmetic/big-float.ts';
import { float64 } from '../arithmetic/float64.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import { mlpProblems } from '../problems/mlp.ts';
import { at } from './at.ts';
import { centralDifferences } from './central-difference.ts';
import { prepare } from './difference.ts';
import { extrapolatedDifference, extrapolatedDifferences } from './extrapolated-difference.ts';
import { cutOff, extrapolated, type Order } from './extrapolation.ts';
import { layoutOf, pathsOf, unitDirection } from './parameters.ts';
import { smooth } from './test-networks.ts';

/** 2^-266 is below 1e-80. */
const precise = bigFloat(266);

/** A central difference of step 2^-66 in 80 digits: about 1e-40 is cut off, and about 1e-60 rounded. */
const reference = (problem: MlpProblem, direction: Vector) =>
  extrapolated(problem, precise, direction, precise.of(2 ** -66), 2);

/** |difference - derivative| at a step, in 80 digits, as a double. */
const errorAt = (problem: MlpProblem, direction: Vector, step: number, order: Order): number => {
  const found = extrapolated(problem, precise, direction, precise.of(step), order);
  return Math.abs(precise.toNumber(precise.sub(found, reference(problem, direction))));
};

const { size } = layoutOf(smooth);

describe.each([
  [2, 4],
  [4, 16],
  [6, 64],
] as const)('order %d', (order, factor) => {
  it.each([0, 5, 9, size - 1])(`half the step divides the error of entry %d by ${factor}`, (index) => {
    const direction = unitDirection(size, index);
    const errors = [3, 4, 5, 6, 7, 8].map((k) => errorAt(smooth, direction, 2 ** -k, order));
    // error = c h^n (1 + d h^2 + ...): the ratio is 2^n (1 + 3/4 d h^2 + ...), nearer by 4 at every halving.
    const away = errors.slice(1).map((error, k) => Math.abs(at(errors, k) / error / factor - 1));
    away.slice(1).forEach((value, k) => {
      expect(at(away, k) / value).toBeGreaterThan(3);
      expect(at(away, k) / value).toBeLessThan(5);
    });
    expect(at(away, away.length - 1)).toBeLessThan(0.01);
  });

  it('leaves of a polynomial the powers worked out by hand, no more than is proven', () => {
    const problem: MlpProblem = {
      kind: 'mlp',
      layers: [1, 1, 1, 1].map((w) => ({ weights: [[w]], biases: null, activation: { name: 'identity' } })),
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[1]],
      targets: [[0]],
    };
    // J = ((1 + s)^4)^2 = (1 + s)^8 along the four weights: coefficients C(8, k).
    const direction = [1, 1, 1, 1, 0];
    const step = 2 ** -4;
    const coefficients = [1, 8, 28, 56, 70, 56, 28, 8, 1];
    // Odd coefficients beyond the first, as they stand in a difference, combined by hand:
    // c_k h^(k-1) times sum of weights 4^(-i (k-1)/2).
    const left: Record<Order, number> = {
      2: 56 * step ** 2 + 56 * step ** 4 + 8 * step ** 6,
      4: 56 * step ** 4 * ((4 / 16 - 1) / 3) + 8 * step ** 6 * ((4 / 64 - 1) / 3),
      6: 8 * step ** 6 * ((64 / 4096 - 20 / 64 + 1) / 45),
    };
    const found = precise.toNumber(
      precise.sub(extrapolated(problem, precise, direction, precise.of(step), order), precise.of(8)),
    );
    expect(Math.abs(found - left[order]) <= 8 * 2 ** -53 * Math.abs(left[order])).toBe(true);
    // For order 6 the next coefficient is the last odd one and constant: the cut is exactly the bound.
    const cut = cutOff(order, at(coefficients, order + 1), step);
    if (order === 6) expect(cut).toBe(left[6]);
    else expect(Math.abs(left[order])).toBeGreaterThan(cut * 0.9);
  });
});

const limits = { layers: 3, width: 3, examples: 2 };
const problems = fc.sample(mlpProblems(everything, { limits }) ?? fc.constantFrom<MlpProblem>(), {
  seed: 7,
  numRuns: 40,
});

const ulp = 2 ** -53;
const isBounded = (value: number, exact: number, bound: number): boolean => {
  const error = Math.abs(value - exact);
  return Number.isFinite(error) && error <= bound + ulp * Math.abs(exact);
};

const referenceAlong = (problem: MlpProblem, direction: Vector): number =>
  precise.toNumber(reference(problem, direction));

const median = (values: readonly number[]): number =>
  at(
    values.toSorted((a, b) => a - b),
    values.length >> 1,
  );

describe.each([4, 6] as const)('order %d in float64', (order) => {
  it('every entry of random networks is within its bound, and few are skipped', () => {
    let [count, skippedCount] = [0, 0];
    for (const problem of problems) {
      const { entries, skipped, evaluations } = extrapolatedDifferences(problem, float64, order);
      expect(evaluations).toBe(1 + order * entries.length);
      const paths = pathsOf(problem).map(formatPath);
      for (const { path, value, bound } of entries) {
        const direction = unitDirection(paths.length, paths.indexOf(formatPath(path)));
        const exact = referenceAlong(problem, direction);
        expect(isBounded(value, exact, bound), JSON.stringify({ problem, path })).toBe(true);
      }
      count += entries.length;
      skippedCount += skipped.length;
    }
    expect(count).toBeGreaterThan(400);
    expect(skippedCount).toBeLessThan(count / 10);
  });

  it('every direction is within its bound', () => {
    let count = 0;
    for (const problem of problems) {
      const prepared = prepare(problem, float64);
      const direction = Array.from({ length: prepared.layout.size }, (_, index) =>
        index % 3 === 0 ? -1 : 1,
      );
      const found = extrapolatedDifference(prepared, direction, order);
      if ('reason' in found) continue;
      const exact = referenceAlong(problem, found.direction);
      expect(isBounded(found.quotient, exact, found.bound), JSON.stringify(problem)).toBe(true);
      count += 1;
    }
    expect(count).toBeGreaterThan(30);
  });

  it('the bound is as much smaller than that of the central difference as the order promises', () => {
    const single = centralDifferences(smooth, float64).entries;
    const combined = extrapolatedDifferences(smooth, float64, order).entries;
    const ratio = median(combined.map(({ bound }, index) => bound / at(single, index).bound));
    // The best of rounding B / h and cut h^n is B^(n / (n + 1)); B is about 2^-52, and the derivatives of
    // this network make less than a factor of 8.
    expect(ratio).toBeLessThan(8 * 2 ** (-52 * (order / (order + 1) - 2 / 3)));
  });
});
