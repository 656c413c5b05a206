import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { PrecisionName } from '../../bounds/precision.ts';
import { implementations } from '../../gradients/registry.ts';
import { agreesWhole } from '../../judge/claim.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import { networkOf } from '../../model/any-kind.ts';
import { at } from '../../model/at.ts';
import type { Conventions } from '../../model/conventions.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import { expectedAnswer } from '../../problems/fixture-values.ts';
import { gradientFixtures } from '../../problems/fixtures.ts';
import { mlpProblemsAtKinks } from '../../problems/kinks.ts';
import type { Subject } from '../../subjects/subject.ts';
import { checkFixture } from '../check-fixture.ts';
import { evaluate, isFailure } from '../evaluate.ts';
import { basisFor, experts } from '../evidence.ts';

/** Somebody else's network: answers as told. */
const foreign = (
  answer: (problem: MlpProblem) => Answer,
  precision: PrecisionName = 'float64',
  conventions: Conventions = {},
): Subject => ({
  name: 'foreign',
  ours: false,
  precision,
  conventions,
  supports: everything,
  ask: async (problem) => ({
    kind: 'answer',
    answer: answer(networkOf(problem)),
    notes: [],
    changedProblem: false,
  }),
  forget: () => {},
  close: async () => {},
});

const solve = (
  problem: MlpProblem,
  choice?: KinkChoice,
  arithmetic: Arithmetic<number> = float64,
): Answer => {
  const attempt = at(implementations, 1).gradient(problem, arithmetic, choice);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

/** Takes `weight` of the way from the one side to the other wherever z is exactly 0. */
const atZero =
  (
    problem: MlpProblem,
    weight: (example: number, unit: number, layer: number) => number,
    arithmetic: Arithmetic<number> = float64,
  ): KinkChoice =>
  (site) => {
    if (site.kind !== 'activation') return undefined;
    const { layer, example, unit } = site;
    const z = solve(problem, undefined, arithmetic).trace?.preActivations[layer]?.[example]?.[unit];
    if (z !== 0) return undefined;
    const { activation } = at(problem.layers, layer);
    const low = 'alpha' in activation ? activation.alpha : 0;
    return low + weight(example, unit, layer) * (1 - low);
  };

const judged = async (subject: Subject, problem: MlpProblem) => {
  const knowledge = experts();
  const sample = { questions: [problem], claims: agreesWhole(0) };
  const evaluation = await evaluate(subject, sample, (question) => basisFor(subject, question, knowledge));
  if (evaluation.kind !== 'judged') throw new Error(`not judged: ${evaluation.kind}`);
  return { ...evaluation, failed: isFailure(evaluation) };
};

/** Two relu units exactly at 0 for the first input, one of them for the second. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [1, -1],
        [1, 1],
      ],
      biases: [0, -2],
      activation: { name: 'relu' },
    },
    { weights: [[3, 2]], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [
    [1, 1],
    [2, 2],
  ],
  targets: [[0], [4]],
};

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

const float32: Arithmetic<number> = {
  name: 'float32',
  of: Math.fround,
  toNumber: (value) => value,
  add: (left, right) => Math.fround(left + right),
  sub: (left, right) => Math.fround(left - right),
  mul: (left, right) => Math.fround(left * right),
  div: (left, right) => Math.fround(left / right),
  neg: (value) => -value,
  compare: (left, right) => left - right,
  exp: (value) => Math.fround(Math.exp(value)),
  expm1: (value) => Math.fround(Math.expm1(value)),
  log: (value) => Math.fround(Math.log(value)),
  sqrt: (value) => Math.fround(Math.sqrt(value)),
  tanh: (value) => Math.fround(Math.tanh(value)),
};

const generated = (): readonly MlpProblem[] => {
  const arbitrary = mlpProblemsAtKinks(everything);
  if (arbitrary === null) throw new Error('the whole format has no kinks');
  return fc.sample(arbitrary, { seed: 20261122, numRuns: 60 });
};

describe.each([
  ['float64', float64],
  ['float32', float32],
] as const)('generated problems in %s', (name, arithmetic) => {
  it.each([
    ['a third everywhere', () => 1 / 3],
    ['another one at each kink', (example: number, unit: number) => ((7 * example + 3 * unit) % 5) / 4],
    [
      'something odd at each kink',
      (example: number, unit: number) => Math.abs(Math.sin(example + 2 * unit + 1)),
    ],
  ])('%s is never refused, and mostly explained', async (_, weight) => {
    let fitted = 0;
    for (const question of generated()) {
      const subject = foreign((asked) => solve(asked, atZero(asked, weight, arithmetic), arithmetic), name);
      const { failed, kinks } = await judged(subject, question);
      expect(failed, JSON.stringify(question)).toBe(false);
      if (kinks[0]?.by === 'fitted') fitted += 1;
    }
    // The others have no visible kink (alpha 1), more kinks than are fitted, or a norm of 0.
    expect(fitted).toBeGreaterThan(40);
  });
});
