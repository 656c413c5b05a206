import { describe, expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import {
  type ExitCode,
  exitCodeOf,
  exitCodes,
  type RunOutcome,
  unexercisedClauses,
  withExitZero,
  worstExit,
} from './exit-code.ts';
import { verdictOf } from './test-verdicts.ts';

const verdict = (kind: VerdictKind, clause = 'GRAD-WEIGHT'): Verdict => verdictOf(kind, { clause });

const must = new Set(['GRAD-WEIGHT', 'GRAD-BIAS']);

const outcome = (verdicts: readonly Verdict[], others: Partial<RunOutcome> = {}): RunOutcome => ({
  subjects: [{ verdicts, notTestable: false }],
  must,
  excused: new Map(),
  stale: 0,
  shard: false,
  interrupted: false,
  incomplete: false,
  ...others,
});

it.each([
  [['conforms'], 0],
  [['conforms', 'unsupported'], 0],
  [['conforms', 'discrepant'], 1],
  [['conforms', 'error'], 1],
  [['conforms', 'timeout'], 1],
  [['conforms', 'malformed'], 1],
  [['timeout', 'discrepant', 'inconclusive'], 1],
  [['error', 'not-run'], 1],
  [['unsupported'], 4],
  [['not-run'], 4],
  [['inconclusive'], 4],
  [[], 4],
] as const)('%j exits with %d', (kinds, code) => {
  expect(exitCodeOf(outcome(kinds.map((kind) => verdict(kind))))).toBe(code);
});

describe('a clause that was claimed and never exercised', () => {
  const open = [verdict('conforms'), verdict('inconclusive', 'GRAD-BIAS')];

  it('exits with 4', () => {
    expect(unexercisedClauses(open, must)).toEqual(['GRAD-BIAS']);
    expect(exitCodeOf(outcome(open))).toBe(4);
  });

  it('is left to the merge in a shard', () => {
    expect(exitCodeOf(outcome(open, { shard: true }))).toBe(0);
  });

  it('passes where its level is not must', () => {
    const verdicts = [verdict('conforms'), verdict('not-run', 'HISTORY-NOTE')];
    expect(exitCodeOf(outcome(verdicts))).toBe(0);
  });

  it('passes where the subject does not claim it', () => {
    expect(exitCodeOf(outcome([verdict('conforms'), verdict('unsupported', 'GRAD-BIAS')]))).toBe(0);
  });

  it('is exercised when one of its checks came to a verdict', () => {
    expect(exitCodeOf(outcome([verdict('conforms'), verdict('inconclusive')]))).toBe(0);
  });

  it('is not exercised by another subject', () => {
    const subjects = [
      { verdicts: open, notTestable: false },
      { verdicts: [verdict('conforms', 'GRAD-BIAS')], notTestable: false },
    ];
    expect(exitCodeOf(outcome([], { subjects }))).toBe(4);
  });
});

it('parts of a run that are missing leave it open whether all was verified', () => {
  expect(exitCodeOf(outcome([verdict('conforms')], { incomplete: true }))).toBe(4);
  expect(exitCodeOf(outcome([verdict('discrepant')], { incomplete: true }))).toBe(1);
});

describe('a part of a run in which nothing can be judged', () => {
  it.each([
    ['no sample falls into it', []],
    ['the subject claims none of its samples', [verdict('unsupported')]],
    ['nothing could be concluded', [verdict('inconclusive'), verdict('unsupported')]],
  ])('exits with 0 where %s: the others have something', (_, verdicts) => {
    expect(exitCodeOf(outcome(verdicts, { shard: true }))).toBe(0);
    expect(exitCodeOf(outcome(verdicts))).toBe(4);
  });

  it('exits with 4 where it was not put', () => {
    expect(exitCodeOf(outcome([verdict('not-run')], { shard: true }))).toBe(4);
  });
});

describe('a subject whose processes end until no further one is started', () => {
  const died = { ...verdict('error'), code: 'DIED' } as const;
  const stopped = { ...verdict('not-run'), code: 'STOPPED' } as const;
  const unclaimed = { ...verdict('unsupported'), skipped: { 'outside what the subject supports': 1 } };

  it('could not be tested where it never answered', () => {
    expect(exitCodeOf(outcome([died, unclaimed, stopped]))).toBe(3);
  });

  it('failed where it was ended for what it did', () => {
    expect(exitCodeOf(outcome([{ ...died, code: 'MEMORY' }, stopped]))).toBe(1);
    expect(exitCodeOf(outcome([verdict('timeout'), stopped]))).toBe(1);
  });

  it('failed where it answered anything, be it a refusal', () => {
    const refused = { ...verdict('unsupported'), skipped: { 'unsupported: one example at a time': 1 } };
    for (const answered of [verdict('conforms'), verdict('discrepant'), verdict('malformed'), refused])
      expect(exitCodeOf(outcome([died, answered, stopped]))).toBe(1);
  });

  it('failed where it was not given up', () => {
    expect(exitCodeOf(outcome([died]))).toBe(1);
  });
});

describe('of several causes the worst wins', () => {
  const subject = {
    untestable: { verdicts: [], notTestable: true },
    wrong: { verdicts: [verdict('discrepant')], notTestable: false },
    open: { verdicts: [verdict('inconclusive')], notTestable: false },
    fine: { verdicts: [verdict('conforms')], notTestable: false },
  };
  it.each([
    [['fine', 'untestable'], {}, 3],
    [['wrong', 'untestable'], {}, 3],
    [['wrong', 'open'], {}, 1],
    [['fine', 'open'], {}, 4],
    [['fine', 'fine'], {}, 0],
    [['fine', 'wrong'], {}, 1],
    [['fine'], { stale: 1 }, 1],
    [['open'], { stale: 1 }, 1],
    [['untestable'], { stale: 1 }, 3],
    [['fine'], { interrupted: true }, 130],
    [['wrong'], { interrupted: true }, 130],
    [['untestable', 'wrong'], { interrupted: true, stale: 2 }, 130],
    [['open'], { interrupted: true }, 130],
    [[], {}, 4],
  ] as const)('%j with %j exits with %d', (names, others, code) => {
    expect(exitCodeOf(outcome([], { subjects: names.map((name) => subject[name]), ...others }))).toBe(code);
  });

  // runner: "The worst wins, in the order 5, 130, 2, 3, 1, 4, 0".
  const order: readonly ExitCode[] = [5, 130, 2, 3, 1, 4, 0];

  it('in the order 5, 130, 2, 3, 1, 4, 0, whatever the order they come in', () => {
    expect([...order].sort()).toEqual(Object.values(exitCodes).sort());
    for (const [index, worse] of order.entries()) {
      for (const better of order.slice(index)) {
        expect(worstExit([worse, better])).toBe(worse);
        expect(worstExit([better, worse])).toBe(worse);
      }
    }
    expect(worstExit([])).toBe(0);
  });

  it('--exit-zero turns 1 into 0 only', () => {
    expect(order.map(withExitZero)).toEqual([5, 130, 2, 3, 0, 4, 0]);
  });
});

describe('a failure that is listed as known', () => {
  const known = verdict('discrepant');

  it('does not count', () => {
    const excused = new Map([[known, 'listed']]);
    expect(exitCodeOf(outcome([known], { excused }))).toBe(0);
    expect(exitCodeOf(outcome([known, verdict('conforms')], { excused }))).toBe(0);
  });

  it('hides no other failure', () => {
    const excused = new Map([[known, 'listed']]);
    expect(exitCodeOf(outcome([known, verdict('timeout')], { excused }))).toBe(1);
  });
});
