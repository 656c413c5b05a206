import { describe, expect, it } from 'vitest';
import type { GradientFunction, Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import type { Answer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { ballotOf } from './ballot.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[0.5, -1]], biases: [0.25], activation: { name: 'tanh' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 0.5]],
  targets: [[1]],
};

/** The first implementation with something else instead of its answer. */
const liar = (change: (answer: Answer) => object): readonly Implementation[] => {
  const [first, ...others] = implementations;
  if (first === undefined) throw new Error('no implementation');
  const { name, gradient } = first;
  const changed = (...asked: Parameters<typeof gradient>) => change(gradient(...asked) as Answer);
  return [{ name, gradient: changed as GradientFunction }, ...others];
};

const nobodySilent = () => [];

describe('ballotOf', () => {
  it('names nobody when all agree', () => {
    expect(ballotOf([problem], implementations, nobodySilent)).toEqual({
      outvoted: {},
      fallenSilent: 0,
      broken: 0,
    });
  });

  it('names the voter whose answer differs, and counts the questions', () => {
    const voters = liar((answer) => ({ ...answer, cost: answer.cost + 1 }));
    expect(ballotOf([problem, problem], voters, nobodySilent).outvoted).toEqual({ 'per-weight': 2 });
  });

  it('counts a refusal only where the voter speaks otherwise', () => {
    const voters = liar(() => ({ refused: 'no' }));
    expect(ballotOf([problem], voters, nobodySilent).fallenSilent).toBe(1);
    expect(ballotOf([problem], voters, () => ['per-weight']).fallenSilent).toBe(0);
  });

  it('counts an exception and an answer of another shape as broken', () => {
    const thrower = liar(() => {
      throw new RangeError('expected 2 paths, got 1');
    });
    expect(ballotOf([problem], thrower, nobodySilent)).toMatchObject({
      broken: 1,
      firstBreak: 'expected 2 paths, got 1',
    });
    const bare = liar(({ cost, outputs, gradients }) => ({ cost, outputs, gradients }));
    expect(ballotOf([problem], bare, nobodySilent).broken).toBe(1);
  });
});
