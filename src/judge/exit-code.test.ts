import { expect, it } from 'vitest';
import type { Verdict, VerdictKind } from '../model/verdict.ts';
import { exitCodeOf, unexercisedClauses } from './exit-code.ts';

const verdict = (kind: VerdictKind, clause = 'GRAD-WEIGHT'): Verdict => ({
  check: 'a-check',
  clause,
  title: 'a title',
  verdict: kind,
  message: '',
  runs: 1,
  skipped: {},
  judged: 1,
  unbounded: 0,
  absent: 0,
});

it.each([
  [['conforms'], 0],
  [['conforms', 'unsupported'], 0],
  [['conforms', 'discrepant'], 1],
  [['conforms', 'error'], 1],
  [['conforms', 'timeout'], 1],
  [['conforms', 'malformed'], 1],
  [['timeout', 'discrepant', 'inconclusive'], 1],
  [['unsupported'], 4],
  [['not-run'], 4],
  [['inconclusive'], 4],
  [[], 4],
] as const)('%j exits with %d', (kinds, code) => {
  expect(exitCodeOf(kinds.map((kind) => verdict(kind)))).toBe(code);
});

it('refuses to pass when a claimed clause was never exercised', () => {
  const verdicts = [verdict('conforms'), verdict('inconclusive', 'GRAD-BIAS')];
  expect(unexercisedClauses(verdicts)).toEqual(['GRAD-BIAS']);
  expect(exitCodeOf(verdicts)).toBe(4);
});

it('counts a clause as exercised when one of its checks came to a verdict', () => {
  expect(exitCodeOf([verdict('conforms'), verdict('inconclusive')])).toBe(0);
});
