import { describe, expect, it } from 'vitest';
import type { AnswerBounds, Bound } from '../bounds/bound.ts';
import type { SubjectAnswer, TracedAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { addAgreement } from './agreement.ts';
import { agreesWhole } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { tally } from './findings.ts';
import { judge } from './judge.ts';

/** Two layers, the first one of two maxout pieces, the second without biases. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [[1], [2]],
        [[3], [4]],
      ],
      biases: [
        [0, 0],
        [1, 1],
      ],
      activation: { name: 'maxout', pieces: 2 },
    },
    { weights: [[1, 1]], biases: null, activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[1]],
  targets: [[0]],
};

const expected: TracedAnswer = {
  cost: 81,
  outputs: [[9]],
  deltas: [[[18, 18]], [[18]]],
  gradients: {
    weights: [
      [
        [[0], [0]],
        [[18], [18]],
      ],
      [[72, 90]],
    ],
    biases: [
      [
        [0, 0],
        [18, 18],
      ],
      null,
    ],
    inputs: [[126]],
  },
  trace: { preActivations: [[[4, 5]], [[9]]], activations: [[[4, 5]], [[9]]] },
};

// Tests of the judge stand outside the room that may construct bounds.
const b = (value: number) => value as Bound;

const allowed: AnswerBounds = {
  cost: b(1),
  outputs: [[b(1)]],
  deltas: [[[b(1), b(Number.POSITIVE_INFINITY)]], [[b(1)]]],
  gradients: {
    weights: [
      [
        [[b(1)], [b(1)]],
        [[b(1)], [b(Number.POSITIVE_INFINITY)]],
      ],
      [[b(1), b(1)]],
    ],
    biases: [
      [
        [b(1), b(1)],
        [b(1), b(1)],
      ],
      null,
    ],
    inputs: [[b(1)]],
  },
  uncertain: [],
};

const evidenceOf = (answer: SubjectAnswer): Evidence => ({
  problem,
  answer,
  reference: expected,
  bounds: allowed,
  againstReference: allowed,
  witness: () => ({ entries: [], directions: [], skipped: [] }),
});

const answered = (weights: SubjectAnswer['gradients']['weights']): SubjectAnswer => ({
  cost: 81,
  gradients: {
    weights,
    biases: [
      [
        [0, 0],
        [18, 20],
      ],
      null,
    ],
  },
});

const judged = (answer: SubjectAnswer) => judge(agreesWhole(0), [evidenceOf(answer)]);

describe('a whole answer held against the expected one', () => {
  it('counts what is right, wrong, absent and without a finite bound, number by number', () => {
    const {
      judged: held,
      wrong,
      absent,
      unbounded,
    } = judged(
      answered([
        [
          [[0], [0.5]],
          [[18], [7]],
        ],
        [[72, 92]],
      ]),
    );
    // Cost, 6 weights of which one has no finite bound, 4 biases; 1 output, 3 deltas and 1 input are absent.
    expect({ held, wrong, absent, unbounded }).toEqual({ held: 10, wrong: 2, absent: 4, unbounded: 2 });
  });

  it('names the wrong numbers in their order, by paths through pieces and layers', () => {
    const { discrepancies } = judged(
      answered([
        [
          [[0], [0.5]],
          [[18], [7]],
        ],
        [[72, 92]],
      ]),
    );
    expect(discrepancies).toEqual([
      { question: 0, path: ['gradients', 'weights', 1, 0, 1], got: 92, expected: 90, bound: 1 },
      { question: 0, path: ['gradients', 'biases', 0, 1, 1], got: 20, expected: 18, bound: 1 },
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d, even where no bound is finite', (got) => {
    const { wrong } = judged(
      answered([
        [
          [[got], [0]],
          [[18], [got]],
        ],
        [[72, 90]],
      ]),
    );
    expect(wrong).toBe(3);
  });

  it('counts the power of right and wrong numbers alike, part by part', () => {
    const { power } = judged(
      answered([
        [
          [[0], [0.5]],
          [[18], [7]],
        ],
        [[72, 92]],
      ]),
    );
    expect(power).toEqual({
      cost: { exercised: 1, unexercised: 0, exponents: { '-6': 1 }, best: 1 / 81 },
      weights: { exercised: 3, unexercised: 2, exponents: { '-4': 1, '-6': 2 }, best: 1 / 90 },
      biases: { exercised: 2, unexercised: 2, exponents: { '-4': 2 }, best: 1 / 18 },
    });
  });

  it('counts a part that nobody expects as nothing', () => {
    const whole = tally();
    const reference = { ...expected, deltas: undefined } as unknown as TracedAnswer;
    addAgreement({ ...evidenceOf(answered([])), reference }, 0, 'deltas', whole);
    expect(whole.findings()).toMatchObject({ judged: 0, wrong: 0, absent: 0, unbounded: 0, power: {} });
  });
});
