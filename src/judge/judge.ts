/** Claims and evidence to findings. Takes no tolerance: every comparison carries a derived bound. */

import type { Bound } from '../bounds/bound.ts';
import { combinationBound, noDifference, sumOfBounds } from '../bounds/combine.ts';
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

function* witnessing({ answer, bounds, witness }: Evidence, question: number): Generator<Comparison> {
  for (const { path, value, bound } of witness()) {
    yield {
      question,
      path,
      got: entryAt(answer, path) as number | undefined,
      expected: value,
      bound: sumOfBounds(bound, entryAt(bounds, path) as Bound),
      relation: 'numerical differentiation',
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
  const sum = known.reduce((total, { coefficient, value }) => total + coefficient * value, 0);
  return {
    question,
    path,
    got: known.length === terms.length ? sum : undefined,
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
      yield* witnessing(evidenceOf(evidence, claim.question), claim.question);
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
