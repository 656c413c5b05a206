import { expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import type { DenseLayer, MlpProblem } from '../../model/problem.ts';
import { everything, type Supports } from '../../model/supports.ts';
import { plainAnswer } from '../test-plain.ts';
import { diagnoseDropout, dropoutQuestions } from './dropout.ts';

const supports: Supports = {
  ...everything,
  activations: { hidden: ['sigmoid', 'tanh'], output: ['identity', 'sigmoid'] },
  losses: ['squared-error'],
  penalties: ['none'],
};

/**
 * The right answer of a network of two layers some of whose hidden units are multiplied by 0 and the others by a
 * factor: that of the network with those columns of its last weights multiplied, and the columns of its gradient.
 */
const dropped = (problem: MlpProblem, kept: readonly boolean[], factor: number) => {
  const [first, last] = problem.layers as readonly [DenseLayer, DenseLayer];
  const scale = (row: readonly number[]) => row.map((w, unit) => (kept[unit] ? w * factor : 0));
  const thinned = { ...problem, layers: [first, { ...last, weights: last.weights.map(scale) }] };
  const { weights, biases } = plainAnswer(thinned).gradients;
  const [below = [], above = []] = weights as readonly (readonly (readonly number[])[])[];
  return { gradients: { weights: [below, above.map(scale)], biases } };
};

const masks = [3, 1, 2, 3, 0, 1, 2, 3].map((bits) => [(bits & 1) > 0, (bits & 2) > 0]);

const asked = (factor: number, chosen = masks) =>
  dropoutQuestions(supports).map((problem, index) => ({
    problem,
    answer: dropped(problem, chosen[index] ?? [], factor),
  }));

it('is named with the factor of the units that are kept', () => {
  const [cause] = diagnoseDropout(asked(1 / (1 - 0.5)), 'float64')?.causes ?? [];
  expect(cause).toMatchObject({
    id: 'dropout-left-on',
    sentence: 'you drop hidden units at random and multiply the others by 1 / (1 - 0.5): dropout is left on',
    evidence: '4 choices of units to drop give all 8 answers to one question, to within rounding',
  });
  expect(clauseIds.issued).toContain(cause?.clause);
  expect(diagnoseDropout(asked(1), 'float64')?.causes[0]?.sentence).toContain('the others by 1: ');
});

it('is not named where answers stay the same, change by something else, or are not there', () => {
  const same = asked(
    2,
    masks.map(() => [true, false]),
  );
  expect(diagnoseDropout(same, 'float64')).toBeUndefined();
  expect(diagnoseDropout(asked(1.3), 'float64')).toBeUndefined();
  expect(diagnoseDropout([], 'float64')).toBeUndefined();
});

it('asks for small networks of one example only', () => {
  const questions = dropoutQuestions(supports);
  expect(questions).toHaveLength(8);
  expect(questions[0]?.inputs).toHaveLength(1);
  expect(dropoutQuestions({ ...supports, maxLayers: 1 })).toEqual([]);
  expect(dropoutQuestions({ ...supports, fixedShape: [2, 30, 1] })).toEqual([]);
});
