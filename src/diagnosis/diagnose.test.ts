import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrecisionName } from '../bounds/precision.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type ActivationName, everything, type Supports } from '../model/supports.ts';
import { mlpProblems } from '../problems/mlp.ts';
import { diagnose } from './diagnose.ts';
import { separatingProblems } from './separating.ts';
import { plainAnswer, type Round } from './test-plain.ts';
import { planted } from './test-plants.ts';

const withoutMaxout = (names: readonly ActivationName[]) => names.filter((name) => name !== 'maxout');

const dense: Supports = {
  ...everything,
  activations: {
    hidden: withoutMaxout(everything.activations.hidden),
    output: withoutMaxout(everything.activations.output),
  },
};

const drawn = (seed: number, count: number): readonly MlpProblem[] => {
  const problems = mlpProblems(dense);
  if (problems === null) throw new RangeError('no problems');
  return fc.sample(problems, { seed, numRuns: count });
};

type Answer = (problem: MlpProblem) => SubjectAnswer;

const samplesOf = (answer: Answer, problems: readonly MlpProblem[]) =>
  problems.map((problem) => ({ problem, answer: answer(problem) }));

const separating = separatingProblems(dense);

const diagnosed = (answer: Answer, problems: readonly MlpProblem[], name: PrecisionName) =>
  diagnose(samplesOf(answer, [...separating, ...problems]), { precision: name, supports: dense });

type Nested = number | null | undefined | readonly Nested[];

const mapNumbers = (nested: Nested, change: (x: number) => number): Nested => {
  if (typeof nested === 'number') return change(nested);
  return Array.isArray(nested) ? nested.map((inner) => mapNumbers(inner, change)) : nested;
};

/** Every derivative of the parameters changed, the inputs left out. */
const changed = ({ gradients }: SubjectAnswer, change: (x: number) => number): SubjectAnswer => ({
  gradients: {
    weights: mapNumbers(gradients.weights, change) as typeof gradients.weights,
    biases: mapNumbers(gradients.biases, change) as typeof gradients.biases,
  },
});

const formats: readonly (readonly [PrecisionName, Round])[] = [
  ['float64', (x) => x],
  ['float32', Math.fround],
];

describe.each(formats)('in %s', (name, round) => {
  it('names what is planted, alone in 95 of 100 mistakes at 10 problems', () => {
    const problems = drawn(11, 10 - separating.length);
    const outcomes = planted.map(({ id, answer }) => {
      const found = diagnosed((problem) => answer(problem, round), problems, name);
      return { id, causes: found?.causes.map((cause) => cause.id) ?? [] };
    });
    const alone = outcomes.filter(({ causes }) => causes.length === 1);
    console.log(`diagnosis in ${name}: ${alone.length} of ${outcomes.length} mistakes named alone`);
    expect(outcomes.filter(({ id, causes }) => !causes.includes(id))).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(100);
    expect(alone.length / outcomes.length).toBeGreaterThanOrEqual(0.95);
  });

  it('finds no known mistake in unknown faults', () => {
    const problems = drawn(13, 10 - separating.length);
    const unknown = planted.filter((_, index) => index % 3 === 0);
    const named = unknown.flatMap(({ id, answer }) => {
      let count = 0;
      const noisy = (x: number): number => {
        count += 1;
        return round(0.9 * x + 0.001 * Math.sin(count));
      };
      const found = diagnosed((problem) => changed(answer(problem, round), noisy), problems, name);
      return found?.causes.length === 0 ? [] : [{ id, found }];
    });
    expect(named).toEqual([]);
    expect(unknown.length).toBeGreaterThan(30);
  });

  it('says nothing of right answers', () => {
    const problems = drawn(17, 60);
    expect(diagnosed((problem) => plainAnswer(problem, {}, round), problems, name)).toBeUndefined();
  });
});

const subject = { precision: 'float64', supports: dense } as const;

const right: Answer = (problem) => plainAnswer(problem);

const causes = (answer: Answer, name: PrecisionName = 'float64') =>
  diagnosed(answer, drawn(19, 10), name)?.causes.map(({ id, sentence, clause }) => ({
    id,
    sentence,
    clause,
  }));

it('recognises a rational factor of its own for each part and layer', () => {
  expect(causes((problem) => changed(right(problem), (x) => (3 * x) / 7))).toEqual([
    {
      id: 'factor',
      sentence: 'weights and biases are 3/7 x the derivative, in every answer',
      clause: 'LOSS-SCALE',
    },
  ]);
  const inLastLayer: Answer = (problem) => {
    const { gradients } = right(problem);
    const last = problem.layers.length - 1;
    const weights = gradients.weights.map((layer, l) =>
      l === last ? mapNumbers(layer, (x) => -x / 3) : layer,
    );
    return { gradients: { ...gradients, weights: weights as typeof gradients.weights } };
  };
  expect(causes(inLastLayer)).toEqual([
    {
      id: 'factor',
      sentence: 'weights of the last layer are -1/3 x the derivative, in every answer',
      clause: 'GRAD-WEIGHT',
    },
  ]);
});

it('recognises a factor of everything but the penalty', () => {
  const tripled: Answer = (problem) =>
    plainAnswer({ ...problem, loss: { ...problem.loss, scale: 3 * problem.loss.scale } });
  expect(causes(tripled)?.map(({ sentence }) => sentence)).toEqual([
    'weights and biases are 3 x the derivative, inputs are 3 x the derivative apart from the penalty, in every answer',
  ]);
});

it('recognises a lower precision than the one declared', () => {
  expect(causes((problem) => plainAnswer(problem, {}, Math.fround))).toEqual([
    { id: 'precision', sentence: 'you compute in float32, and declare float64', clause: 'AGREEMENT' },
  ]);
});

it('leaves out answers that are not finite', () => {
  const problems = drawn(23, 10);
  const [first] = problems;
  const answer: Answer = (problem) =>
    problem === first ? changed(right(problem), () => Number.NaN) : changed(right(problem), (x) => -x);
  const found = diagnose(samplesOf(answer, problems), subject);
  expect(found).toMatchObject({ answers: 9, leftOut: 1 });
  expect(found?.causes.map(({ id }) => id)).toContain('step-for-gradient');
  const nowhere: Answer = (problem) => changed(right(problem), () => Number.POSITIVE_INFINITY);
  expect(diagnose(samplesOf(nowhere, problems), subject)).toBeUndefined();
});

it('says on which problem the causes would differ that these answers leave open', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[0.5, -0.3]], biases: [0.2], activation: { name: 'identity' } }],
    loss: { name: 'squared-error', scale: 1 },
    inputs: [[0.7, 1.1]],
    targets: [[0.4]],
  };
  const found = diagnose([{ problem, answer: changed(right(problem), (x) => x / 2) }], subject);
  expect(found?.causes.map(({ id }) => id)).toEqual(expect.arrayContaining(['scale-half', 'two-missing']));
  expect(found?.toldApartBy).toBe(
    'a network of elu, tanh, sigmoid, tanh with squared-error, a penalty and 5 examples',
  );
});

it('names no problem outside what the subject supports', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[0.5, -0.3]], biases: [0.2], activation: { name: 'identity' } }],
    loss: { name: 'squared-error', scale: 1 },
    inputs: [[0.7, 1.1]],
    targets: [[0.4]],
  };
  const sigmoids = { hidden: ['sigmoid'], output: ['sigmoid', 'identity'] } as const;
  const samples = [{ problem, answer: changed(right(problem), (x) => x / 2) }];
  const supports: Supports = {
    ...dense,
    activations: sigmoids,
    losses: ['squared-error'],
    penalties: ['none'],
  };
  expect(diagnose(samples, { precision: 'float64', supports })?.toldApartBy).toBe(
    'a network of sigmoid, sigmoid, sigmoid, sigmoid with squared-error and 5 examples',
  );
  const none = { ...supports, losses: [] };
  expect(diagnose(samples, { precision: 'float64', supports: none })?.toldApartBy).toBeUndefined();
});

it('gives one name to mistakes that are the same in everything that the subject supports', () => {
  const two: Supports = { ...dense, maxLayers: 2 };
  const hidden: Answer = (problem) => plainAnswer(problem, { slope: (unit) => (unit.last ? unit.slope : 1) });
  const samples = samplesOf(hidden, separatingProblems(two));
  const ids = (supports: Supports) =>
    diagnose(samples, { precision: 'float64', supports })?.causes.map(({ id }) => id);
  expect(ids(two)).toEqual(['hidden-slope-left-out']);
  expect(ids(dense)).toEqual(['hidden-slope-left-out', 'first-slope-left-out']);
});

it('is not misled by a derivative that is free to choose at a kink', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [
      { weights: [[1], [0.5]], biases: [-1, 0.25], activation: { name: 'relu' } },
      { weights: [[0.5, 0.75]], biases: [0.125], activation: { name: 'identity' } },
    ],
    loss: { name: 'squared-error', scale: 1 },
    inputs: [[1]],
    targets: [[0.25]],
  };
  const at =
    (slope: number): Answer =>
    (asked) =>
      plainAnswer(asked, { slope: (unit) => (unit.name === 'relu' && unit.z === 0 ? slope : unit.slope) });
  for (const slope of [0, 0.5, 1]) expect(diagnose(samplesOf(at(slope), [problem]), subject)).toBeUndefined();
});
