import { describe, expect, it } from 'vitest';
import { boundedIn } from './bounded.ts';
import { formats } from './formats.ts';
import { countLog, type LogCounts, quantile, shareBin } from './histogram.ts';
import { judgeRun } from './judge-run.ts';
import { problemCase } from './problem-case.ts';
import { ruleNames, rules } from './rules.ts';
import { emptyCell } from './tally.ts';

const [format] = formats;
if (format === undefined) throw new RangeError('expected at least 1 format, got 0');
const problem = problemCase(1, 2);
const bounded = boundedIn(problem, format);

const judged = (change: (values: number[]) => void, reasons: readonly string[] = []) => {
  const values = [...problem.referenceValues];
  change(values);
  return judgeRun(emptyCell(), problem, { ...bounded, reasons }, values);
};

describe('judgeRun', () => {
  it('finds nothing wrong with the reference', () => {
    expect(judged(() => {})).toEqual([]);
  });

  it('finds the one number that is moved by more than its bound', () => {
    expect(
      judged((values) => (values[3] = (values[3] as number) + 3 * (bounded.bounds[3] as number))),
    ).toEqual([3]);
  });

  it('finds what is not finite, unless there is a reason for it', () => {
    for (const value of [Number.NaN, 1 / 0, -1 / 0]) {
      expect(judged((values) => (values[0] = value))).toEqual([0]);
      expect(judged((values) => (values[0] = value), ['a reason'])).toEqual([]);
    }
  });

  it('refuses an answer of another length', () => {
    expect(() => judged((values) => values.pop())).toThrow(/^answer: expected \d+ numbers, got \d+$/);
  });
});

describe('the rules', () => {
  const entry = { truth: 1, reference: 1, tolerance: 1e-9 };

  it.each([
    ['bound', 1 + 0.9e-9, 1 + 1.1e-9],
    ['gradcheck', 1 + 1.0e-3, 1 + 1.02e-3],
    ['allclose', 1 + 1.0e-5, 1 + 1.002e-5],
    ['cs231n', 1 + 0.99e-7, 1 + 1.01e-7],
  ] as const)('%s accepts %d and refuses %d', (name, inside, outside) => {
    expect(rules[name].accepts({ ...entry, got: inside })).toBe(true);
    expect(rules[name].accepts({ ...entry, got: outside })).toBe(false);
  });

  it.each(ruleNames)('%s accepts 0 for 0 and never NaN', (name) => {
    expect(rules[name].accepts({ got: 0, truth: 0, reference: 0, tolerance: 0 })).toBe(true);
    expect(rules[name].accepts({ ...entry, got: Number.NaN })).toBe(false);
  });
});

describe('histograms', () => {
  it('put a share into the bin that it does not pass', () => {
    expect([0, 1e-300, 1e-6, 1.1e-6, 0.5, 0.51, 1].map(shareBin)).toEqual([0, 1, 1, 2, 8, 9, 10]);
  });

  it('give a quantile that is at most 4.5 % too large', () => {
    const counts: LogCounts = {};
    for (let k = 1; k <= 1001; k += 1) countLog(counts, k);
    const median = quantile(counts, 0.5);
    expect(median).toBeGreaterThanOrEqual(501);
    expect(median).toBeLessThanOrEqual(501 * 1.045);
  });

  it('count infinity above everything, and give NaN of nothing', () => {
    const counts: LogCounts = {};
    countLog(counts, 1e300);
    countLog(counts, 1 / 0, 9);
    expect(quantile(counts, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(quantile({}, 0.5)).toBeNaN();
  });
});
