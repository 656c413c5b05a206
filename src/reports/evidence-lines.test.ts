import { expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import { kinkLines, powerLines } from './evidence-lines.ts';
import { renderRun } from './reporters.ts';
import type { Run } from './run.ts';

const verdict: Verdict = {
  check: 'agreement-weights',
  clause: 'GRAD-WEIGHT',
  title: 'a title',
  verdict: 'conforms',
  message: '',
  runs: 20,
  inconclusive: 1,
  skipped: {},
  judged: 30,
  unbounded: 10,
  absent: 0,
};

const powerful: Verdict = {
  ...verdict,
  power: {
    weights: { exercised: 3, unexercised: 1, exponents: { '-50': 3 }, best: 2 ** -51 },
    inputs: { exercised: 0, unexercised: 2, exponents: {}, best: Number.POSITIVE_INFINITY },
  },
  kinks: { fitted: 37, box: 2, outside: 0, seen: { 'relu-derivative-at-0': { '0': 37 } } },
};

it('says how kinks were judged and which convention showed', () => {
  expect(kinkLines([powerful, verdict])).toEqual([
    '  answers at kinks: 37 explained by a derivative there, 2 judged with the whole jump allowed',
    '    relu-derivative-at-0 is 0 in 37 of 37 problems',
  ]);
  expect(kinkLines([verdict])).toEqual([]);
});

it('says how small an error would have been seen, and what was never above its bound', () => {
  expect(powerLines([powerful, powerful])).toEqual([
    '  half of the entries would have shown a relative error of: weights 8.9e-16; ' + '6 of 12 entries are 0',
    '    or within their bound',
    '  never above their bound: inputs',
  ]);
  expect(powerLines([verdict])).toEqual([]);
});

it('says so where every entry is within its bound', () => {
  const inputs = { exercised: 0, unexercised: 4, exponents: {}, best: Number.POSITIVE_INFINITY };
  expect(powerLines([{ ...verdict, power: { inputs } }])).toEqual([
    '  no entry would have shown an error; 4 of 4 entries are 0 or within their bound',
    '  never above their bound: inputs',
  ]);
});

it('the JSON report has power, kinks, what was left open and the assumptions', () => {
  const run: Run = {
    suite: { name: 'backproof', version: '0.0.0' },
    seed: 1,
    runsPerProperty: 20,
    subjectArguments: './net.mjs',
    assumptions: ['a first one'],
    subjects: [{ name: 'net', ours: false, precision: 'float64', verdicts: [powerful] }],
  };
  const report = renderRun('json', run, { now: new Date(0), clauses: [], checks: [], known: [] });
  expect(JSON.parse(report)).toMatchObject({
    assumptions: ['a first one'],
    exit: 0,
    subjects: [
      {
        inconclusive: { samples: 0.05, numbers: 0.25 },
        kinks: { fitted: 37, seen: { 'relu-derivative-at-0': { '0': 37 } } },
        power: {
          weights: { exercised: 3, unexercised: 1, median: 2 ** -50, best: 2 ** -51 },
          inputs: { median: 'Infinity' },
        },
        verdicts: [{ power: { weights: { median: 2 ** -50 } } }],
      },
    ],
  });
});
