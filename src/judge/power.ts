/** How small an error would have been seen: from the bounds that were applied to what was expected. */

import type { Path } from '../model/path.ts';
import type { PartPower, Power } from '../model/verdict.ts';
import { type ExponentCounts, exponentCounts } from './exponents.ts';
import { partName } from './part-name.ts';

const none: PartPower = { exercised: 0, unexercised: 0, exponents: {}, best: Number.POSITIVE_INFINITY };

/** Counts one entry. */
export type CountPower = (expected: number, bound: number) => void;

interface Counts {
  exercised: number;
  unexercised: number;
  readonly exponents: ExponentCounts;
  best: number;
}

const countInto = (counts: Counts, expected: number, bound: number): void => {
  const size = Math.abs(expected);
  if (size > bound) counts.exercised += 1;
  else counts.unexercised += 1;
  if (size === 0) return;
  const relative = bound / size;
  counts.exponents.add(relative);
  counts.best = Math.min(counts.best, relative);
};

const powerOf = ({ exercised, unexercised, exponents, best }: Counts): PartPower => ({
  exercised,
  unexercised,
  exponents: exponents.counts(),
  best,
});

/** Counts entries one by one, those below a path as one part. */
export const powerMeter = () => {
  const parts = new Map<string, Counts>();
  const added = (name: string): Counts => {
    const counts = { exercised: 0, unexercised: 0, exponents: exponentCounts(), best: none.best };
    parts.set(name, counts);
    return counts;
  };
  return {
    below: (path: Path): CountPower => {
      const name = partName(path);
      let counts = parts.get(name);
      return (expected, bound) => {
        counts ??= parts.get(name) ?? added(name);
        countInto(counts, expected, bound);
      };
    },
    power: (): Power => Object.fromEntries([...parts].map(([name, counts]) => [name, powerOf(counts)])),
  };
};

const sumOfCounts = (left: PartPower['exponents'], right: PartPower['exponents']): PartPower['exponents'] => {
  const sum: Record<string, number> = { ...left };
  for (const [key, count] of Object.entries(right)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
};

const sumOfParts = (left: PartPower, right: PartPower): PartPower => ({
  exercised: left.exercised + right.exercised,
  unexercised: left.unexercised + right.unexercised,
  exponents: sumOfCounts(left.exponents, right.exponents),
  best: Math.min(left.best, right.best),
});

/** The power of several comparisons together; undefined counts for nothing. */
export const sumOfPowers = (powers: readonly (Power | undefined)[]): Power => {
  const sum: Record<string, PartPower> = {};
  for (const power of powers)
    for (const [name, part] of Object.entries(power ?? {})) sum[name] = sumOfParts(sum[name] ?? none, part);
  return sum;
};

/**
 * The relative error from which on half of the entries would have been refused, rounded up to a power of
 * two; +Infinity where no entry has an expected value other than 0.
 */
export const medianPower = ({ exponents }: PartPower): number => {
  const counts = Object.entries(exponents)
    .map(([exponent, count]): [number, number] => [Number(exponent), count])
    .sort(([one], [other]) => one - other);
  const half = counts.reduce((total, [, count]) => total + count, 0) / 2;
  let counted = 0;
  for (const [exponent, count] of counts) {
    counted += count;
    if (counted >= half) return 2 ** exponent;
  }
  return Number.POSITIVE_INFINITY;
};

/** The power of one part in a few numbers. */
export interface PowerSummary {
  readonly exercised: number;
  readonly unexercised: number;
  readonly median: number;
  readonly best: number;
}

/** Part by part, what is left of the counts in a report. */
export const powerSummary = (power: Power): Readonly<Record<string, PowerSummary>> =>
  Object.fromEntries(
    Object.entries(power).map(([name, part]) => [
      name,
      {
        exercised: part.exercised,
        unexercised: part.unexercised,
        median: medianPower(part),
        best: part.best,
      },
    ]),
  );
