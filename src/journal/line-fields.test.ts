import { expect, it } from 'vitest';
import { describe as sentence } from '../model/defect.ts';
import { lineDefect } from './line-fields.ts';

const header = {
  format: 1,
  suite: { name: 'backproof', version: '1' },
  seed: 1,
  runs: 5,
  clauses: '*',
  subjects: [{ name: 'net', precision: 'float64', supports: { kinds: ['mlp'] } }],
  subjectArguments: 'net.mjs',
};

const verdict = {
  subject: 0,
  check: 'purity',
  clause: 'PURE',
  title: 'a title',
  verdict: 'discrepant',
  message: 'wrong',
  runs: 1,
  judged: 1,
  unbounded: 0,
  absent: 0,
  skipped: {},
  counterexample: { problems: [], discrepancies: [{ path: ['weights', 0] }], replay: 'purity:0', shrinks: 0 },
};

it('lines as they are written have no defect', () => {
  expect(lineDefect(header, 'header')).toBeUndefined();
  expect(lineDefect({ ...header, path: 'purity:0', shard: { index: 2, of: 2 } }, 'header')).toBeUndefined();
  expect(lineDefect(verdict, 'verdict')).toBeUndefined();
  expect(lineDefect({ notes: [{ subject: 0, note: { message: 'm', times: 1 } }] }, 'notes')).toBeUndefined();
});

it.each([
  ['header', { ...header, path: 5 }, 'path: expected a text, got 5'],
  ['header', { ...header, runs: 1e9 }, 'runs: expected a whole number from 1 to 1000000, got 1000000000'],
  [
    'header',
    { ...header, shard: { index: 3, of: 2 } },
    'shard: expected index and of with 1 <= index <= of, got an object',
  ],
  ['header', { ...header, subjects: [5] }, 'subjects: expected a list of objects, got a list of 1'],
  ['header', { ...header, subjects: [{}] }, 'subjects[0].name: expected a text, got nothing'],
  [
    'header',
    { ...header, subjects: [{ ...header.subjects[0], precision: 'float8' }] },
    'subjects[0].precision: expected one of float64, float32, float16, bfloat16, got "float8"',
  ],
  ['sample', { subject: 0, check: 'purity', stage: 'drawn', run: -1 }, 'run: expected a count, got -1'],
  [
    'verdict',
    { ...verdict, verdict: 'perfect' },
    'verdict: expected one of discrepant, error, timeout, malformed, conforms, inconclusive, unsupported, not-run, got "perfect"',
  ],
  ['verdict', { ...verdict, skipped: { a: 'b' } }, 'skipped: expected counts, got an object'],
  [
    'verdict',
    { ...verdict, counterexample: {} },
    'counterexample.problems: expected a list of objects, got nothing',
  ],
  [
    'verdict',
    { ...verdict, counterexample: { ...verdict.counterexample, discrepancies: [{}] } },
    'counterexample.discrepancies[0].path: expected a path, got nothing',
  ],
  ['notes', { notes: [{ subject: 0 }] }, 'notes[0].note.message: expected a text, got nothing'],
  ['footer', { samples: 1, verdicts: 'x' }, 'verdicts: expected a count, got "x"'],
] as const)('%s, %#: the first defect is told', (kind, value, says) => {
  const defect = lineDefect(value, kind);
  expect(defect && sentence(defect)).toBe(says);
});
