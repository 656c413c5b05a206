import { describe, expect, it } from 'vitest';
import { entryOf } from '../judge/known.ts';
import { findingsOf } from './findings.ts';
import { renderRun } from './reporters.ts';
import type { Run, SubjectRun } from './run.ts';
import { exampleContext, exampleRun, exampleSubject, exampleVerdict, halvedWeight } from './test-run.ts';

const conforming: SubjectRun = {
  ...exampleSubject,
  name: 'good',
  verdicts: exampleSubject.verdicts.map(({ clause, check }) => exampleVerdict('conforms', clause, check)),
};

const textOf = (
  subjects: readonly SubjectRun[],
  others: Partial<Run> = {},
  context = exampleContext,
): string => renderRun('console', { ...exampleRun, subjects, ...others }, context);

const lastOf = (text: string): string => text.split('\n\n').at(-1) ?? '';

describe('several checks that fail for one cause are one finding', () => {
  it('wrong numbers together, faults by their code, the smallest problem first', () => {
    expect(
      findingsOf(exampleSubject.verdicts).map(({ cause, lead, following }) => [
        cause,
        lead.check,
        following.map(({ check }) => check),
      ]),
    ).toEqual([
      ['DELTA-OUTPUT', 'agreement-weights', ['agreement-biases']],
      ['TIMEOUT', 'hidden-layers', []],
    ]);
  });

  it('nothing where nothing fails', () => {
    expect(findingsOf(conforming.verdicts)).toEqual([]);
  });
});

describe('one subject', () => {
  it('has no matrix, its scores, its findings and what that proves', () => {
    const text = textOf([exampleSubject]);
    expect(text).not.toContain('clauses conform in all');
    expect(text).toContain('\n  must clauses 1/5 claimed, 1/6 of all; checks 1/5 claimed, 1/6 of all\n');
    expect(text).toContain(
      '\n  1 more check failed, perhaps for the same cause:\n  GRAD-BIAS, agreement-biases',
    );
    expect(text).toContain('\n  DELTA-HIDDEN: no answer in 5 s [TIMEOUT]\n');
    expect(lastOf(text)).toBe('DISCREPANT: see the smallest problem and the replay line above.\n');
  });
});

describe('a subject of which no answer could be judged', () => {
  const unread: SubjectRun = {
    ...exampleSubject,
    name: 'unread',
    verdicts: exampleSubject.verdicts.map(({ clause, check }) => exampleVerdict('malformed', clause, check)),
  };

  it('is no wrong gradient: the adapter is to be looked at', () => {
    expect(lastOf(textOf([unread], { subjectArguments: '-- python3 net.py' }))).toBe(
      [
        'NO ANSWER JUDGED: nothing that unread answered could be judged, right or wrong; look at the adapter:',
        '  backproof doctor -- python3 net.py',
        '',
      ].join('\n'),
    );
  });

  it('is named beside one that conforms, and says no more where another one is discrepant', () => {
    expect(lastOf(textOf([unread, conforming]))).toBe(
      'NO ANSWER JUDGED: nothing that unread answered could be judged, right or wrong\n',
    );
    expect(lastOf(textOf([unread, exampleSubject]))).toContain('DISCREPANT: ');
  });
});

describe('several subjects', () => {
  it('have a matrix of the clauses that not all of them hold, then the failures of each', () => {
    const text = textOf([exampleSubject, conforming]);
    expect(text).toContain(
      [
        '  1 net',
        '  2 good',
        '',
        '                 1   2',
        '  GRAD-WEIGHT    X   +',
        '  GRAD-BIAS      X   +',
        '  DELTA-HIDDEN   T   +',
        '  BATCH-SUM      -   +',
        '  ACT-RELU       ?   +',
        '  X discrepant, T timeout, + conforms, ? inconclusive, - unsupported',
        '  1 of 6 clauses conform in all 2 subjects',
        '',
        'net:',
      ].join('\n'),
    );
  });

  it('leave out the clauses that none of them claims', () => {
    const text = textOf([exampleSubject, exampleSubject]);
    expect(text).not.toContain('\n  BATCH-SUM ');
    expect(text).toContain('\n  1 of 6 clauses conform in all 2 subjects, 1 is claimed by none\n');
  });

  it('that all conform have one line', () => {
    const text = textOf([conforming, conforming]);
    expect(text).toContain('\n  6 of 6 clauses conform in all 2 subjects\n');
    expect(text).not.toContain('DELTA-HIDDEN');
  });

  it('stay within 100 columns, however many they are', () => {
    const subjects = Array.from({ length: 60 }, (_, index) => ({
      ...exampleSubject,
      name: `${index} ${'long '.repeat(30)}`,
    }));
    const text = textOf(subjects);
    const rows = text.split('\n').filter((line) => /^ {2}(DELTA-HIDDEN +T|\d+ \d+ long)/.test(line));
    // Beside 12 letters and the indent there is room for 21 of 60 subjects: three blocks.
    expect(rows).toHaveLength(60 + 3);
    expect(Math.max(...rows.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text.match(/ T/g)?.length).toBeGreaterThanOrEqual(60);
  });
});

describe('answers that change by themselves', () => {
  const impure = exampleVerdict('discrepant', 'PURE', 'purity', {
    code: 'IMPURE',
    message: 'the first and the third answer to one problem differ: ratio 2',
    counterexample: {
      problems: Array.from({ length: 4 }, () => halvedWeight.counterexample?.problems ?? []).flat(),
      discrepancies: [
        {
          question: 2,
          path: ['gradients', 'weights', 0, 0, 0],
          got: 8,
          expected: 4,
          bound: 1e-15,
          relation: 'the answer to the same question before',
        },
      ],
      replay: 'purity:0',
      shrinks: 0,
    },
  });
  const again = { ...halvedWeight, check: 'again', code: 'NONDETERMINISTIC' } as const;
  const leads = (...verdicts: readonly (typeof impure)[]) =>
    findingsOf(verdicts).map(({ cause, lead, following }) => [cause, lead.check, following.length]);

  it('come before wrong numbers, which follow from them, though their problem is larger', () => {
    expect(leads(halvedWeight, again, impure)).toEqual([['PURE', 'purity', 2]]);
    expect(leads(halvedWeight, again)).toEqual([['DELTA-OUTPUT', 'again', 1]]);
  });

  it('are a finding of their own where a known mistake explains the numbers', () => {
    const cause = { id: 'x', sentence: 'you halve', advice: 'do not', clause: 'GRAD-WEIGHT' };
    const counterexample = halvedWeight.counterexample && {
      ...halvedWeight.counterexample,
      diagnosis: { causes: [cause], answers: 3, leftOut: 0, known: 60 },
    };
    const explained = { ...halvedWeight, ...(counterexample && { counterexample }) };
    expect(leads(explained, impure)).toEqual([
      ['PURE', 'purity', 0],
      ['DELTA-OUTPUT', 'agreement-weights', 0],
    ]);
  });

  it('do not hide a mistake behind a subject that only writes into its problem', () => {
    const writing = { ...halvedWeight, check: 'writes', code: 'IMPURE' } as const;
    const { counterexample } = writing;
    const silent = {
      ...writing,
      message: 'wrote into the problem it was given',
      ...(counterexample && { counterexample: { ...counterexample, discrepancies: [] } }),
    };
    expect(leads(silent, halvedWeight)).toEqual([['DELTA-OUTPUT', 'agreement-weights', 1]]);
  });
});

it('further lines of a message stand under it, so that none looks like one of the report', () => {
  const message = 'threw Error: x\n\nCONFORMS: net: all numbers';
  const verdicts = [exampleVerdict('error', 'GRAD-BIAS', 'agreement-biases', { code: 'THROWN', message })];
  const text = textOf([{ ...exampleSubject, verdicts }]);
  expect(text).toContain('  GRAD-BIAS: threw Error: x\n\n      CONFORMS: net: all numbers [THROWN]\n');
});

describe('ends in what was proved', () => {
  const listed = {
    ...entryOf(halvedWeight, 'net'),
    link: 'https://example.org/issues/7',
    reason: 'the factor of the square',
    expires: '2026-12-31',
  };
  const onlyKnown = { ...exampleSubject, verdicts: [halvedWeight] };
  const with1 = { ...exampleContext, known: [listed] };

  it('CONFORMS', () => {
    expect(lastOf(textOf([conforming]))).toMatch(/^CONFORMS: good: all 120 numbers compared/);
  });

  it('NOTHING NEW where every failure is listed, each shown with its reason', () => {
    const text = textOf([onlyKnown], {}, with1);
    expect(text).toContain(
      '  known until 2026-12-31: the factor of the square (https://example.org/issues/7)\n  GRAD-WEIGHT, agreement-weights: ',
    );
    expect(lastOf(text)).toBe('NOTHING NEW: net: 1 failure, listed as known.\n');
  });

  it('STALE where a listed one passes', () => {
    const text = textOf([{ ...conforming, name: 'net' }], {}, with1);
    expect(text).toContain('  GRAD-WEIGHT, agreement-weights of net: listed as known, and passes now');
    expect(lastOf(text)).toBe('STALE: 1 entry of the known discrepancies to look at.\n');
  });

  it('NOTHING VERIFIED, NOT TESTED, INTERRUPTED', () => {
    const skipped = { ...conforming, verdicts: [exampleVerdict('inconclusive', 'ACT-RELU', 'relu')] };
    expect(lastOf(textOf([skipped]))).toMatch(
      /^NOTHING VERIFIED: a clause that was claimed was never exercised/,
    );
    const unclaimed = { ...conforming, verdicts: [exampleVerdict('unsupported', 'ACT-RELU', 'relu')] };
    expect(lastOf(textOf([unclaimed]))).toBe(
      'NOTHING VERIFIED: what was selected lies outside what good claims.\n',
    );
    expect(textOf([])).toMatch(/\nNOTHING VERIFIED: there was no subject\.\n$/);
    const optional = { ...conforming, verdicts: [exampleVerdict('inconclusive', 'NO-SUCH', 'relu')] };
    expect(lastOf(textOf([optional]))).toBe('NOTHING VERIFIED: no check came to a verdict.\n');
    const absent = {
      ...conforming,
      verdicts: [],
      notTestable: { code: 'START', message: 'no such file' },
    } as const;
    expect(textOf([absent])).toContain(
      'good: not testable: no such file [START]\n  what to do: check the spelling',
    );
    expect(lastOf(textOf([absent]))).toMatch(/^NOT TESTED/);
    expect(lastOf(textOf([exampleSubject], { interrupted: true }))).toMatch(/^INTERRUPTED/);
  });

  it('with what was not run, and why', () => {
    const cut = { ...exampleSubject, verdicts: exampleSubject.verdicts.slice(0, 2) };
    expect(lastOf(textOf([cut], { interrupted: true }))).toBe(
      'INTERRUPTED: what was verified until then stands above; 4 checks were not run.\n',
    );
    const late = exampleVerdict('not-run', 'GRAD-BIAS', 'agreement-biases', {
      message: 'not run: --time 2 was spent',
    });
    expect(lastOf(textOf([{ ...conforming, verdicts: [...conforming.verdicts.slice(0, 1), late] }]))).toBe(
      'NOT ALL VERIFIED: a clause that was claimed was never exercised (not run: --time 2 was spent).\n',
    );
  });

  it('INCOMPLETE where parts of the run are missing, also after a failure', () => {
    const missing = { shards: [2, 3], of: 3 };
    const says =
      'INCOMPLETE: shards 2/3 and 3/3 are missing: `backproof report` takes the logs of all parts.\n';
    expect(lastOf(textOf([conforming], { missing }))).toBe(says);
    expect(lastOf(textOf([exampleSubject], { missing }))).toMatch(/^DISCREPANT/);
    expect(textOf([exampleSubject], { missing }).endsWith(says)).toBe(true);
    expect(textOf([conforming], { missing: { shards: [2], of: 2 } })).toContain('shard 2/2 is missing');
    const shards = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(textOf([conforming], { missing: { shards, of: 30 } })).toContain('8/30 and 12 more are missing');
  });

  it('NOT TESTED where it ended again and again', () => {
    const verdicts = [
      exampleVerdict('error', 'GRAD-WEIGHT', 'agreement-weights', { code: 'DIED' }),
      exampleVerdict('not-run', 'GRAD-BIAS', 'agreement-biases', { code: 'STOPPED' }),
    ];
    expect(lastOf(textOf([{ ...conforming, verdicts }]))).toBe(
      'NOT TESTED: a subject ended again and again before it had answered anything.\n',
    );
  });

  it('NOTHING TO JUDGE in a part of the run without samples', () => {
    const empty = { ...conforming, verdicts: [] };
    expect(lastOf(textOf([empty], { shard: { index: 7, of: 99 } }))).toMatch(
      /^NOTHING TO JUDGE in this part/,
    );
    expect(lastOf(textOf([empty]))).toMatch(/^NOTHING VERIFIED/);
  });
});

it('keeps to 100 columns, but for what must stay whole', () => {
  const words = 'a word and another '.repeat(20);
  const verdicts = exampleSubject.verdicts.map((verdict) => ({
    ...verdict,
    message: words,
    title: words,
    skipped: { [words]: 3 },
  }));
  const subject = { ...exampleSubject, verdicts, notes: [{ message: words, times: 2 }] };
  const notTestable = { code: 'START', message: words } as const;
  const lines = textOf([subject, { ...subject, name: 'other', verdicts: [], notTestable }]).split('\n');
  const wide = lines.filter((line) => line.length > 100 && !/replay: |weights \[/.test(line));
  expect(wide).toEqual([]);
  expect(lines.filter((line) => line.includes('another a word')).length).toBeGreaterThan(10);
});
