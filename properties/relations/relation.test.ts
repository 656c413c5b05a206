import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionsWithin } from '../../src/conformance/verify.ts';
import type { Sample } from '../../src/judge/property.ts';
import { networkOf } from '../../src/model/any-kind.ts';
import { readProblem } from '../../src/model/read-problem.ts';
import { everything, type Supports } from '../../src/model/supports.ts';
import { isSmooth } from '../kink-classes.ts';
import { relations } from './index.ts';

const numRuns = 40;

const relationNamed = (id: string): (typeof relations)[number] => {
  const found = relations.find((relation) => relation.id === id);
  if (found === undefined) throw new Error(`no relation ${id}`);
  return found;
};

const samplesOf = (id: string): readonly Sample[] => {
  const samples = relationNamed(id).samples(everything);
  if (samples === null) throw new Error(`${id} has no samples in the whole format`);
  return fc.sample(samples, { seed: 20261122, numRuns });
};

/** Weights, biases, inputs and targets. */
const numbersOf = ({ questions }: Sample): readonly number[] =>
  questions.flatMap((question) => {
    const { layers, inputs, targets } = networkOf(question);
    const all: readonly unknown[] = [layers.map(({ weights, biases }) => [weights, biases]), inputs, targets];
    return all.flat(6).filter((value) => typeof value === 'number');
  });

/** Relations that add or multiply numbers of the drawn problem, other than by a power of two. */
const adding = [
  'affine-in-targets',
  'adjoint',
  'softmax-shift',
  'logit-shift',
  'target-translation',
  'label-flip',
  'two-class-softmax',
  'sigmoid-complement',
  'two-unit-softmax',
  'affine-collapse',
  'always-active',
  'always-inactive',
  'leaky-as-relu',
  'relu-as-maxout',
  'bias-as-weight',
  'input-translation',
  'convex-in-last-layer',
  'convex-in-logits',
  'hessian-symmetry',
  'line-integral',
];

it.each(adding)('%s rewrites problems without rounding: its numbers are short binary fractions', (id) => {
  const numbers = samplesOf(id).flatMap(numbersOf);
  expect(numbers.length).toBeGreaterThan(10 * numRuns);
  // 2^-12 at most 2^9 large: nothing that a sum or product of a few of them could lose a digit of.
  expect(numbers.filter((value) => !Number.isInteger(value * 2 ** 12) || Math.abs(value) > 2 ** 9)).toEqual(
    [],
  );
});

it.each(['leaky-as-relu', 'relu-as-maxout'])('%s keeps away from kinks, where its two sides differ', (id) => {
  for (const precision of ['float64', 'float32', 'bfloat16'] as const) {
    const samples = relationNamed(id).samples(everything, precision);
    if (samples === null) throw new Error(`${id} has no samples`);
    const drawn = fc.sample(samples, { seed: 20261122, numRuns }).map(({ questions: [problem] }) => problem);
    expect(drawn.filter((problem) => problem && isSmooth(precision)(networkOf(problem)))).toHaveLength(
      numRuns,
    );
  }
});

it('every question of every relation is a valid problem', () => {
  let asked = 0;
  for (const { id } of relations) {
    for (const { questions } of samplesOf(id)) {
      asked += questions.length;
      for (const question of questions) expect(readProblem(question), id).toMatchObject({ ok: true });
    }
  }
  expect(asked).toBeGreaterThan(2 * numRuns * relations.length * 0.75);
});

describe('what is outside a claim', () => {
  const narrowed: readonly (readonly [string, string, Supports])[] = [
    ['unit-split', 'a fixed shape', { ...everything, fixedShape: [2, 2, 1] }],
    ['inserted-identity', 'a fixed shape', { ...everything, fixedShape: [2, 2, 1] }],
    ['inserted-identity', 'two layers at most', { ...everything, maxLayers: 2 }],
    ['unit-split', 'one unit at most', { ...everything, maxWidth: 1 }],
    ['batch-twice', 'one example at most', { ...everything, maxExamples: 1 }],
    ['sigmoid-complement', 'a layer without biases', { ...everything, maxLayers: 1 }],
    ['always-active', 'no identity', withHidden(['relu', 'elu'])],
    ['leaky-as-relu', 'no relu', withHidden(['leaky-relu'])],
    ['relu-as-maxout', 'no maxout', withHidden(['relu', 'leaky-relu'])],
    ['two-class-softmax', 'no cross-entropy', { ...everything, losses: ['log-loss'] }],
  ];

  it.each(narrowed)('%s has no samples for a subject with %s', (id, _, supports) => {
    expect(relationNamed(id).samples(supports)).toBeNull();
  });

  it('a subject of one fixed shape still has most relations', () => {
    const left = relations.filter(
      ({ samples }) => samples({ ...everything, fixedShape: [2, 3, 2] }) !== null,
    );
    expect(left.length).toBeGreaterThanOrEqual(35);
  });
});

function withHidden(hidden: Supports['activations']['hidden']): Supports {
  return { ...everything, activations: { ...everything.activations, hidden } };
}

it('a run takes two fifths of its samples per property from a relation', () => {
  const options = { seed: 1, runs: 100, shrink: false };
  for (const relation of relations) expect(optionsWithin(relation, options, {}).runs).toBe(40);
});
