import { describe, expect, it } from 'vitest';
import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import type { SubjectAnswer, TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Claim } from './claim.ts';
import type { Evidence, Witnessed } from './evidence.ts';
import { judge } from './judge.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[2, 3]], biases: null, activation: { name: 'identity' } }],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1, 1]],
  targets: [[0]],
};

const exact: TracedAnswer = {
  cost: 25,
  outputs: [[5]],
  deltas: [[[10]]],
  gradients: { weights: [[[10, 10]]], biases: [null], inputs: [[20, 30]] },
  trace: { preActivations: [[[5]]], activations: [[[5]]] },
};

// Tests of the judge stand outside the room that may construct bounds.
const bound = (value: number) => value as Bound;

const bounds = (value: number): AnswerBounds => ({
  cost: bound(value),
  outputs: [[bound(value)]],
  deltas: [[[bound(value)]]],
  gradients: {
    weights: [[[bound(value), bound(value)]]],
    biases: [null],
    inputs: [[bound(value), bound(value)]],
  },
  uncertain: [],
});

const noWitness: Witnessed = { entries: [], directions: [], skipped: [] };

const evidence = (answer: SubjectAnswer, allowed = 0.5, witnessed = noWitness): Evidence => ({
  problem,
  answer,
  reference: exact,
  bounds: bounds(allowed),
  againstReference: bounds(allowed),
  witness: () => witnessed,
});

const weightsOf = (left: number, right: number): SubjectAnswer => ({
  gradients: { weights: [[[left, right]]], biases: [null] },
});

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

describe('equation', () => {
  const sum: Claim = {
    kind: 'equation',
    terms: [
      { question: 0, coefficient: 1, path: ['gradients', 'weights', 0, 0, 0] },
      { question: 0, coefficient: -2, path: ['gradients', 'weights', 0, 0, 1] },
    ],
    equals: -10,
    states: 'first minus twice the second',
  };

  it('allows the bounds of its terms, each times its coefficient', () => {
    expect(judge([sum], [evidence(weightsOf(10, 10))])).toMatchObject({ judged: 1, wrong: 0 });
    // |1| * 0.5 + |-2| * 0.5 = 1.5
    expect(judge([sum], [evidence(weightsOf(11.5, 10))])).toMatchObject({ wrong: 0 });
    expect(judge([sum], [evidence(weightsOf(11.6, 10))])).toMatchObject({ wrong: 1 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d, which no finite bound allows', (value) => {
    expect(judge([sum], [evidence(weightsOf(value, 10))])).toMatchObject({ judged: 1, wrong: 1 });
    expect(judge([sum], [evidence(weightsOf(value, 10), Number.POSITIVE_INFINITY)])).toMatchObject({
      unbounded: 1,
      wrong: 0,
    });
  });

  it('is not judged where finite numbers add up to more than the largest one', () => {
    expect(judge([sum], [evidence(weightsOf(10, -Number.MAX_VALUE))])).toMatchObject({
      unbounded: 1,
      wrong: 0,
    });
  });

  it('is not judged when an entry is absent', () => {
    const claim: Claim = { ...sum, terms: [{ question: 0, coefficient: 1, path: ['cost'] }, ...sum.terms] };
    expect(judge([claim], [evidence(weightsOf(10, 10))])).toMatchObject({ judged: 0, absent: 1 });
  });
});

describe('a term that is a product', () => {
  const first = ['gradients', 'weights', 0, 0, 0];
  const second = ['gradients', 'weights', 0, 0, 1];
  const product: Claim = {
    kind: 'equation',
    terms: [{ question: 0, coefficient: 1, path: first, times: { question: 0, path: second } }],
    equals: 100,
    states: 'the product of both',
  };

  it('allows each factor its bound at the size of the other, and both bounds together', () => {
    // 10 * 0.5 + 10 * 0.5 + 0.5 * 0.5 at 10 x 10, and 10.5 * 0.5 twice more 0.25 at 10.5 x 10.5.
    expect(judge([product], [evidence(weightsOf(10.5, 10.5))])).toMatchObject({ judged: 1, wrong: 0 });
    // 11 * 10.5 = 115.5 is off by 15.5 and 11 * 0.5 + 10.5 * 0.5 + 0.25 = 11 is allowed.
    expect(judge([product], [evidence(weightsOf(11, 10.5))])).toMatchObject({ judged: 1, wrong: 1 });
  });

  it('is not judged when either factor is absent or has no finite bound', () => {
    const [term] = product.terms;
    const withCost = { ...term, times: { question: 0, path: ['cost'] } };
    const answer = weightsOf(10, 10);
    expect(judge([{ ...product, terms: [withCost] }], [evidence(answer)])).toMatchObject({ absent: 1 });
    expect(judge([product], [evidence(answer, Number.POSITIVE_INFINITY)])).toMatchObject({ unbounded: 1 });
  });
});

describe('inequality', () => {
  const ahead: Claim = {
    kind: 'inequality',
    terms: [
      { question: 0, coefficient: 1, path: ['gradients', 'weights', 0, 0, 0] },
      { question: 0, coefficient: -1, path: ['gradients', 'weights', 0, 0, 1] },
    ],
    atLeast: 3,
    states: 'first minus second',
  };

  it('accepts whatever is larger, and falls short by the bounds of its terms at most', () => {
    expect(judge([ahead], [evidence(weightsOf(1e6, 0))])).toMatchObject({ judged: 1, wrong: 0 });
    // 0.5 + 0.5 are allowed.
    expect(judge([ahead], [evidence(weightsOf(2, 0))])).toMatchObject({ wrong: 0 });
    expect(judge([ahead], [evidence(weightsOf(1.9, 0))])).toMatchObject({
      wrong: 1,
      discrepancies: [{ got: 1.9, expected: 3, relation: 'first minus second' }],
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('never accepts %d', (value) => {
    expect(judge([ahead], [evidence(weightsOf(value, 0))])).toMatchObject({ wrong: 1 });
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
