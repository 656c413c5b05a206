import { describe, expect, it, vi } from 'vitest';
import { checkedFixtures } from '../problems/checked-fixtures.ts';
import type { Reply } from '../subjects/subject.ts';
import {
  type DrawnSample,
  isGivenUp,
  lossesIn,
  noLosses,
  restartBudget,
  withLossesBefore,
} from './restart-budget.ts';
import { changedSubject } from './test-subjects.ts';

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

it('a run that is gone on with has the restarts that are left', async () => {
  const [problem] = checkedFixtures().map((fixture) => fixture.problem);
  if (problem === undefined) throw new Error('expected a fixture');
  const dying = changedSubject('dying', () => lost(1));
  const codes = async (used: number, times: number): Promise<readonly unknown[]> => {
    const subject = withLossesBefore(dying, { examples: used, properties: 0 }, 2);
    const found: unknown[] = [];
    for (let time = 0; time < times; time += 1) {
      const reply = await subject.ask(problem);
      found.push(reply.kind === 'fault' ? reply.code : reply.kind);
    }
    return found;
  };
  expect(await codes(0, 4)).toEqual(['WRONG-ID', 'WRONG-ID', 'WRONG-ID', 'STOPPED']);
  expect(await codes(2, 2)).toEqual(['WRONG-ID', 'STOPPED']);
  expect(await codes(3, 1)).toEqual(['STOPPED']);
});

it('processes that are granted are not counted', async () => {
  const [problem] = checkedFixtures().map((fixture) => fixture.problem);
  if (problem === undefined) throw new Error('expected a fixture');
  const dying = { ...changedSubject('dying', () => lost(1)), grantRestarts: () => {} };
  const subject = withLossesBefore(dying, noLosses, 0);
  subject.grantRestarts?.(2);
  const codes: unknown[] = [];
  for (let time = 0; time < 4; time += 1) {
    const reply = await subject.ask(problem);
    codes.push(reply.kind === 'fault' ? reply.code : reply.kind);
  }
  expect(codes).toEqual(['WRONG-ID', 'WRONG-ID', 'WRONG-ID', 'STOPPED']);
});

describe('worked examples and properties', () => {
  it('have all restarts each', async () => {
    const budget = restartBudget(0);
    budget.put([sample(0, lost(1))]);
    expect(messages(budget.put([sample(1, refused)]))).toEqual(['not run: restarted 0 times']);
    budget.renew();
    expect(messages(budget.put([sample(2, refused)]))).toEqual(['skipped']);
  });

  it('have those that are left of them in a run that is gone on with', async () => {
    const [problem] = checkedFixtures().map((fixture) => fixture.problem);
    if (problem === undefined) throw new Error('expected a fixture');
    const renewRestarts = vi.fn();
    const dying = { ...changedSubject('dying', () => lost(1)), renewRestarts };
    const subject = withLossesBefore(dying, { examples: 2, properties: 1 }, 1);
    const codes: unknown[] = [];
    for (let time = 0; time < 3; time += 1) {
      const reply = await subject.ask(problem);
      codes.push(reply.kind === 'fault' ? reply.code : reply.kind);
      if (time === 0) subject.renewRestarts?.();
    }
    expect(codes).toEqual(['STOPPED', 'WRONG-ID', 'STOPPED']);
    expect(renewRestarts).toHaveBeenCalledOnce();
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
