/** Claims and evidence to findings. Takes no tolerance: every comparison carries a derived bound. */

import type { Bound } from '../bounds/bound.ts';
import {
  type Bounded,
  combinationBound,
  noDifference,
  productOf,
  sumOfBounds,
  unbounded,
} from '../bounds/combine.ts';
import { entryAt, numberPaths } from '../model/path.ts';
import type { Findings } from '../model/verdict.ts';
import { addAgreement } from './agreement.ts';
import { type Claim, type Place, pathsOfAnswer, type Term } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { type Comparison, type Tally, tally } from './findings.ts';
import { repetitionIn } from './repetition.ts';

const evidenceOf = (evidence: readonly Evidence[], question: number): Evidence => {
  const found = evidence[question];
  if (found === undefined) throw new RangeError(`no question ${question} among ${evidence.length}`);
  return found;
};

/** Asks in turn why a correct subject may have lost the digits of some of these numbers. */
const lostAmong =
  (evidence: readonly Evidence[], places: readonly Place[]): (() => string | undefined) =>
  () => {
    for (const { question, path } of places) {
      const reason = evidenceOf(evidence, question).lost?.(path);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };

const combination = (terms: readonly { readonly coefficient: number; readonly value: number }[]): number =>
  terms.reduce((sum, { coefficient, value }) => sum + coefficient * value, 0);

const differentiation = 'numerical differentiation';

function* witnessedEntries(
  { answer, bounds, witness, lost }: Evidence,
  question: number,
): Generator<Comparison> {
  const { entries, skipped } = witness();
  for (const { path, value, bound } of entries) {
    const total = sumOfBounds(bound, entryAt(bounds, path) as Bound);
    const got = entryAt(answer, path) as number | undefined;
    const excuse = lost && { lost: () => lost(path) };
    yield { question, path, got, expected: value, bound: total, relation: differentiation, ...excuse };
  }
  for (const { path } of skipped) {
    yield { question, path, got: undefined, expected: Number.NaN, bound: unbounded };
  }
}

function* witnessedDirections(
  { answer, bounds, witness, lost }: Evidence,
  question: number,
): Generator<Comparison> {
  for (const { direction, value, bound } of witness().directions) {
    const terms = direction.flatMap(({ path, share }) => {
      const entry = entryAt(answer, path) as number | undefined;
      return entry === undefined
        ? []
        : [{ coefficient: share, value: entry, bound: entryAt(bounds, path) as Bound }];
    });
    yield {
      question,
      path: ['gradients'],
      got: terms.length === direction.length ? combination(terms) : undefined,
      expected: value,
      bound: sumOfBounds(bound, combinationBound(terms, 0)),
      relation: `${differentiation} along a direction of +-1 per entry`,
      ...(lost && { lost: () => lost(['gradients', 'weights']) }),
    };
  }
}

/** The number at a place with its bound, or undefined where the answer lacks it. */
const boundedAt = (evidence: readonly Evidence[], { question, path }: Place): Bounded | undefined => {
  const { answer, bounds } = evidenceOf(evidence, question);
  const value = entryAt(answer, path) as number | undefined;
  return value === undefined ? undefined : { value, bound: entryAt(bounds, path) as Bound };
};

const factorOf = (evidence: readonly Evidence[], term: Term): Bounded | undefined => {
  const number = boundedAt(evidence, term);
  if (term.times === undefined || number === undefined) return number;
  const other = boundedAt(evidence, term.times);
  return other && productOf(number, other);
};

/** The sum of the terms against a constant; `expected` is what a sum that is right has to be nearest to. */
const combined = (
  evidence: readonly Evidence[],
  { terms, states }: Pick<Extract<Claim, { kind: 'equation' }>, 'terms' | 'states'>,
  constant: number,
  expected: (sum: number) => number,
): Comparison => {
  const known = terms.flatMap((term) => {
    const factor = factorOf(evidence, term);
    return factor === undefined ? [] : [{ coefficient: term.coefficient, ...factor }];
  });
  const [{ question, path }] = terms;
  const sum = combination(known);
  return {
    question,
    path,
    got: known.length === terms.length ? sum : undefined,
    expected: expected(sum),
    bound: combinationBound(known, constant),
    relation: states,
    lost: lostAmong(
      evidence,
      terms.flatMap((term) => (term.times === undefined ? [term] : [term, term.times])),
    ),
  };
};

/** Two answers to one question: each may be off by its bound, and what is the same needs none. */
function* identity(evidence: readonly Evidence[], left: number, right: number): Generator<Comparison> {
  const [first, second] = [evidenceOf(evidence, left), evidenceOf(evidence, right)];
  for (const prefix of pathsOfAnswer(first.answer)) {
    for (const path of numberPaths(entryAt(first.answer, prefix), prefix)) {
      const expected = entryAt(first.answer, path) as number;
      const got = entryAt(second.answer, path) as number | undefined;
      const bound = entryAt(first.bounds, path) as Bound;
      yield {
        question: right,
        path,
        got,
        expected,
        bound: got === expected ? noDifference : sumOfBounds(bound, bound),
        relation: 'the answer to the same question before',
        lost: lostAmong(evidence, [
          { question: left, path },
          { question: right, path },
        ]),
      };
    }
  }
}

const addClaim = (claim: Claim, evidence: readonly Evidence[], whole: Tally): void => {
  if (claim.kind === 'agrees') {
    addAgreement(evidenceOf(evidence, claim.question), claim.question, claim.part, whole);
  } else if (claim.kind === 'witnessed') {
    const asked = evidenceOf(evidence, claim.question);
    for (const entry of witnessedEntries(asked, claim.question)) whole.add(entry);
    for (const direction of witnessedDirections(asked, claim.question)) whole.add(direction);
  } else if (claim.kind === 'equation') {
    whole.add(combined(evidence, claim, claim.equals, () => claim.equals));
  } else if (claim.kind === 'inequality') {
    // NaN stays NaN, and a sum that is not finite differs from itself: neither is accepted.
    whole.add(combined(evidence, claim, claim.atLeast, (sum) => Math.max(sum, claim.atLeast)));
  } else {
    for (const number of identity(evidence, claim.left, claim.right)) whole.add(number);
  }
};

/** Judges every claim of a property against the answers to its questions. */
export const judge = (claims: readonly Claim[], evidence: readonly Evidence[]): Findings => {
  const repetition = repetitionIn(claims, evidence);
  const whole = tally();
  for (const claim of claims) addClaim(claim, evidence, whole);
  return { ...whole.findings(), ...(repetition && { repetition }) };
};
