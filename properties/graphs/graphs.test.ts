import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64 } from '../../src/arithmetic/float64.ts';
import { boundGraphAnswer } from '../../src/bounds/graphs/bound-graph-answer.ts';
import { precision } from '../../src/bounds/precision.ts';
import { evaluate, isFailure } from '../../src/conformance/evaluate.ts';
import { basisFor, experts } from '../../src/conformance/evidence.ts';
import { graphKinksOf } from '../../src/conformance/kinks/graph-kinks.ts';
import {
  clips,
  forgetsBranches,
  type Mistake,
  mistaken,
  oneSlotCounts,
  onesForZeros,
  scaledAt,
  seedsTwo,
  turnsRound,
} from '../../src/graphs/test-planted.ts';
import type { Property } from '../../src/judge/property.ts';
import type { GraphProblem } from '../../src/model/graph.ts';
import { operationEntry, operationNames } from '../../src/model/operations.ts';
import { readGraphProblem } from '../../src/model/read-graph.ts';
import { everything, type Supports } from '../../src/model/supports.ts';
import { ownGraphSubjects } from '../../src/subjects/own-graphs.ts';
import type { Reply, Subject } from '../../src/subjects/subject.ts';
import { graphProperties } from './index.ts';

const numRuns = 12;
const seed = 20261122;

const everyGraph: Supports = { ...everything, kinds: ['graph'], ops: operationNames };

const samplesOf = (property: Property) => {
  const samples = property.samples(everyGraph);
  if (samples === null) throw new Error(`${property.id} has no samples among all graphs`);
  return samples;
};

describe.each(ownGraphSubjects().map((subject) => [subject.name, subject] as const))('%s', (_, subject) => {
  for (const property of graphProperties) {
    let judged = 0;
    test.prop([samplesOf(property)], { numRuns, seed })(
      `${property.clause}: ${property.title} [${property.id}]`,
      async (sample) => {
        const evaluation = await evaluate(subject, sample, (problem) =>
          basisFor(subject, problem, experts()),
        );
        if (evaluation.kind === 'skipped' || evaluation.kind === 'saturated') return;
        expect(evaluation).toMatchObject({ kind: 'judged', findings: { discrepancies: [] } });
        if (evaluation.kind === 'judged' && evaluation.findings.judged > 0) judged += 1;
      },
    );

    test(`${property.id} compares numbers in nearly all of its runs`, () => {
      expect(judged).toBeGreaterThanOrEqual(numRuns - 2);
    });
  }
});

/** Answers with a mistake, or in a way of its own. */
const planted = (
  answer: (problem: GraphProblem) => Extract<Reply, { kind: 'answer' }>['answer'],
): Subject => ({
  name: 'planted',
  ours: false,
  precision: 'float64',
  supports: everyGraph,
  ask: async (problem) => {
    if (problem.kind !== 'graph') throw new TypeError('asked for a network');
    return { kind: 'answer', answer: answer(problem), notes: [], changedProblem: false };
  },
  forget: () => {},
  close: async () => {},
});

const making = (mistake: Mistake): Subject => planted((problem) => mistaken(problem, float64, mistake));

/** Answers a little more each time. */
const drifting = (): Subject => {
  let drift = 0;
  return planted((problem) => {
    drift += 2 ** -20;
    const answer = mistaken(problem, float64, () => ({}));
    return { ...answer, value: answer.value + drift };
  });
};

/** One mistake per property, which that property alone must see. */
const mistakes: ReadonlyMap<string, Subject> = new Map([
  ['graph-agreement', making(forgetsBranches)],
  ['graph-scalars', making(oneSlotCounts)],
  ['graph-variables', making(seedsTwo)],
  ['graph-ranks', making(turnsRound('mul'))],
  ...operationNames.map((name) => [`operation-${name}`, making(scaledAt(name, -1))] as const),
  ['graph-purity', drifting()],
  [
    'graph-kinks',
    planted((problem) => {
      const answer = mistaken(problem, float64, () => ({}));
      // Three quarters more than any choice between the two sides allows.
      return { ...answer, gradients: mistaken(problem, float64, scaledAt('mul', 1.75, 0)).gradients };
    }),
  ],
  ['gate-matmul', making(scaledAt('matmul', -1, 1))],
  ['gate-add', making(scaledAt('add', 0.5, 1))],
  ['gate-multiply', making(scaledAt('mul', 2, 0))],
  ['gate-maximum', making(scaledAt('maximum', 0.5))],
  ['gate-slots', making(oneSlotCounts)],
  ['gate-local', making(scaledAt('neg', -1))],
  ['graph-square', making(oneSlotCounts)],
  ['graph-branches', making(forgetsBranches)],
  ['graph-multiple', making(clips)],
  ['graph-seed', making(seedsTwo)],
  ['graph-jacobian', making(scaledAt('slice', 2))],
  ['graph-unreachable', making(onesForZeros)],
  [
    'graph-targets',
    planted((problem) => mistaken(problem, float64, problem.wrt.length > 1 ? seedsTwo : () => ({}))),
  ],
  ['graph-order', making(forgetsBranches)],
  ['graph-transposed', making(turnsRound('transpose'))],
  ['graph-reshaped', making(turnsRound('reshape'))],
  ['fused-sigmoid', making(scaledAt('sigmoid', 2))],
  ['fused-softplus', making(scaledAt('softplus', 2))],
  ['fused-square', making(scaledAt('square', 0.5))],
  ['fused-sub', making(scaledAt('sub', -1, 1))],
  ['fused-div', making(scaledAt('div', -1, 1))],
  ['fused-squared-error', making(scaledAt('squared-error', 0.5))],
  ['fused-dot', making(scaledAt('dot', 2, 0))],
  ['fused-logsumexp', making(scaledAt('logsumexp', 2))],
  ['fused-norm', making(scaledAt('norm', 2))],
]);

describe('every property sees a mistake by itself', () => {
  it.each(graphProperties.map((property) => [property.id, property] as const))('%s', async (id, property) => {
    const subject = mistakes.get(id);
    if (subject === undefined) throw new Error(`${id}: no mistake is planted`);
    let failed = 0;
    for (const sample of fc.sample(samplesOf(property), { seed, numRuns: 30 })) {
      const evaluation = await evaluate(subject, sample, (problem) => basisFor(subject, problem, experts()));
      if (isFailure(evaluation)) failed += 1;
    }
    expect(failed).toBeGreaterThanOrEqual(3);
  });

  it('and none sees one in a subject that makes none', async () => {
    const right = making(() => ({}));
    let judged = 0;
    for (const property of graphProperties) {
      for (const sample of fc.sample(samplesOf(property), { seed: 3, numRuns: 4 })) {
        const evaluation = await evaluate(right, sample, (problem) => basisFor(right, problem, experts()));
        expect(isFailure(evaluation), property.id).toBe(false);
        if (evaluation.kind === 'judged') judged += evaluation.findings.judged;
      }
    }
    expect(judged).toBeGreaterThan(1000);
  });
});

it('every question of every property is a valid problem', () => {
  let asked = 0;
  for (const property of graphProperties) {
    for (const { questions } of fc.sample(samplesOf(property), { seed: 5, numRuns: 6 })) {
      for (const question of questions) {
        const read = readGraphProblem(JSON.parse(JSON.stringify(question)));
        expect(read.ok ? [] : read.defects, property.id).toEqual([]);
        asked += 1;
      }
    }
  }
  expect(asked).toBeGreaterThan(400);
});

/** The operations at whose kinks a choice is fitted to the answer. */
const fittedIn = (problem: GraphProblem): readonly string[] => {
  const { uncertain } = boundGraphAnswer(problem, precision('float64'));
  const names = graphKinksOf(problem, uncertain, []).flatMap(({ sites }) => sites.map(({ node }) => node));
  return problem.nodes.flatMap(({ name, op }) => (names.includes(name) ? [op] : []));
};

// Of a norm at 0 nothing is fitted: what may be taken there is a ball.
it('every operation with a kink is put exactly at it, all but norm, and what it may take is known', () => {
  const samples = graphProperties.find(({ id }) => id === 'graph-kinks')?.samples(everyGraph);
  if (!samples) throw new Error('expected the property graph-kinks, got none');
  const questions = fc.sample(samples, { seed: 1, numRuns: 200 }).flatMap((sample) => sample.questions);
  const fitted = new Set(questions.flatMap((problem) => (problem.kind === 'graph' ? fittedIn(problem) : [])));
  const kinked = operationNames.filter((op) => operationEntry(op).kink !== null && op !== 'norm');
  expect([...fitted].toSorted()).toEqual(kinked.toSorted());
});
