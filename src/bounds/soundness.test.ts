import { beforeAll, describe, expect, it } from 'vitest';
import { families } from './emulation/networks.ts';
import { shareOf, type Trial, trial } from './emulation/trials.ts';
import { type PrecisionName, precision } from './precision.ts';

const formats: readonly {
  readonly name: PrecisionName;
  readonly accumulation: PrecisionName;
  readonly runs: number;
}[] = [
  { name: 'float64', accumulation: 'float64', runs: 24 },
  { name: 'float32', accumulation: 'float32', runs: 24 },
  { name: 'bfloat16', accumulation: 'bfloat16', runs: 12 },
  { name: 'bfloat16', accumulation: 'float32', runs: 12 },
  { name: 'float16', accumulation: 'float16', runs: 12 },
];

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] as number;

describe.each(formats)('$name with sums in $accumulation', ({ name, accumulation, runs }) => {
  const trials: Trial[] = [];
  let judged = 0;

  beforeAll(() => {
    const format = precision(name, accumulation);
    const wide = accumulation === name ? null : precision(accumulation);
    for (const family of families)
      for (let run = 0; run < (family === 'wide' ? runs / 4 : runs); run += 1) {
        const found = trial(family, 1000 * run + families.indexOf(family), format, wide);
        if (found !== null) trials.push(found);
      }
    judged = trials.flatMap(({ entries }) => entries).filter(({ bound }) => bound < 1 / 0).length;
  });

  it('keeps every finite number of a correct subject within its bound', () => {
    const outside = trials.flatMap(({ family, seed, style, entries }) =>
      entries
        .filter(({ got, truth, bound }) => Number.isFinite(got) && !(Math.abs(got - truth) <= bound))
        .map((entry) => ({ family, seed, style, entry })),
    );
    expect(outside).toEqual([]);
    expect(judged).toBeGreaterThan(runs * 400);
  });

  it('has a reason for every number that is not finite although its bound is', () => {
    const unexcused = trials.filter(
      ({ entries, reasons }) =>
        reasons.length === 0 && entries.some(({ got, bound }) => !Number.isFinite(got) && bound < 1 / 0),
    );
    expect(unexcused.map(({ family, seed, style }) => ({ family, seed, style }))).toEqual([]);
  });

  it('uses more than a quarter of some bound away from kinks: bounds four times smaller are violated', () => {
    const shares = trials
      .filter(({ uncertain }) => !uncertain)
      .flatMap(({ entries }) => entries.map(shareOf))
      .filter((share) => Number.isFinite(share));
    expect(Math.max(...shares)).toBeGreaterThan(0.25);
  });
});

// The prototype's figures for gradients of benign nets; a looser derivation would be noticed here.
describe.each([
  { name: 'float64' as const, known: 2.2e-14 },
  { name: 'float32' as const, known: 1.2e-5 },
  { name: 'bfloat16' as const, known: 1.2 },
])('in $name', ({ name, known }) => {
  it(`bounds the median gradient of a benign net more tightly than ${known} of its size`, () => {
    const relative: number[] = [];
    for (let run = 0; run < 60; run += 1) {
      const found = trial('benign', 50_000 + run, precision(name), null);
      for (const { path, truth, bound } of found?.entries ?? [])
        if (/^(weights|biases)/.test(path) && truth !== 0) relative.push(bound / Math.abs(truth));
    }
    expect(relative.length).toBeGreaterThan(500);
    expect(median(relative)).toBeLessThan(known);
  });
});
