/** A small run for the tests of reports: a conforming clause, two failures of one cause, a fault, skips. */

import type { Verdict } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import type { ReportContext, Run, SubjectRun } from './run.ts';

/** A verdict with nothing in it but what is given. */
export const exampleVerdict = (
  verdict: VerdictKind,
  clause: string,
  check: string,
  others: Partial<Verdict> = {},
): Verdict => ({
  clause,
  check,
  title: `title of ${check}`,
  verdict,
  message: '',
  runs: 10,
  skipped: {},
  judged: verdict === 'unsupported' ? 0 : 20,
  unbounded: 0,
  absent: 0,
  ...others,
});

/** J = (2w - 1)^2 at w = 1: dJ/dw = 2 (2 - 1) 2 = 4, answered by half of it. */
export const halvedWeight: Verdict = exampleVerdict('discrepant', 'GRAD-WEIGHT', 'agreement-weights', {
  code: 'WRONG-VALUE',
  message: 'weights[0][0][0] is 0.5 x the derivative; wrong in 10 of 10 problems',
  counterexample: {
    problems: [
      {
        kind: 'mlp',
        layers: [{ weights: [[1]], biases: null, activation: { name: 'identity' } }],
        loss: { name: 'squared-error', scale: 1 },
        inputs: [[2]],
        targets: [[1]],
      },
    ],
    discrepancies: [
      { question: 0, path: ['gradients', 'weights', 0, 0, 0], got: 2, expected: 4, bound: 1e-15 },
    ],
    location: { clause: 'DELTA-OUTPUT', reason: 'layers[0], the last one, is wrong already' },
    replay: 'agreement-weights:0:1',
    shrinks: 1,
  },
});

/** An answer that is no number: the difference and the ratio are not finite either. */
const notFinite: Verdict = exampleVerdict('discrepant', 'GRAD-BIAS', 'agreement-biases', {
  code: 'NOT-FINITE',
  message: 'biases[0][0] is NaN',
  counterexample: {
    problems: [
      {
        kind: 'mlp',
        layers: [{ weights: [[1, 1]], biases: [0], activation: { name: 'identity' } }],
        loss: { name: 'squared-error', scale: 1 },
        inputs: [[2, 3]],
        targets: [[1]],
      },
    ],
    discrepancies: [
      { question: 0, path: ['gradients', 'biases', 0, 0], got: Number.NaN, expected: 8, bound: 1e-15 },
    ],
    replay: 'agreement-biases:3',
    shrinks: 0,
  },
});

export const exampleSubject: SubjectRun = {
  name: 'net',
  ours: false,
  precision: 'float64',
  verdicts: [
    exampleVerdict('conforms', 'FORWARD-OUTPUT', 'agreement-outputs', {
      power: { outputs: { exercised: 0, unexercised: 4, exponents: {}, best: Number.POSITIVE_INFINITY } },
      kinks: { fitted: 1, box: 0, outside: 0, seen: { 'relu-derivative-at-0': { '0': 1 } } },
    }),
    halvedWeight,
    notFinite,
    exampleVerdict('timeout', 'DELTA-HIDDEN', 'hidden-layers', {
      code: 'TIMEOUT',
      message: 'no answer in 5 s',
    }),
    exampleVerdict('unsupported', 'BATCH-SUM', 'batch', {
      message: 'outside what the subject supports',
      skipped: { 'outside what the subject supports': 10 },
    }),
    exampleVerdict('inconclusive', 'ACT-RELU', 'relu', { code: 'KINK', message: 'too close to a kink' }),
  ],
};

export const exampleRun: Run = {
  suite: { name: 'backproof', version: '1.2.3' },
  seed: 7,
  runsPerProperty: 10,
  subjectArguments: './net.mjs',
  subjects: [exampleSubject],
  assumptions: ['numbers are rounded to nearest'],
};

/** Every clause of the example is a must clause, and every check was selected. */
export const exampleContext: ReportContext = {
  now: new Date('2026-11-22T12:34:56.789Z'),
  clauses: exampleSubject.verdicts.map(({ clause }) => ({
    id: clause,
    level: 'must',
    statement: `What ${clause} says.`,
    formula: 'a = b',
  })),
  checks: exampleSubject.verdicts.map(({ check, clause }) => ({ id: check, clause })),
  known: [],
};
