/** The same questions asked twice: whether the answers differ by more than rounding allows. */

import type { Bound } from '../bounds/bound.ts';
import { pathsOfAnswer } from '../judge/claim.ts';
import type { AnyAnswer } from '../model/any-kind.ts';
import { entryAt, numberPaths, type Path } from '../model/path.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { changeIn, isFailure } from './evaluate.ts';
import type { Put } from './put.ts';

/** What the second of two answers to one question is held against. */
const sameQuestion = 'the answer to the same question before';

function* numbersOf(answer: AnyAnswer): Generator<Path> {
  for (const path of pathsOfAnswer(answer)) yield* numberPaths(entryAt(answer, path), path);
}

/** Entries whose two values are different numbers; the bound is for the difference of two right answers. */
function* differences(first: Put, second: Put): Generator<Discrepancy> {
  const [before, after] = [first.evaluation, second.evaluation];
  if (before.kind !== 'judged' || after.kind !== 'judged' || first.prepared.kind !== 'bases') return;
  for (const [question, basis] of first.prepared.bases.entries()) {
    const answer = before.answers[question];
    if (answer === undefined) return;
    const { bounds } = basis.evidence(answer);
    for (const path of numbersOf(answer)) {
      const [expected, got] = [entryAt(answer, path), entryAt(after.answers[question], path)] as number[];
      if (expected === undefined || got === undefined || Object.is(expected, got)) continue;
      const bound = 2 * (entryAt(bounds, path) as Bound);
      yield { question, path, got, expected, bound, relation: sameQuestion };
    }
  }
}

const isBeyondRounding = ({ got, expected, bound }: Discrepancy): boolean =>
  !(Math.abs(got - expected) <= bound);

/**
 * What shows that a failing sample, asked again, was answered otherwise: an entry whose two values differ by
 * more than twice its bound or, where the second answers pass, by anything. Null where nothing shows it, and
 * where a change of answers is what failed.
 */
export const nondeterminismIn = (failing: Put, again: Put): Discrepancy | null => {
  if (changeIn(failing.evaluation) !== undefined) return null;
  const all = [...differences(failing, again)];
  const found = all.find(isBeyondRounding) ?? (isFailure(again.evaluation) ? undefined : all[0]);
  return found ?? null;
};
