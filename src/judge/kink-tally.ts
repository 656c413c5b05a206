/** Counting how problems at kinks were judged, and what was taken there. */

import { type ConventionName, conventionNames, notTheSame } from '../model/conventions.ts';
import type { KinkJudgement, KinkTally } from '../model/verdict.ts';

type Seen = KinkTally['seen'];

const sumOfSeen = (left: Seen, right: Seen): Seen => {
  const names = conventionNames.filter((name) => left[name] !== undefined || right[name] !== undefined);
  return Object.fromEntries(
    names.map((name): [ConventionName, Readonly<Record<string, number>>] => {
      const counts: Record<string, number> = { ...left[name] };
      for (const [value, count] of Object.entries(right[name] ?? {}))
        counts[value] = (counts[value] ?? 0) + count;
      return [name, counts];
    }),
  );
};

const nothing: KinkTally = { fitted: 0, box: 0, outside: 0, seen: {} };

/** Several tallies together. */
export const sumOfKinks = (tallies: readonly KinkTally[]): KinkTally =>
  tallies.reduce(
    (sum, { fitted, box, outside, seen }) => ({
      fitted: sum.fitted + fitted,
      box: sum.box + box,
      outside: sum.outside + outside,
      seen: sumOfSeen(sum.seen, seen),
    }),
    nothing,
  );

/** One problem as a tally. */
export const tallyOf = ({ by, seen }: KinkJudgement): KinkTally => ({
  ...nothing,
  [by]: 1,
  seen: Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, { [value]: 1 }])),
});

const sentenceOf = (name: string, counts: Readonly<Record<string, number>>): string => {
  const found = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const problems = found.reduce((sum, [, count]) => sum + count, 0);
  const [[value, count] = ['', 0]] = found;
  if (found.length === 1) return `${name} is ${value} in ${count} of ${problems} problems`;
  return `${name} varies: ${found.map(([each, often]) => `${each} in ${often}`).join(', ')} of ${problems} problems`;
};

/** `relu-derivative-at-0 is 0 in 37 of 37 problems`, and how it varies where it is not always the same. */
export const conventionSentences = ({ seen }: KinkTally): readonly string[] =>
  Object.entries(seen).map(([name, counts]) => sentenceOf(name, counts));

/** The sentences of those that are not always the same: between problems, or within one. */
export const varyingConventions = (tallies: readonly KinkTally[]): readonly string[] => {
  const { seen } = sumOfKinks(tallies);
  return Object.entries(seen).flatMap(([name, counts]) => {
    const values = Object.keys(counts);
    return values.length > 1 || values.includes(notTheSame) ? [sentenceOf(name, counts)] : [];
  });
};
