/** Claims and evidence to findings. Takes no tolerance: every comparison carries a derived bound. */

import type { Bound } from '../bounds/bound.ts';
import { combinationBound, noDifference, sumOfBounds, unbounded } from '../bounds/combine.ts';
import { entryAt, numberPaths } from '../model/path.ts';
import type { Findings } from '../model/verdict.ts';
import { type Claim, type Part, pathOfPart } from './claim.ts';
import type { Evidence } from './evidence.ts';
import { type Comparison, findingsOf } from './findings.ts';

const evidenceOf = (evidence: readonly Evidence[], question: number): Evidence => {
  const found = evidence[question];
  if (found === undefined) throw new RangeError(`no question ${question} among ${evidence.length}`);
  return found;
};

function* agreement(
  { answer, reference, againstReference }: Evidence,
  question: number,
  part: Part,
): Generator<Comparison> {
  const prefix = pathOfPart[part];
  for (const path of numberPaths(entryAt(reference, prefix), prefix)) {
    yield {
      question,
      path,
      got: entryAt(answer, path) as number | undefined,
      expected: entryAt(reference, path) as number,
      bound: entryAt(againstReference, path) as Bound,
    };
  }
}

const combination = (terms: readonly { readonly coefficient: number; readonly value: number }[]): number =>
  terms.reduce((sum, { coefficient, value }) => sum + coefficient * value, 0);

const differentiation = 'numerical differentiation';

function* witnessedEntries({ answer, bounds, witness }: Evidence, question: number): Generator<Comparison> {
  const { entries, skipped } = witness();
  for (const { path, value, bound } of entries) {
    const total = sumOfBounds(bound, entryAt(bounds, path) as Bound);
    const got = entryAt(answer, path) as number | undefined;
    yield { question, path, got, expected: value, bound: total, relation: differentiation };
  }
  for (const { path } of skipped) {
    yield { question, path, got: undefined, expected: Number.NaN, bound: unbounded };
  }
}

function* witnessedDirections(
  { answer, bounds, witness }: Evidence,
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
    };
  }
}

const equation = (
  evidence: readonly Evidence[],
  { terms, equals, states }: Extract<Claim, { kind: 'equation' }>,
): Comparison => {
  const values = terms.map(({ question, coefficient, path }) => ({
    coefficient,
    value: entryAt(evidenceOf(evidence, question).answer, path) as number | undefined,
    bound: entryAt(evidenceOf(evidence, question).bounds, path) as Bound,
  }));
  const known = values.flatMap(({ value, ...term }) => (value === undefined ? [] : [{ ...term, value }]));
  const [{ question, path }] = terms;
  return {
    question,
    path,
    got: known.length === terms.length ? combination(known) : undefined,
    expected: equals,
    bound: combinationBound(known, equals),
    relation: states,
  };
};

function* identity(evidence: readonly Evidence[], left: number, right: number): Generator<Comparison> {
  const [first, second] = [evidenceOf(evidence, left).answer, evidenceOf(evidence, right).answer];
  for (const prefix of Object.values(pathOfPart)) {
    for (const path of numberPaths(entryAt(first, prefix), prefix)) {
      yield {
        question: right,
        path,
        got: entryAt(second, path) as number | undefined,
        expected: entryAt(first, path) as number,
        bound: noDifference,
        relation: 'the answer to the same question before',
      };
    }
  }
}

function* comparisons(claims: readonly Claim[], evidence: readonly Evidence[]): Generator<Comparison> {
  for (const claim of claims) {
    if (claim.kind === 'agrees') {
      yield* agreement(evidenceOf(evidence, claim.question), claim.question, claim.part);
    } else if (claim.kind === 'witnessed') {
      yield* witnessedEntries(evidenceOf(evidence, claim.question), claim.question);
      yield* witnessedDirections(evidenceOf(evidence, claim.question), claim.question);
    } else if (claim.kind === 'equation') {
      yield equation(evidence, claim);
    } else {
      yield* identity(evidence, claim.left, claim.right);
    }
  }
}

/** Judges every claim of a property against the answers to its questions. */
export const judge = (claims: readonly Claim[], evidence: readonly Evidence[]): Findings =>
  findingsOf(comparisons(claims, evidence));
