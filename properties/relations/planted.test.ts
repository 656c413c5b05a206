/**
 * Every relation, put to our answers as they are and with one number of a claim moved by four times what the
 * claim allows: the first passes, the second never does.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bound } from '../../src/bounds/bound.ts';
import { type Bounded, combinationBound, productOf } from '../../src/bounds/combine.ts';
import { basisFor, experts } from '../../src/conformance/evidence.ts';
import type { Claim, Place, Term } from '../../src/judge/claim.ts';
import type { Evidence } from '../../src/judge/evidence.ts';
import { judge } from '../../src/judge/judge.ts';
import type { Sample } from '../../src/judge/property.ts';
import type { SubjectAnswer } from '../../src/model/answer.ts';
import { entryAt, type Path } from '../../src/model/path.ts';
import { everything } from '../../src/model/supports.ts';
import { ownSubjects } from '../../src/subjects/own.ts';
import { relations } from './index.ts';

type Combined = Extract<Claim, { kind: 'equation' | 'inequality' }>;

const numRuns = 20;

const [subject] = ownSubjects();
if (subject === undefined) throw new Error('no subject');
const known = experts();

/** What a question of the sample is judged by, as a foreign subject's answer would be. */
const evidenceOf = async ({ questions }: Sample): Promise<readonly Evidence[]> =>
  Promise.all(
    questions.map(async (problem) => {
      const basis = basisFor({ ...subject, ours: false }, problem, known);
      const reply = await subject.ask(problem);
      if (basis.kind !== 'basis' || reply.kind !== 'answer') throw new Error('no answer');
      return basis.evidence(reply.answer);
    }),
  );

const boundedAt = (evidence: readonly Evidence[], { question, path }: Place): Bounded => ({
  value: entryAt(evidence[question]?.answer, path) as number,
  bound: entryAt(evidence[question]?.bounds, path) as Bound,
});

const factorOf = (evidence: readonly Evidence[], { times, ...place }: Term): Bounded =>
  times === undefined
    ? boundedAt(evidence, place)
    : productOf(boundedAt(evidence, place), boundedAt(evidence, times));

const samePlace = (one: Place, other: Place): boolean =>
  one.question === other.question && one.path.join() === other.path.join();

/** A number that the claim mentions once, and how fast the sum of the terms moves with it. */
const handleOf = (
  evidence: readonly Evidence[],
  { terms }: Combined,
): { place: Place; rate: number } | null => {
  const places = terms.flatMap(({ times, ...place }) => (times === undefined ? [place] : [place, times]));
  for (const { coefficient, times, ...place } of terms) {
    for (const [moved, other] of [
      [place, times],
      [times, place],
    ] as const) {
      if (moved === undefined || places.filter((each) => samePlace(each, moved)).length > 1) continue;
      const rate = coefficient * (other === undefined ? 1 : boundedAt(evidence, other).value);
      if (Math.abs(rate) > 1e-3) return { place: moved, rate };
    }
  }
  return null;
};

const replaced = (node: unknown, [step, ...rest]: Path, value: number): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(node)) return node.with(step as number, replaced(node[step as number], rest, value));
  const fields = node as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: replaced(fields[step], rest, value) };
};

/** The evidence with one number moved so far that the claim is broken by four times what it allows. */
const planted = (evidence: readonly Evidence[], claim: Combined): readonly Evidence[] | null => {
  const handle = handleOf(evidence, claim);
  const terms = claim.terms.map((term) => ({ coefficient: term.coefficient, ...factorOf(evidence, term) }));
  const constant = claim.kind === 'equation' ? claim.equals : claim.atLeast;
  const allowed = combinationBound(terms, constant);
  if (handle === null || !Number.isFinite(allowed)) return null;
  const sum = terms.reduce((total, { coefficient, value }) => total + coefficient * value, 0);
  const shift = (constant - sum - 4 * allowed) / handle.rate;
  return evidence.map((each, question) => {
    if (question !== handle.place.question) return each;
    const value = (entryAt(each.answer, handle.place.path) as number) + shift;
    return { ...each, answer: replaced(each.answer, handle.place.path, value) as SubjectAnswer };
  });
};

const samplesOf = (property: (typeof relations)[number]): readonly Sample[] => {
  const samples = property.samples(everything);
  if (samples === null) throw new Error(`${property.id} has no samples in the whole format`);
  return fc.sample(samples, { seed: 20261122, numRuns });
};

it('there are at least forty relations, each with a name of its own', () => {
  expect(new Set(relations.map(({ id }) => id)).size).toBe(relations.length);
  expect(relations.length).toBeGreaterThanOrEqual(40);
});

describe.each(relations.map((property) => [property.id, property] as const))('%s', (_, property) => {
  it('passes as it is, and fails with one number of a claim moved', async () => {
    let claimed = 0;
    let moved = 0;
    for (const [index, sample] of samplesOf(property).entries()) {
      const evidence = await evidenceOf(sample);
      expect(judge(sample.claims, evidence)).toMatchObject({ wrong: 0, absent: 0 });
      const claim = sample.claims[index % Math.max(1, sample.claims.length)];
      if (claim?.kind !== 'equation' && claim?.kind !== 'inequality') continue;
      claimed += sample.claims.length;
      const wrong = planted(evidence, claim);
      if (wrong === null) continue;
      expect(judge([claim], wrong)).toMatchObject({ judged: 1, wrong: 1 });
      moved += 1;
    }
    expect(claimed).toBeGreaterThanOrEqual(numRuns);
    expect(moved).toBeGreaterThanOrEqual(numRuns / 2);
  });
});
