import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import { mlpProblemsAtKinks } from '../../problems/kinks.ts';
import { atZero, foreign, judged, solve } from './test-kinks.ts';

const float32: Arithmetic<number> = {
  name: 'float32',
  of: Math.fround,
  toNumber: (value) => value,
  add: (left, right) => Math.fround(left + right),
  sub: (left, right) => Math.fround(left - right),
  mul: (left, right) => Math.fround(left * right),
  div: (left, right) => Math.fround(left / right),
  neg: (value) => -value,
  compare: (left, right) => left - right,
  exp: (value) => Math.fround(Math.exp(value)),
  expm1: (value) => Math.fround(Math.expm1(value)),
  log: (value) => Math.fround(Math.log(value)),
  sqrt: (value) => Math.fround(Math.sqrt(value)),
  tanh: (value) => Math.fround(Math.tanh(value)),
};

const generated = (): readonly MlpProblem[] => {
  const arbitrary = mlpProblemsAtKinks(everything);
  if (arbitrary === null) throw new Error('the whole format has no kinks');
  return fc.sample(arbitrary, { seed: 20261122, numRuns: 60 });
};

describe.each([
  ['float64', float64],
  ['float32', float32],
] as const)('generated problems in %s', (name, arithmetic) => {
  it.each([
    ['a third everywhere', () => 1 / 3],
    ['another one at each kink', (example: number, unit: number) => ((7 * example + 3 * unit) % 5) / 4],
    [
      'something odd at each kink',
      (example: number, unit: number) => Math.abs(Math.sin(example + 2 * unit + 1)),
    ],
  ])('%s is never refused, and mostly explained', async (_, weight) => {
    let fitted = 0;
    for (const question of generated()) {
      const subject = foreign((asked) => solve(asked, atZero(asked, weight, arithmetic), arithmetic), name);
      const { failed, kinks } = await judged(subject, question);
      expect(failed, JSON.stringify(question)).toBe(false);
      if (kinks[0]?.by === 'fitted') fitted += 1;
    }
    // The others have no visible kink (alpha 1), more kinks than are fitted, or a norm of 0.
    expect(fitted).toBeGreaterThan(40);
  });
});
