/** Reading option values: what was expected, what came. */

import { InvalidArgumentError } from 'commander';

/** Fixed per suite version, so that a verdict does not change under its user. */
export const defaultSeed = 20261122;
export const defaultRuns = 100;
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
export const readPath = (text: string): { readonly check: string; readonly path: string } => {
  const [name = '', ...steps] = text.split(':');
  if (name === 'fixture' && steps.length === 1) return { check: text, path: '' };
  if (steps.length === 0 || !steps.every((step) => /^\d+$/.test(step))) {
    throw new InvalidArgumentError(
      `expected PROPERTY:PATH as a replay line prints it, got ${JSON.stringify(text)}.`,
    );
  }
  return { check: name, path: steps.join(':') };
};

/** Clause ids with `*` for any characters. */
export const readClauseGlob = (text: string): ((clause: string) => boolean) => {
  const pattern = text.split('*').map((part) => part.replace(/[^A-Za-z0-9-]/g, '\\$&'));
  const matcher = new RegExp(`^${pattern.join('.*')}$`, 'i');
  return (clause) => matcher.test(clause);
};
