/** Reading option values: what was expected, what came. */

import { InvalidArgumentError } from 'commander';
import { type SamplePlace, samplePlace } from '../conformance/selection.ts';

export const defaultTimeout = 5000;

const integer = (text: string, least: number, most: number): number => {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < least || value > most) {
    throw new InvalidArgumentError(
      `expected an integer from ${least} to ${most}, got ${JSON.stringify(text)}.`,
    );
  }
  return value;
};

export const readRuns = (text: string): number => integer(text, 1, 1_000_000);

/** Decimal digits: no fewer than are shown, no more than bigfloat has bits for. */
export const readDigits = (text: string): number => integer(text, 40, 3000);

export const readFailures = (text: string): number => integer(text, 1, 1_000_000);

/** A name that is not empty. */
export const readName = (text: string): string => {
  if (text !== '') return text;
  throw new InvalidArgumentError('expected a name, got "".');
};

/** `2/8`: the second of eight parts. */
export const readShard = (text: string): { readonly index: number; readonly of: number } => {
  const [index = 0, of = 0] = /^\d{1,6}\/\d{1,6}$/.test(text) ? text.split('/').map(Number) : [];
  if (index >= 1 && index <= of) return { index, of };
  throw new InvalidArgumentError(`expected i/n with i from 1 to n, got ${JSON.stringify(text)}.`);
};

/** Seconds, any number of them, as milliseconds. */
export const readTime = (text: string): number => {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value * 1000;
  throw new InvalidArgumentError(`expected seconds > 0, got ${JSON.stringify(text)}.`);
};

/** Seconds, at most an hour, as milliseconds. */
export const readTimeout = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 3600)) {
    throw new InvalidArgumentError(`expected seconds > 0 and at most 3600, got ${JSON.stringify(text)}.`);
  }
  return value * 1000;
};

/** A 32-bit integer, or `random`. */
export const readSeed = (text: string): number =>
  text === 'random' ? Math.floor(Math.random() * 2 ** 31) : integer(text, -(2 ** 31), 2 ** 31 - 1);

/** `PROPERTY:1:0:2` or `fixture:ID`, as a replay line prints it. */
export const readPath = (text: string): SamplePlace => {
  const place = samplePlace(text);
  if (place !== undefined) return place;
  throw new InvalidArgumentError(
    `expected PROPERTY:PATH as a replay line prints it, got ${JSON.stringify(text)}.`,
  );
};
