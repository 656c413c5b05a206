import { describe, expect, it } from 'vitest';
import type { Reply } from '../subjects/subject.ts';
import { type DrawnSample, isGivenUp, lossesIn, restartBudget } from './restart-budget.ts';

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

describe('worked examples and properties', () => {
  it('have all restarts each', () => {
    const budget = restartBudget(0);
    budget.put([sample(0, lost(1))]);
    expect(messages(budget.put([sample(1, refused)]))).toEqual(['not run: restarted 0 times']);
    budget.renew();
    expect(messages(budget.put([sample(2, refused)]))).toEqual(['skipped']);
  });

  it.each([
    [
      [
        { verdict: 'error', code: 'DIED' },
        { verdict: 'not-run', code: 'STOPPED' },
      ],
      true,
    ],
    [
      [{ verdict: 'conforms' }, { verdict: 'error', code: 'DIED' }, { verdict: 'not-run', code: 'STOPPED' }],
      false,
    ],
    [[{ verdict: 'error', code: 'DIED' }, { verdict: 'unsupported' }], false],
    [[], false],
  ] as const)('%#: a subject that answered none of the examples is given up for good', (examples, given) => {
    expect(isGivenUp(examples)).toBe(given);
  });
});
