import { describe, expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { entryOf, isExcused, type KnownEntry, matchKnown } from './known.ts';
import { verdictOf } from './test-verdicts.ts';

const verdict = (kind: VerdictKind, others: Partial<Verdict> = {}): Verdict =>
  verdictOf(kind, { check: 'batch', clause: 'BATCH-SUM', ...others });

const late = verdict('timeout', { code: 'TIMEOUT' });

const entry: KnownEntry = {
  ...entryOf(late, 'net'),
  link: 'https://example.org/issues/7',
  reason: 'slow for now',
  expires: '2026-12-31',
};

const now = new Date('2026-11-22T00:00:00Z');

const match = (verdicts: readonly Verdict[], entries: readonly KnownEntry[] = [entry], at = now) =>
  matchKnown(entries, [{ name: 'net', verdicts }], at);

const sentences = (verdicts: readonly Verdict[], entries?: readonly KnownEntry[], at?: Date) =>
  match(verdicts, entries, at).stale.map(({ why, sentence }) => [why, sentence]);

it('says of one failure whether it is excused', () => {
  const excused = (verdict: Verdict, name = 'net', at = now) => isExcused([entry], name, verdict, at);
  expect(excused(late)).toBe(true);
  expect(excused(late, 'other')).toBe(false);
  expect(excused(late, 'net', new Date('2027-01-01T00:00:00Z'))).toBe(false);
  expect(excused(verdict('error', { code: 'THROWN' }))).toBe(false);
  expect(excused(verdict('conforms'))).toBe(false);
});

it('excuses what fails as listed', () => {
  expect(match([late])).toEqual({ excused: new Map([[late, entry]]), stale: [], unreached: [] });
});

describe('is stale, with a sentence, where the listed one', () => {
  it('passes', () => {
    expect(sentences([verdict('conforms')])).toEqual([
      ['passes', 'BATCH-SUM, batch of net: listed as known, and passes now: take it off the list'],
    ]);
  });

  it('fails in another way, which is then a failure like any other', () => {
    const other = verdict('error', { code: 'THROWN' });
    expect(sentences([other])).toEqual([
      [
        'differs',
        'BATCH-SUM, batch of net: listed as known, and fails in another way: ' +
          'expected BATCH-SUM/batch/TIMEOUT, got BATCH-SUM/batch/THROWN',
      ],
    ]);
    expect(match([other]).excused.size).toBe(0);
  });

  it('fails in another part of the answer with the same code', () => {
    const wrongIn = (part: string): Verdict => {
      const path = ['gradients', part, 0, 0];
      const discrepancies = [{ question: 0, path, got: 1, expected: 2, bound: 0 }];
      return verdict('discrepant', {
        code: 'WRONG-VALUE',
        counterexample: { problems: [], discrepancies, replay: 'batch:0', shrinks: 0 },
      });
    };
    const listed = { ...entry, ...entryOf(wrongIn('biases'), 'net') };
    expect(match([wrongIn('biases')], [listed]).excused.size).toBe(1);
    expect(match([wrongIn('inputs')], [listed])).toMatchObject({ stale: [{ why: 'differs' }] });
    expect(match([wrongIn('inputs')], [listed]).excused.size).toBe(0);
  });

  it('has expired, on the day after the last one by UTC', () => {
    const last = new Date('2026-12-31T23:59:59.999Z');
    const after = new Date('2027-01-01T00:00:00Z');
    expect(match([late], [entry], last).excused.size).toBe(1);
    expect(sentences([late], [entry], after)).toEqual([
      ['expired', 'BATCH-SUM, batch of net: listed as known until 2026-12-31, which is over'],
    ]);
    expect(match([late], [entry], after).excused.size).toBe(0);
  });
});

it.each(['unsupported', 'inconclusive', 'not-run'] as const)(
  'says nothing of an entry whose check is %s',
  (kind) => {
    expect(match([verdict(kind)])).toEqual({ excused: new Map(), stale: [], unreached: [entry] });
  },
);

it('says nothing of an entry whose check was not selected', () => {
  expect(match([]).unreached).toEqual([entry]);
});

it('is bound to its subject, clause and check', () => {
  const elsewhere = [
    verdict('timeout', { code: 'TIMEOUT', check: 'other' }),
    verdict('timeout', { code: 'TIMEOUT', clause: 'GRAD-BIAS' }),
  ];
  expect(match(elsewhere).excused.size).toBe(0);
  expect(matchKnown([entry], [{ name: 'another', verdicts: [late] }], now).excused.size).toBe(0);
});

it('without a subject holds for any, and passes only where all do', () => {
  const { subject: _, ...anyone } = entry;
  const also = verdict('timeout', { code: 'TIMEOUT' });
  const fine = verdict('conforms');
  const both = matchKnown(
    [anyone],
    [
      { name: 'net', verdicts: [late] },
      { name: 'another', verdicts: [also] },
      { name: 'third', verdicts: [fine] },
    ],
    now,
  );
  expect([...both.excused.keys()]).toEqual([late, also]);
  expect(both.stale).toEqual([]);
  expect(matchKnown([anyone], [{ name: 'third', verdicts: [fine] }], now).stale).toMatchObject([
    { why: 'passes', sentence: 'BATCH-SUM, batch: listed as known, and passes now: take it off the list' },
  ]);
});

it('the code of a failure without one is its verdict', () => {
  const contradiction = verdict('discrepant');
  expect(entryOf(contradiction, 'net')).toMatchObject({ code: 'discrepant' });
});
