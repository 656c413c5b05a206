import { expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import { referenceOf } from '../soundness/trials/problem-case.ts';
import { boundAnswer } from './bound-answer.ts';
import { type PrecisionName, precision } from './precision.ts';

/** One class against `active` others that are all within the margin. */
const crowded = (active: number, scale: number): MlpProblem => ({
  kind: 'mlp',
  layers: [
    {
      weights: Array.from({ length: active + 1 }, () => [1]),
      biases: null,
      activation: { name: 'identity' },
    },
  ],
  loss: { name: 'hinge', scale },
  inputs: [[1]],
  targets: [[1, ...new Array<number>(active).fill(0)]],
});

const boundAtClass = (active: number, scale: number, name: PrecisionName): number =>
  boundAnswer(crowded(active, scale), referenceOf(crowded(active, scale)), precision(name))
    .deltas[0]?.[0]?.[0] ?? Number.NaN;

/** How far the scale, taken away once for every active margin, is from their product: no number below 1 is met. */
const lost = (active: number, scale: number, round: (x: number) => number): number => {
  const stored = round(scale);
  const taken = Array.from({ length: active }).reduce<number>((sum) => round(sum - stored), 0);
  const exact = -BigInt(active) * BigInt(scale * 2 ** 52);
  return Math.abs(Number(BigInt(taken * 2 ** 52) - exact)) / 2 ** 52;
};

const roundings = [
  ['float64', (x: number) => x],
  ['float32', Math.fround],
] as const;

it.each(roundings)('%s may take the scale away margin by margin, which rounds every time', (name, round) => {
  for (const active of [3, 10, 57, 200]) {
    const error = lost(active, 1.7, round);
    expect(error).toBeLessThanOrEqual(boundAtClass(active, 1.7, name));
    expect(error).toBeGreaterThan(0);
  }
});

it('a power of two is taken away exactly, however often', () => {
  expect(lost(200, 2, Math.fround)).toBe(0);
  expect(boundAtClass(200, 2, 'float32')).toBeLessThan(1e-30);
});
