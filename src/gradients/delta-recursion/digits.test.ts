import { readFileSync } from 'node:fs';
import { all, type BigNumber, create } from 'mathjs';
import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

/*
 * Digits from outside, never from the formulas under test: how each file's were obtained is its `method`.
 *
 * The comparison has no tolerance. The implementation works with 64 decimal digits; what is left of its
 * rounding after these few hundred operations on numbers of size 1e-4 to 10 is far below the 30th digit,
 * so its values, rounded to 30 digits, are the printed ones.
 */

type Digits = string | null | readonly Digits[];

interface Case {
  readonly title: string;
  readonly problem: MlpProblem;
  readonly expected: Readonly<Record<string, Digits>>;
}

if (all === undefined) throw new Error('mathjs: expected its factory functions, got none');
const math = create(all, { number: 'BigNumber', precision: 64 });

/** Reads a double as its shortest decimal: 0.15 is 15/100, as the digits were computed. */
const decimals: Arithmetic<BigNumber> = {
  name: 'decimal, 64 digits',
  of: (double) => math.bignumber(String(double)),
  toNumber: (value) => value.toNumber(),
  add: (left, right) => left.plus(right),
  sub: (left, right) => left.minus(right),
  mul: (left, right) => left.times(right),
  div: (left, right) => left.dividedBy(right),
  neg: (value) => value.negated(),
  compare: (left, right) => left.comparedTo(right),
  exp: (value) => value.exp(),
  expm1: (value) => value.exp().minus(1),
  log: (value) => value.ln(),
  sqrt: (value) => value.sqrt(),
  tanh: (value) => value.tanh(),
};

type Values = BigNumber | null | readonly Values[];

const isValues = (values: Values): values is readonly Values[] => Array.isArray(values);
const isDigits = (digits: Digits): digits is readonly Digits[] => Array.isArray(digits);

/** Rounded to 30 digits and written out, shape kept. */
const rounded = (values: Values): Digits => {
  if (isValues(values)) return values.map(rounded);
  return values === null ? null : values.toSignificantDigits(30).toString();
};

/** The same spelling of the printed digits. */
const spelled = (digits: Digits): Digits => {
  if (isDigits(digits)) return digits.map(spelled);
  return digits === null ? null : math.bignumber(digits).toString();
};

const casesIn = (file: string): readonly Case[] => {
  const { cases }: { readonly cases: readonly Case[] } = JSON.parse(
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  );
  return cases;
};

const answerTo = (problem: MlpProblem): Readonly<Record<string, Values>> => {
  const answer = gradient(problem, decimals);
  if ('refused' in answer) throw new Error(answer.refused);
  const { cost, gradients, deltas, trace } = answer;
  return { cost, ...gradients, deltas, activations: trace.activations };
};

describe('the delta recursion in 64 decimal digits', () => {
  const cases = [...casesIn('./worked-networks.json'), ...casesIn('./central-differences.json')];

  it('is held against nine networks', () => expect(cases).toHaveLength(9));

  it.each(cases)('reproduces 30 digits of $title', ({ problem, expected }) => {
    const answer = answerTo(problem);
    for (const [name, digits] of Object.entries(expected)) {
      expect({ [name]: rounded(answer[name] ?? null) }).toEqual({ [name]: spelled(digits) });
    }
  });
});
