/** What long runs found outside an earlier bound, each in the smallest form that shows it. */

import { describe, expect, it } from 'vitest';
import type { DenseActivation, MlpProblem } from '../model/problem.ts';
import { plainStyle, type Style } from './emulation/style.ts';
import { type Format, formats } from './trials/formats.ts';
import { caseOf } from './trials/problem-case.ts';
import { seeded } from './trials/random.ts';
import { violationOf } from './trials/trial.ts';

const unitsOf = (
  weights: number[][],
  activation: DenseActivation,
  loss: MlpProblem['loss'],
  targets: readonly number[],
): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights, biases: null, activation }],
  loss,
  inputs: [[1]],
  targets: [targets],
});

const violationIn = (problem: MlpProblem, format: Format, changes: Partial<Style>, divisor = 1) => {
  const drawn = { seed: 0, index: 0, family: 'small', formats, styles: 1, random: seeded(0) } as const;
  return violationOf(caseOf(problem, drawn), format, { ...plainStyle, ...changes }, { divisor });
};

describe.each(formats.map((format) => [format.name, format] as const))('in %s', (name, format) => {
  it('a norm may be off by what the contract leaves a square root', () => {
    const norms = Array.from({ length: 100 }, (_, k) =>
      unitsOf([[1 + k / 128]], { name: 'identity' }, { name: 'norm', scale: 1 }, [0]),
    );
    const violated = (divisor: number) =>
      norms.filter(
        (problem) => violationIn(problem, format, { functions: 'inexact' }, divisor) !== undefined,
      );
    expect(violated(1)).toEqual([]);
    // Three roundings, one for each operation, would be a third of the bound.
    expect(violated(3).length).toBeGreaterThan(0);
  });

  it('a full Jacobian may lose a product of probabilities that a division by one of them enlarges', () => {
    // The smallest probability is normal in float16, by a factor 2; its product with another is not.
    const problem = unitsOf(
      [[0], [-2], [-9]],
      { name: 'softmax' },
      { name: 'cross-entropy', scale: 1 },
      [0, 0, 1],
    );
    const style = { jacobian: 'full', loss: 'unfused', underflow: 'flush' } as const;
    expect(violationIn(problem, format, style)).toBeUndefined();
    const lost = violationIn(problem, format, style, 2);
    expect(lost?.path).toBe(name === 'float16' ? 'deltas[0][0][1]' : undefined);
  });
});
