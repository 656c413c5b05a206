import { describe, expect, it } from 'vitest';
import type { Repetition } from '../model/verdict.ts';
import { notesOf, noteText } from './notes.ts';
import { reportOf } from './report.ts';
import { renderRun } from './reporters.ts';
import { exampleContext, exampleRun, exampleSubject, exampleVerdict } from './test-run.ts';

// 1 and the next number above it: one unit in the last place, 2^-52.
const repetition: Repetition = {
  left: 0,
  right: 2,
  path: ['gradients', 'weights', 0, 0, 0],
  before: 1,
  after: 1 + 2 ** -52,
  bound: 2 ** -51,
  way: 'within',
};

const changing = exampleVerdict('conforms', 'PURE', 'purity', {
  repetitions: { problems: 7, first: repetition },
});

const varying = exampleVerdict('conforms', 'ACT-RELU', 'relu', {
  kinks: { fitted: 3, box: 0, outside: 0, seen: { 'relu-derivative-at-0': { '0': 2, '1': 1 } } },
});

const seen = { message: 'ends its lines with CR LF', times: 16 };

describe('the notes of a subject', () => {
  it('are what was seen of it, what changed within rounding, and conventions that vary', () => {
    const subject = { ...exampleSubject, notes: [seen], verdicts: [changing, varying] };
    expect(notesOf(subject).map(noteText)).toEqual([
      'ends its lines with CR LF (16 times)',
      'gradients.weights[0][0][0] differs by 1 ulp between two identical requests; rounding allows it (7 times)',
      'relu-derivative-at-0 varies: 0 in 2, 1 in 1 of 3 problems',
    ]);
  });

  it('leave out a convention that is always the same', () => {
    expect(notesOf({ ...exampleSubject, notes: [] })).toEqual([]);
  });

  it('name a convention that varies within a problem', () => {
    const within = { 'relu-derivative-at-0': { 'not the same at every kink': 1 } };
    const verdicts = [{ ...varying, kinks: { fitted: 1, box: 0, outside: 0, seen: within } }];
    expect(notesOf({ ...exampleSubject, verdicts })).toHaveLength(1);
  });

  it('name both values where units in the last place mean nothing', () => {
    const first = { ...repetition, before: 0, after: 1e-300 };
    const verdicts = [{ ...changing, repetitions: { problems: 1, first } }];
    expect(notesOf({ ...exampleSubject, verdicts })[0]?.message).toBe(
      'gradients.weights[0][0][0] differs, 0 and then 1e-300, between two identical requests; rounding allows it',
    );
  });

  it('stand in the report for people and in JSON, and are bounded there', () => {
    const notes = Array.from({ length: 50 }, (_, index) => ({
      message: `${index} ${'\u001b'.repeat(5000)}`,
      times: 1,
    }));
    const run = { ...exampleRun, subjects: [{ ...exampleSubject, notes }] };
    expect(reportOf(run, exampleContext).subjects[0]?.notes).toHaveLength(20);
    const lines = renderRun('console', run, exampleContext).split('\n');
    expect(lines.filter((line) => line.startsWith('  note: '))).toHaveLength(8);
    expect(lines).toContain('  and 12 other notes; --json has them all');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(3000);
    const json = renderRun('json', run, exampleContext);
    expect(json).not.toContain('\u001b');
    expect(JSON.parse(json).subjects[0].notes).toHaveLength(20);
  });
});
