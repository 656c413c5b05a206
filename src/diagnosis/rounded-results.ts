/** Right numbers that were rounded at the end: to decimals, to significant digits, to a coarser format. */

import { type PrecisionName, precision, roundedTo } from '../bounds/precision.ts';
import type { Part } from '../judge/claim.ts';
import type { Cause } from '../model/diagnosis.ts';
import type { Case } from './cases.ts';
import { type Entry, entriesOf, isWrong, partsIn } from './fit.ts';

/** One way to round. */
interface Rounding {
  readonly id: string;
  readonly constant: string;
  readonly of: (value: number) => number;
  readonly reached?: PrecisionName;
}

const mostDigits = 12;

const counts = Array.from({ length: mostDigits }, (_, index) => index);

const formats: readonly PrecisionName[] = ['float32', 'float16', 'bfloat16'];

/** From coarse to fine in each kind, so that the first that fits is the one that was used. */
const roundings: readonly Rounding[] = [
  ...counts.map((digits) => ({
    id: 'rounded-decimals',
    constant: `${digits} decimal${digits === 1 ? '' : 's'}`,
    of: (value: number) => Number(value.toFixed(digits)),
  })),
  ...counts.slice(1).map((digits) => ({
    id: 'rounded-digits',
    constant: `${digits} significant digit${digits === 1 ? '' : 's'}`,
    of: (value: number) => Number(value.toPrecision(digits)),
  })),
  ...formats.toReversed().map((name) => ({
    id: 'rounded-format',
    constant: name,
    of: (value: number) => roundedTo(value, precision(name)),
    reached: name,
  })),
];

/** True where the number is what some value in the right ball is rounded to. */
const isRounded = ({ got, right }: Entry, { of }: Rounding): boolean => {
  const [low, high] = [of(right.value - right.radius), of(right.value + right.radius)];
  return of(got) === got && low <= got && got <= high;
};

const isOpen = ({ right }: Entry): boolean => !Number.isFinite(right.radius);

/** Fewer numbers than these are rounded by chance. */
const fewest = 4;

type Told = ReadonlyMap<Part, readonly Entry[]>;

const roundedParts = (told: Told, rounding: Rounding): readonly Part[] | null => {
  const parts: Part[] = [];
  for (const [part, entries] of told) {
    const wrong = entries.filter(isWrong);
    if (wrong.length === 0) continue;
    if (wrong.filter(({ got }) => got !== 0).length < fewest) return null;
    if (!entries.every((entry) => isOpen(entry) || isRounded(entry, rounding))) return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts;
};

/** The rounding that makes right numbers of all parts that are wrong; null where there is none. */
export const roundedResults = (cases: readonly Case[]): Cause | null => {
  const told = new Map<Part, readonly Entry[]>();
  for (const { numbers, right } of cases) {
    for (const part of partsIn(numbers))
      told.set(part, [...(told.get(part) ?? []), ...entriesOf(part, numbers, right, right)]);
  }
  for (const rounding of roundings) {
    const parts = roundedParts(told, rounding);
    if (parts === null) continue;
    return {
      id: rounding.id,
      sentence: `you round the finished ${parts.join(' and ')} to ${rounding.constant}`,
      advice: 'return every digit: as many as it takes to read the same number again',
      clause: 'AGREEMENT',
      ...(rounding.reached && { reached: rounding.reached }),
    };
  }
  return null;
};
