import { expect, it } from 'vitest';
import type { Reply } from '../subjects/subject.ts';
import { type DrawnSample, lossesIn, restartBudget } from './restart-budget.ts';

const refused: Reply = { kind: 'unsupported', reason: 'no' };
const lost = (losses?: number): Reply => ({
  kind: 'fault',
  verdict: 'malformed',
  code: 'WRONG-ID',
  message: 'answered question 1 a second time',
  ...(losses && { losses }),
});

const sample = (run: number, ...replies: readonly Reply[]): DrawnSample => ({
  run,
  replies,
  evaluation: { kind: 'skipped', reason: `evaluation ${run}` },
});

const messages = (samples: readonly DrawnSample[]): readonly string[] =>
  samples.map(({ evaluation }) => ('message' in evaluation ? evaluation.message : evaluation.kind));

it('replies cost the processes that were lost with them', () => {
  expect(lossesIn([refused, lost(), lost(2), lost(1)])).toBe(3);
});

it('what was asked after the last restart is given up, and ends its check', () => {
  const budget = restartBudget(1);
  expect(messages(budget.put([sample(0, lost(1)), sample(1, refused)]))).toEqual(['skipped', 'skipped']);
  budget.spend(1);
  const put = budget.put([sample(2), sample(3, refused), sample(4, refused)]);
  expect(messages(put)).toEqual(['skipped', 'not run: restarted 1 time']);
});

it('a budget that is not known gives nothing up', () => {
  const budget = restartBudget();
  budget.spend(1000);
  expect(budget.put([sample(0, refused)])).toEqual([sample(0, refused)]);
});
