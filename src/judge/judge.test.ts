import { describe, expect, it } from 'vitest';
import type { Claim } from './claim.ts';
import type { Witnessed } from './evidence.ts';
import { judge } from './judge.ts';
import { bound, evidence, exact, noWitness, weightsOf } from './test-evidence.ts';

const agrees: readonly Claim[] = [{ kind: 'agrees', question: 0, part: 'weights' }];

describe('agrees', () => {
  it('accepts an error that equals the bound and refuses the next larger one', () => {
    expect(judge(agrees, [evidence(weightsOf(10.5, 9.5))])).toMatchObject({ judged: 2, wrong: 0 });
    expect(judge(agrees, [evidence(weightsOf(10.500001, 10))])).toMatchObject({ judged: 2, wrong: 1 });
  });

  it('names the entry, both values and the bound', () => {
    const { discrepancies } = judge(agrees, [evidence(weightsOf(10, 7))]);
    expect(discrepancies).toEqual([
      { question: 0, path: ['gradients', 'weights', 0, 0, 1], got: 7, expected: 10, bound: 0.5 },
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('never accepts %d', (value) => {
    expect(judge(agrees, [evidence(weightsOf(10, value))])).toMatchObject({ judged: 2, wrong: 1 });
  });

  it('judges no finite number by an infinite bound, and accepts NaN by none', () => {
    const judgedBy = (weight: number) =>
      judge(agrees, [evidence(weightsOf(10, weight), Number.POSITIVE_INFINITY)]);
    expect(judgedBy(1e300)).toMatchObject({ judged: 0, unbounded: 2, wrong: 0 });
    expect(judgedBy(Number.NaN)).toMatchObject({ judged: 1, unbounded: 1, wrong: 1 });
    expect(judgedBy(Number.POSITIVE_INFINITY)).toMatchObject({ judged: 1, unbounded: 1, wrong: 1 });
  });

  it('counts what the answer leaves out as absent', () => {
    const claims: readonly Claim[] = [{ kind: 'agrees', question: 0, part: 'cost' }];
    expect(judge(claims, [evidence(weightsOf(10, 10))])).toMatchObject({ judged: 0, absent: 1, wrong: 0 });
  });

  it('says which question does not exist', () => {
    expect(() => judge([{ kind: 'agrees', question: 3, part: 'cost' }], [evidence(exact)])).toThrow(
      'no question 3 among 1',
    );
  });
});

describe('identical', () => {
  const same: readonly Claim[] = [{ kind: 'identical', left: 0, right: 1 }];

  const twice = (first: number, second: number, allowed: number) =>
    judge(same, [evidence(weightsOf(10, first), allowed), evidence(weightsOf(10, second), allowed)]);

  it('accepts a difference of the sum of both bounds and refuses the next larger one', () => {
    expect(judge(same, [evidence(exact), evidence(exact)])).toMatchObject({ judged: 7, wrong: 0 });
    expect(twice(10, 10 + 2 ** -48, 2 ** -49)).toMatchObject({ judged: 2, wrong: 0 });
    expect(twice(10, 10 + 3 * 2 ** -49, 2 ** -49)).toMatchObject({ judged: 2, wrong: 1 });
  });

  it('says of what it accepts that it is not the same', () => {
    expect(twice(10, 10 + 2 ** -48, 2 ** -49).repetition).toMatchObject({ way: 'within' });
    expect(twice(10, 10, 2 ** -49).repetition).toBeUndefined();
  });

  it('needs no bound for what is the same, and never accepts NaN', () => {
    expect(twice(10, 10, Number.POSITIVE_INFINITY)).toMatchObject({ judged: 2, wrong: 0, unbounded: 0 });
    expect(twice(10, 11, Number.POSITIVE_INFINITY)).toMatchObject({ judged: 1, wrong: 0, unbounded: 1 });
    expect(twice(Number.NaN, Number.NaN, 0.5)).toMatchObject({ judged: 2, wrong: 1 });
  });
});

describe('witnessed', () => {
  const claim: readonly Claim[] = [{ kind: 'witnessed', question: 0 }];
  const path = ['gradients', 'weights', 0, 0, 0];

  it('adds the bound of the difference to that of the answer', () => {
    const seen: Witnessed = { ...noWitness, entries: [{ path, value: 11, bound: bound(0.5) }] };
    expect(judge(claim, [evidence(weightsOf(10, 10), 0.5, seen)])).toMatchObject({ judged: 1, wrong: 0 });
    expect(judge(claim, [evidence(weightsOf(9.9, 10), 0.5, seen)])).toMatchObject({ judged: 1, wrong: 1 });
  });

  it('counts skipped entries as unbounded', () => {
    const seen: Witnessed = { ...noWitness, skipped: [{ path }] };
    expect(judge(claim, [evidence(exact, 0.5, seen)])).toMatchObject({ judged: 0, unbounded: 1 });
  });

  it('compares the sum along a direction', () => {
    const direction = [
      { path, share: 1 },
      { path: ['gradients', 'weights', 0, 0, 1], share: -1 },
    ];
    const seen: Witnessed = { ...noWitness, directions: [{ direction, value: 0, bound: bound(0.25) }] };
    expect(judge(claim, [evidence(weightsOf(11, 10), 0.5, seen)])).toMatchObject({ judged: 1, wrong: 0 });
    expect(judge(claim, [evidence(weightsOf(11.5, 10), 0.5, seen)])).toMatchObject({ judged: 1, wrong: 1 });
  });
});
