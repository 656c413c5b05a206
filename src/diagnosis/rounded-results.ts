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
  /** Most numbers rounded like this are still within their bound: few have to be wrong. */
  readonly isFine?: boolean;
}

const mostDecimals = 11;

/** 17 digits tell every double from every other. */
const mostDigits = 16;

/** With fewer digits than these every number is wrong. */
const fineDigits = 14;

const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, index) => index);

const formats: readonly PrecisionName[] = ['float32', 'float16', 'bfloat16'];

/** From coarse to fine in each kind, so that the first that fits is the one that was used. */
const roundings: readonly Rounding[] = [
  ...upTo(mostDecimals).map((digits) => ({
    id: 'rounded-decimals',
    constant: `${digits} decimal${digits === 1 ? '' : 's'}`,
    of: (value: number) => Number(value.toFixed(digits)),
  })),
  ...upTo(mostDigits)
    .slice(1)
    .map((digits) => ({
      id: 'rounded-digits',
      constant: `${digits} significant digit${digits === 1 ? '' : 's'}`,
      of: (value: number) => Number(value.toPrecision(digits)),
      isFine: digits >= fineDigits,
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

/** Fewer wrong numbers than these are rounded by chance. */
const fewest = 4;

/** A double in two is a decimal of 16 digits, one in fifteen of 15: so many are not by chance. */
const fewestFine = 16;

const isEnough = (
  entries: readonly Entry[],
  wrong: readonly Entry[],
  { isFine = false }: Rounding,
): boolean =>
  isFine
    ? entries.filter(({ got }) => !Number.isInteger(got)).length >= fewestFine
    : wrong.filter(({ got }) => got !== 0).length >= fewest;

type Told = ReadonlyMap<Part, readonly Entry[]>;

/** The parts that are rounded; null where one is wrong and is not. */
const roundedParts = (told: Told, rounding: Rounding): readonly Part[] | null => {
  const parts: Part[] = [];
  for (const [part, entries] of told) {
    const wrong = entries.filter(isWrong);
    const isWhole =
      isEnough(entries, wrong, rounding) &&
      entries.every((entry) => isOpen(entry) || isRounded(entry, rounding));
    if (isWhole && (wrong.length > 0 || rounding.isFine)) parts.push(part);
    else if (wrong.length > 0) return null;
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
      advice:
        'return every digit: 17 significant ones (%.17g), or as many as it takes to read the same number again',
      clause: 'AGREEMENT',
      ...(rounding.reached && { reached: rounding.reached }),
    };
  }
  return null;
};
