import { expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import { inconclusiveShare } from './inconclusive.ts';
import { verdictOf } from './test-verdicts.ts';

const verdict = (runs: number, inconclusive: number, judged: number, unbounded: number): Verdict =>
  verdictOf('conforms', { runs, inconclusive, judged, unbounded, absent: 7 });

it('is the share of samples without a conclusion, and of numbers without a finite bound', () => {
  expect(inconclusiveShare([verdict(10, 1, 30, 10), verdict(30, 1, 60, 0)])).toEqual({
    samples: 0.05,
    numbers: 0.1,
  });
});

it('is 0 of nothing', () => {
  expect(inconclusiveShare([])).toEqual({ samples: 0, numbers: 0 });
});
