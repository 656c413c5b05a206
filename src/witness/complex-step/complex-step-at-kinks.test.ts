import { describe, expect, it } from 'vitest';
import { complexFloat64 } from '../../arithmetic/complex.ts';
import { float64 } from '../../arithmetic/float64.ts';
import { formatPath } from '../../model/path.ts';
import type { Loss } from '../../model/problem.ts';
import { complexDifference, complexSteps, prepareComplex } from './complex-step.ts';
import { oneUnit } from './test-complex-step.ts';

describe('kinks', () => {
  const squared: Loss = { name: 'squared-error', scale: 1 };

  it.each([
    ['relu', { name: 'relu' }],
    ['leaky-relu', { name: 'leaky-relu', alpha: 0.25 }],
    ['elu', { name: 'elu', alpha: 1 }],
  ] as const)('a unit of %s with z = 0 is skipped with its site, where it moves', (_, activation) => {
    // z = 0 x + 0: x moves nothing, w and b do.
    const { entries, skipped } = complexSteps(oneUnit(activation, squared, 0, 1, 1), float64, complexFloat64);
    expect(entries.map(({ path, value }) => [formatPath(path), value])).toEqual([
      ['gradients.inputs[0][0]', 0],
    ]);
    expect(skipped.map(({ path, ...obstacle }) => [formatPath(path), obstacle])).toEqual(
      ['gradients.weights[0][0][0]', 'gradients.biases[0][0]'].map((path) => [
        path,
        { reason: 'kink', site: { kind: 'activation', layer: 0, example: 0, unit: 0 } },
      ]),
    );
  });

  it('a unit as near to its kink as float64 can tell is not skipped', () => {
    const problem = oneUnit({ name: 'relu' }, squared, 1, 2 ** -40, 1);
    const { entries, skipped } = complexSteps(problem, float64, complexFloat64);
    expect(skipped).toEqual([]);
    // J = (x w + b - 1)^2, by hand.
    const slope = 2 * (2 ** -40 - 1);
    expect(entries.map(({ value }) => value)).toEqual([slope * 2 ** -40, slope, slope]);
  });

  it('a margin of 0 and a norm of 0 are skipped', () => {
    const identity = { name: 'identity' } as const;
    const { skipped } = complexSteps(
      oneUnit(identity, { name: 'norm', scale: 1 }, 1, 1, 1),
      float64,
      complexFloat64,
    );
    expect(skipped.map((each) => each.reason)).toEqual(['kink', 'kink', 'kink']);
  });

  it('a comparison that comes out otherwise in the complex pass is undecided', () => {
    const problem = oneUnit({ name: 'relu' }, squared, 1, 1, 0);
    const prepared = prepareComplex(problem, float64, complexFloat64);
    const decisions = prepared.decisions.map((decision) => !decision);
    expect(complexDifference({ ...prepared, decisions }, [1, 0, 0])).toEqual({ reason: 'undecided' });
    expect(complexDifference(prepared, [1, 0, 0])).toMatchObject({ quotient: 2 });
  });
});
