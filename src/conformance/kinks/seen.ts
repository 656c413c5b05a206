/** What an answer shows of conventions: the values taken under their names, and contradictions to what is declared. */

import { at } from '../../model/at.ts';
import { type ConventionName, type Conventions, isTieName } from '../../model/conventions.ts';
import type { Attempt } from './attempts.ts';
import { exactNames, type Trial } from './common.ts';
import type { Kink } from './kink.ts';
import { type Settled, settledBy } from './settled.ts';

/** The one value of a name among the trials that fit, where other values did not. */
const seenValues = (trials: readonly Trial[]): Readonly<Record<string, string>> => {
  const fitting = trials.filter(({ attempt }) => attempt.wrong === 0);
  const names = [...(fitting[0]?.values.keys() ?? [])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const of = (some: readonly Trial[]) => new Set(some.map(({ values }) => values.get(name)?.value ?? ''));
      const [value = ''] = of(fitting);
      return of(fitting).size === 1 && of(trials).size > 1 ? [[name, value]] : [];
    }),
  );
};

/** A declared convention that no fitting trial has, said in words. */
const contradiction = (
  name: ConventionName,
  declared: Conventions,
  trials: readonly Trial[],
  seen: string | undefined,
): { readonly contradiction?: string } => {
  const claimed = declared[name];
  if (claimed === undefined || seen === undefined) return {};
  const kept = trials.some(
    ({ values, attempt }) => attempt.wrong === 0 && values.get(name)?.declared === true,
  );
  return kept ? {} : { contradiction: `${name} is declared ${claimed}, but what is taken is ${seen}` };
};

/** The name whose value alone decides, if it is one: nothing else could explain a difference. */
const soleName = (kinks: readonly Kink[]): ConventionName | null => {
  const names = exactNames(kinks);
  return names.length === 1 && kinks.every(({ exact }) => exact) ? (names[0] ?? null) : null;
};

/** By conventions that explain the answer, one for each name; null where none do. */
export const byConvention = (
  kinks: readonly Kink[],
  declared: Conventions,
  trials: readonly Trial[],
): Settled | null => {
  const fitting = trials.filter(({ attempt }) => attempt.wrong === 0);
  const [first] = fitting;
  if (first === undefined) return null;
  const best = fitting.find(({ values }) => [...values.values()].some((each) => each.declared)) ?? first;
  const seen = kinks.every(({ exact }) => exact) ? seenValues(trials) : {};
  const name = soleName(kinks);
  return settledBy(best.attempt, kinks, {
    by: 'fitted',
    seen,
    ...(name && contradiction(name, declared, trials, seen[name])),
  });
};

const printed = (value: number): string => String(Number(value.toPrecision(6)));

/** What a tied fit took, in the words of its name. */
export const tiedValue = (name: ConventionName, { point }: Attempt): string => {
  const values = new Set(point.map((chosen) => printed(at(chosen, 0))));
  const [value = ''] = values;
  return !isTieName(name) && values.size === 1 ? value : 'something between its two sides';
};

/** By an attempt that explains the answer, said of the one name that it could be said of. */
export const withName = (
  attempt: Attempt,
  kinks: readonly Kink[],
  declared: Conventions,
  trials: readonly Trial[],
  wordsFor: (name: ConventionName) => string,
): Settled => {
  const name = soleName(kinks);
  if (name === null) return settledBy(attempt, kinks, { by: 'fitted', seen: {} });
  const value = wordsFor(name);
  return settledBy(attempt, kinks, {
    by: 'fitted',
    seen: { [name]: value },
    ...contradiction(name, declared, trials, value),
  });
};
