import { describe, expect, it } from 'vitest';
import type { Conventions } from '../../model/conventions.ts';
import { expectedAnswer } from '../../problems/fixture-values.ts';
import { gradientFixtures } from '../../problems/fixtures.ts';
import { checkFixture } from '../check-fixture.ts';
import { basisFor, experts } from '../evidence.ts';
import { atZero, foreign, judged, problem, solve } from './test-kinks.ts';

const takes = (weight: (example: number, unit: number) => number, conventions: Conventions = {}) =>
  judged(
    foreign((question) => solve(question, atZero(question, weight)), 'float64', conventions),
    problem,
  );

describe('one derivative at 0', () => {
  it.each([
    [0, '0'],
    [0.5, '0.5'],
    [1, '1'],
    [0.3, '0.3'],
    [1 / 3, '0.333333'],
  ])('%d is right, and seen', async (slope, seen) => {
    expect(await takes(() => slope)).toMatchObject({
      failed: false,
      kinks: [{ by: 'fitted', seen: { 'relu-derivative-at-0': seen } }],
    });
  });

  it.each([2, 1 + 1e-9, -1e-9, -1])('%d is refused', async (slope) => {
    expect(await takes(() => slope)).toMatchObject({ failed: true, kinks: [{ seen: {} }] });
  });
});

describe('another derivative from place to place', () => {
  it('is right, and said to vary', async () => {
    const seen = { 'relu-derivative-at-0': 'not the same at every kink' };
    expect(await takes((_, unit) => unit)).toMatchObject({ failed: false, kinks: [{ by: 'fitted', seen }] });
    const found = await takes((example, unit) => 0.1 + 0.3 * unit + 0.2 * example);
    expect(found).toMatchObject({ failed: false, kinks: [{ by: 'fitted', seen }] });
  });

  it('is refused where a single one is outside', async () => {
    expect((await takes((example, unit) => (example === 1 && unit === 0 ? 1.5 : 1))).failed).toBe(true);
  });

  it('is refused inside one answer: weights and biases have the same', async () => {
    const torn = foreign((question) => {
      const [low, high] = [0, 1].map((slope) =>
        solve(
          question,
          atZero(question, () => slope),
        ),
      );
      if (low === undefined || high === undefined) throw new Error('no answers');
      return { ...low, gradients: { ...low.gradients, biases: high.gradients.biases } };
    });
    expect(await judged(torn, problem)).toMatchObject({ failed: true, kinks: [{ by: 'outside' }] });
  });
});

describe('a declared derivative', () => {
  it.each([0, 0.25, 1])('%d is kept', async (slope) => {
    expect((await takes(() => slope, { 'relu-derivative-at-0': slope })).failed).toBe(false);
  });

  it.each([
    [0, 1],
    [0.25, 0.5],
    [1, 2],
  ])('is contradicted by taking %d where %d is declared', async (slope, declared) => {
    const found = await takes(() => slope, { 'relu-derivative-at-0': declared });
    expect(found).toMatchObject({
      failed: true,
      findings: { wrong: 0 },
      kinks: [
        { contradiction: `relu-derivative-at-0 is declared ${declared}, but what is taken is ${slope}` },
      ],
    });
  });
});

it('an error away from the kink is no matter of the kink', async () => {
  const wrong = foreign((question) => {
    const answer = solve(question);
    return { ...answer, cost: answer.cost * (1 + 1e-12) };
  });
  expect(await judged(wrong, problem)).toMatchObject({ failed: true, findings: { wrong: 1 } });
});

describe('the other conventions of a worked example', () => {
  const examples = gradientFixtures().flatMap((fixture) =>
    (fixture.alternatives ?? []).map(
      (alternative) => [fixture.id, JSON.stringify(alternative.conventions), fixture, alternative] as const,
    ),
  );

  it.each(examples)('%s with %s conforms by its exact values', async (_, __, fixture, alternative) => {
    const { gradients, deltas } = alternative.exact;
    const others = { ...fixture.expectation.exact, gradients, deltas };
    const answer = expectedAnswer({ ...fixture, expectation: { exact: others } });
    const subject = foreign(() => answer, 'float64', alternative.conventions);
    const knowledge = experts();
    const verdict = await checkFixture(fixture, subject, (question) =>
      basisFor(subject, question, knowledge),
    );
    expect(verdict).toMatchObject({ verdict: 'conforms', kinks: { fitted: 1, outside: 0 } });
  });
});
