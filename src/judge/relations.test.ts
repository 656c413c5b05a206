import { describe, expect, it } from 'vitest';
import type { Claim } from './claim.ts';
import { judge } from './judge.ts';
import { evidence, weightsOf } from './test-evidence.ts';

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
