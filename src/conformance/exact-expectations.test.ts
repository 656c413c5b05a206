import { expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { ownSubjects } from '../subjects/own.ts';
import { withExactExpectations } from './exact-expectations.ts';

const [own] = ownSubjects();
if (own === undefined) throw new Error('no subject');
const foreign = { ...own, name: 'theirs', ours: false };

/** The output is one sum of two doubles: what float64 makes of it is the double nearest to it. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [{ weights: [[0.1, 0.7]], biases: [0], activation: { name: 'relu' } }],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 1]],
  targets: [[0]],
};

const wrong = (expected: number, change: Partial<Discrepancy> = {}): Discrepancy => ({
  question: 0,
  path: ['outputs', 0, 0],
  got: 1.5,
  expected,
  bound: 1e-15,
  ...change,
});

const expectedOf = (discrepancy: Discrepancy, subject = foreign): number | undefined =>
  withExactExpectations([discrepancy], [problem], subject)[0]?.expected;

const exact = 0.1 + 0.7;

it('reports the exact value in place of one that is off by less than the bound', () => {
  const nearby = exact + 2 ** -52;
  expect(expectedOf(wrong(nearby))).toBe(exact);
  expect(expectedOf(wrong(nearby), own)).toBe(exact);
  expect(expectedOf(wrong(nearby, { got: Number.NaN }))).toBe(exact);
});

it('keeps what the exact value does not stand for', () => {
  const acquitted = { got: exact - 6e-16, bound: 1.5e-15 };
  // Another branch at a kink; an answer that the exact value would acquit; a relation; no such entry.
  expect(expectedOf(wrong(0))).toBe(0);
  expect(expectedOf(wrong(exact + 1e-15, acquitted))).toBe(exact + 1e-15);
  expect(expectedOf(wrong(0.8, { relation: 'a relation' }))).toBe(0.8);
  expect(expectedOf(wrong(0.8, { path: ['outputs', 9, 9] }))).toBe(0.8);
});
