import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { evaluate } from '../src/conformance/evaluate.ts';
import { basisFor, experts } from '../src/conformance/evidence.ts';
import { everything } from '../src/model/supports.ts';
import { ownSubjects } from '../src/subjects/own.ts';
import { properties } from './index.ts';

const numRuns = 40;
const seed = 20261122;
/** Some samples have no finite bound at all (a norm at zero, an overflow), but never many. */
const floor = numRuns / 2;

// Graphs have a test of their own, beside their properties.
const networks = ownSubjects().filter(({ supports }) => supports.kinds.includes('mlp'));

describe.each(networks.map((subject) => [subject.name, subject] as const))('%s', (_, subject) => {
  for (const property of properties.filter(({ kind = 'mlp' }) => kind === 'mlp')) {
    let judgedRuns = 0;
    const samples = property.samples(everything);
    if (samples === null) throw new Error(`${property.id} has no samples in the whole format`);

    test.prop([samples], { numRuns, seed })(
      `${property.clause}: ${property.title} [${property.id}]`,
      async (sample) => {
        const knowledge = experts();
        const evaluation = await evaluate(subject, sample, (problem) =>
          basisFor(subject, problem, knowledge),
        );
        if (evaluation.kind === 'skipped' || evaluation.kind === 'saturated') return;
        expect(evaluation).toMatchObject({
          kind: 'judged',
          changedProblem: false,
          findings: { discrepancies: [] },
        });
        if (evaluation.kind === 'judged' && evaluation.findings.judged > 0) judgedRuns += 1;
      },
    );

    test(`${property.id} compares numbers in most of its runs`, () => {
      expect(judgedRuns).toBeGreaterThanOrEqual(floor);
    });
  }
});
