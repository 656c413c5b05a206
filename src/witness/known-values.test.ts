/**
 * Costs and derivatives by mpmath 1.3 at 80 digits: the formulas 1/(1+exp(-z)), exp(z)/sum,
 * alpha (exp(z)-1), -sum t ln y, ln sum exp - y written out over the problems' doubles; the derivatives
 * as (J(x+h) - J(x-h)) / 2h with h = 1e-25, printed to 25 digits, weights first, then biases, inputs.
 */

import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { isWithin } from '../bounds/within.ts';
import { formatPath } from '../model/path.ts';
import { centralDifferences } from './central-difference.ts';
import { costRounding } from './cost-rounding.ts';
import { forward } from './forward.ts';
import { flatten, layoutOf, pathsOf } from './parameters.ts';
import { known } from './test-known-values.ts';

const u = 2 ** -53;

describe.each(known)('$title', ({ problem, cost, derivatives }) => {
  const witness = centralDifferences(problem, float64);

  it('the cost is within its rounding of the value of mpmath', () => {
    const pass = forward(problem, float64);
    const error = Math.abs(pass.cost - cost);
    // The literal rounds once more.
    const bound = costRounding(problem, layoutOf(problem), flatten(problem), pass.trace) + u * Math.abs(cost);
    expect(Number.isFinite(error) && error <= bound, `error ${error}, bound ${bound}`).toBe(true);
  });

  it('every entry is witnessed, in the order of the paths, in two evaluations each', () => {
    expect(witness.skipped).toEqual([]);
    expect(witness.entries.map(({ path }) => path)).toEqual(pathsOf(problem));
    expect(witness.entries).toHaveLength(derivatives.length);
    expect(witness.evaluations).toBe(1 + 2 * derivatives.length);
  });

  it('every central difference is within its bound of the derivative of mpmath', () => {
    const outside = witness.entries.filter(({ value, bound }, index) => {
      const error = Math.abs(value - (derivatives[index] ?? Number.NaN));
      return !(Number.isFinite(error) && error <= bound + u * Math.abs(value));
    });
    expect(outside.map(({ path }) => formatPath(path))).toEqual([]);
  });

  it('an error of 1e-5 of any entry is outside its bound', () => {
    const unseen = witness.entries.filter(({ value, bound }, index) =>
      isWithin((derivatives[index] ?? Number.NaN) * (1 + 1e-5), value, bound),
    );
    expect(unseen.map(({ path }) => formatPath(path))).toEqual([]);
  });
});
