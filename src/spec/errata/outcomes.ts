/** Demonstrations at work: what their readings compute, written as the data writes it. */

import type { Demonstration, ErrataDocument } from './entry.ts';
import { errata } from './errata.ts';

/** What one reading computes; it may throw, which is an outcome like any other. */
export type Reading = () => number;

/** The readings of demonstrations: by the demonstration's name, then by reading. */
export type Readings = Readonly<Record<string, Readonly<Record<string, Reading>>>>;

const six = 6;

const computed = (reading: Reading): number | string => {
  try {
    return reading();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    throw error;
  }
};

/**
 * The outcome of a reading as the data writes it: rounded to six digits where the data is, else exact.
 *
 * An exact number is the shortest decimal of the double, so that nothing but that double passes.
 */
const writtenLike = (value: string, reading: Reading): string => {
  const outcome = computed(reading);
  if (typeof outcome === 'string') return outcome;
  return value.startsWith('≈ ') ? `≈ ${outcome.toPrecision(six)}` : String(outcome + 0);
};

/** The demonstration with every value replaced by what its reading computes now; readings must be the same. */
export const performed = (demonstration: Demonstration, readings: Readings[string]): Demonstration => ({
  ...demonstration,
  outcomes: Object.entries(readings).map(([reading, run]) => {
    const declared = demonstration.outcomes.find((outcome) => outcome.reading === reading);
    return { reading, value: writtenLike(declared?.value ?? '', run) };
  }),
});

/** An erratum's id and its demonstration. */
export interface Demonstrated {
  readonly id: string;
  readonly demonstration: Demonstration;
}

/** The errata of a document that have a demonstration. */
export const demonstrated = (document: ErrataDocument): readonly Demonstrated[] =>
  errata()
    .filter((erratum) => erratum.document === document)
    .flatMap(({ id, demonstration }) => (demonstration === undefined ? [] : [{ id, demonstration }]));
