/**
 * An oracle that is wrong and unanimous endorses the same wrong answer; the witness, the worked examples and
 * the relations, which do not ask it for the answer, reject it.
 */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { properties } from '../../properties/index.ts';
import { checkFixture } from '../conformance/check-fixture.ts';
import { drawSamples } from '../conformance/check-property.ts';
import { type BasisOf, evaluate, isFailure } from '../conformance/evaluate.ts';
import { basisFor, experts } from '../conformance/evidence.ts';
import { gradient as unpatched } from '../gradients/delta-recursion/gradient.ts';
import type { GradientFunction, Implementation } from '../gradients/implementation.ts';
import { agreesWhole } from '../judge/claim.ts';
import type { Sample } from '../judge/property.ts';
import { isRefusal } from '../model/answer.ts';
import { everything } from '../model/supports.ts';
import { readCatalogue } from '../mutation/catalogue.ts';
import type { Mutant } from '../mutation/mutant.ts';
import { applyPatch } from '../mutation/patch.ts';
import { root } from '../mutation/patched-modules.ts';
import { questionsOf, witnessedOf } from '../mutation/questions.ts';
import { consult } from '../oracle/consult.ts';
import { gradientFixtures } from '../problems/fixtures.ts';
import { ownSubject } from '../subjects/own.ts';

const room = 'src/gradients/delta-recursion';

/** The implementation from a copy of its folder, which imports no values from outside, with a patch applied. */
const patched = async (mutant: Mutant): Promise<GradientFunction> => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-self-doubt-'));
  try {
    cpSync(fileURLToPath(new URL(room, root)), folder, { recursive: true });
    const file = join(folder, mutant.file.slice(room.length + 1));
    writeFileSync(file, applyPatch(readFileSync(file, 'utf8'), mutant));
    const loaded = await import(pathToFileURL(join(folder, 'gradient.ts')).href);
    return loaded.gradient;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const known = experts();
const questions = witnessedOf(questionsOf(1)).slice(0, 60);

/** Relations between answers: neither agreement with the oracle nor with the witness. */
const relations = properties.filter(({ id }) =>
  ['batch-additivity', 'hidden-order', 'softmax-deltas-sum-to-zero', 'dead-relu', 'tanh-sigmoid'].includes(
    id,
  ),
);
const related: readonly Sample[] = relations.flatMap(({ samples }) => {
  const arbitrary = samples(everything);
  const draw = drawSamples({ seed: 1, runs: 25, shrink: false });
  return arbitrary === null ? [] : draw(arbitrary, everything);
});

/** How many checks of each kind an implementation fails that is also the whole oracle. */
const failures = async (gradient: GradientFunction) => {
  const oracle: readonly Implementation[] = ['a', 'b', 'c'].map((name) => ({ name, gradient }));
  const subject = ownSubject({ name: 'a', gradient });
  const basis: BasisOf = (problem) =>
    basisFor(subject, problem, { ...known, consultation: (asked) => consult(asked, oracle) });
  const countOf = async (samples: readonly Sample[]): Promise<number> => {
    let failed = 0;
    for (const sample of samples) if (isFailure(await evaluate(subject, sample, basis))) failed += 1;
    return failed;
  };
  const fixtures = await Promise.all(
    gradientFixtures().map((fixture) => checkFixture(fixture, subject, basis)),
  );
  return {
    byOracle: await countOf(questions.map((problem) => ({ questions: [problem], claims: agreesWhole(0) }))),
    byWitness: await countOf(
      questions.map((problem) => ({
        questions: [problem],
        claims: [{ kind: 'witnessed' as const, question: 0 }],
      })),
    ),
    byFixtures: fixtures.filter(({ verdict }) => verdict === 'discrepant').length,
    byRelations: await countOf(related),
  };
};

const catalogue = readCatalogue().find(({ voter }) => voter === 'delta-recursion')?.mutants ?? [];

describe('an oracle of three copies of one implementation', () => {
  it('finds nothing where the implementation is right, and nor does anybody else', async () => {
    expect(await failures(unpatched)).toEqual({ byOracle: 0, byWitness: 0, byFixtures: 0, byRelations: 0 });
    expect(relations).toHaveLength(5);
  });

  it('is refused by numerical differentiation, not only by itself, where it answers NaN throughout', async () => {
    const lost: GradientFunction = (problem, arithmetic, choice) => {
      const answer = unpatched(problem, arithmetic, choice);
      if (isRefusal(answer)) return answer;
      const { gradients } = answer;
      const biases = gradients.biases.map((layer) => layer?.map(() => arithmetic.of(Number.NaN)) ?? null);
      return { ...answer, gradients: { ...gradients, biases: biases as typeof gradients.biases } };
    };
    await expect(failures(lost)).rejects.toThrow(
      'our own implementations disagree (NaN or infinity from a, b, c against numerical differentiation)',
    );
  });

  it.each(['E08', 'E39', 'E36', 'softmax-total'])(
    'endorses the mistake %s, and the witness, the worked examples and the relations reject it',
    async (mistake) => {
      const mutant = catalogue.find((each) => each.mistake === mistake);
      if (mutant === undefined) throw new Error(`no mistake ${mistake} in the catalogue`);
      const { byOracle, byWitness, byFixtures, byRelations } = await failures(await patched(mutant));
      expect(byOracle).toBe(0);
      expect(Math.min(byWitness, byFixtures, byRelations), mutant.says).toBeGreaterThan(0);
    },
  );
});
