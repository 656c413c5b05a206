import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { verdictKinds } from '../model/verdict-kind.ts';
import { scoresOf } from './scores.ts';
import { verdictOf } from './test-verdicts.ts';

const checks = [
  { id: 'a', clause: 'GRAD-WEIGHT' },
  { id: 'b', clause: 'GRAD-WEIGHT' },
  { id: 'c', clause: 'GRAD-BIAS' },
  { id: 'd', clause: 'ACT-RELU' },
];

const must = new Set(['GRAD-WEIGHT', 'GRAD-BIAS']);

const verdict = (check: string, kind: VerdictKind, skipped: Verdict['skipped'] = {}): Verdict => {
  const known = checks.find(({ id }) => id === check);
  if (known === undefined) throw new Error(`no check ${check}`);
  return verdictOf(kind, { check, clause: known.clause, skipped });
};

const scores = (verdicts: readonly Verdict[]) => scoresOf(verdicts, checks, must);

const all = (kind: VerdictKind): readonly Verdict[] => checks.map(({ id }) => verdict(id, kind));

it('counts must clauses and checks', () => {
  expect(scores(all('conforms'))).toEqual({
    mustClauses: { conforms: 2, claimed: 2, universe: 2 },
    checks: { conforms: 4, claimed: 4, universe: 4 },
  });
});

it('a clause conforms when every claimed check of it does', () => {
  const mixed = [verdict('a', 'conforms'), verdict('b', 'discrepant'), verdict('c', 'conforms')];
  expect(scores([...mixed, verdict('d', 'unsupported')])).toEqual({
    mustClauses: { conforms: 1, claimed: 2, universe: 2 },
    checks: { conforms: 2, claimed: 3, universe: 4 },
  });
  const declared = [verdict('a', 'conforms'), verdict('b', 'unsupported'), verdict('c', 'unsupported')];
  expect(scores(declared).mustClauses).toEqual({ conforms: 1, claimed: 1, universe: 2 });
});

it('a check that never ran and one that was refused when asked stay claimed and do not conform', () => {
  const refused = verdict('b', 'unsupported', { 'unsupported: not today': 10 });
  const partly = verdict('c', 'conforms', { 'unsupported: not this one': 1 });
  expect(scores([verdict('a', 'conforms'), refused, partly])).toEqual({
    mustClauses: { conforms: 0, claimed: 2, universe: 2 },
    checks: { conforms: 1, claimed: 4, universe: 4 },
  });
});

it('samples that the suite left out lower nothing', () => {
  const skipped = { 'outside what the subject supports': 3 };
  expect(scores(checks.map(({ id }) => verdict(id, 'conforms', skipped)))).toEqual(scores(all('conforms')));
});

const kinds = fc.tuple(...checks.map(() => fc.constantFrom(...verdictKinds)));
const skips = fc.constantFrom<(check: string, kind: VerdictKind) => readonly Verdict[]>(
  () => [],
  (check) => [verdict(check, 'not-run')],
  (check) => [verdict(check, 'inconclusive')],
  (check) => [verdict(check, 'unsupported', { 'unsupported: no': 5 })],
  (check, kind) => [verdict(check, kind, { 'unsupported: no': 5 })],
);

/** a / b <= c / d, where 0 / 0 is the worst. */
const atMost = (
  one: { readonly conforms: number; readonly of: number },
  other: { readonly conforms: number; readonly of: number },
): boolean => one.conforms * other.of <= other.conforms * one.of;

test.prop([kinds, fc.nat(checks.length - 1), skips])('a skip never raises a score', (drawn, index, skip) => {
  const before = checks.map(({ id }, place) => verdict(id, drawn[place] ?? 'not-run'));
  // What is outside the declaration already cannot be skipped.
  fc.pre(before[index]?.verdict !== 'unsupported');
  const after = before.flatMap((each, place) => (place === index ? skip(each.check, each.verdict) : [each]));
  const [one, other] = [scores(after), scores(before)];
  for (const unit of ['mustClauses', 'checks'] as const) {
    for (const denominator of ['claimed', 'universe'] as const) {
      const share = (score: typeof one) => ({ conforms: score[unit].conforms, of: score[unit][denominator] });
      expect(atMost(share(one), share(other))).toBe(true);
    }
    expect(one[unit].conforms).toBeLessThanOrEqual(one[unit].claimed);
    expect(one[unit].claimed).toBeLessThanOrEqual(one[unit].universe);
  }
});
