/** The properties, the worked examples and the witness, put to a patched implementation one by one. */

import { properties } from '../../properties/index.ts';
import { drawSamples } from '../conformance/check-property.ts';
import { evaluate, isFailure } from '../conformance/evaluate.ts';
import { basisFor } from '../conformance/evidence.ts';
import type { Experts } from '../conformance/reference.ts';
import type { Implementation } from '../gradients/implementation.ts';
import type { Property, Sample } from '../judge/property.ts';
import type { MlpProblem } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import { gradientFixtures } from '../problems/fixtures.ts';
import { ownSubject } from '../subjects/own.ts';
import type { Subject } from '../subjects/subject.ts';
import { type DrawnProperty, fixturesFailing, propertiesFailing } from './put-checks.ts';
import type { FailedChecks } from './sighting.ts';

const runsPerProperty = 40;

/** Graphs are put to nobody here: mistakes are planted in what answers networks. */
const networkProperties = properties.filter(({ kind = 'mlp' }) => kind === 'mlp');

/** The samples of every property, drawn once for all mutants. */
const drawAll = (seed: number): readonly DrawnProperty[] =>
  networkProperties.flatMap((property, index) => {
    const arbitrary = property.samples(everything);
    const options = { seed: seed + index, runs: runsPerProperty, shrink: false };
    return arbitrary === null ? [] : [{ property, samples: drawSamples(options)(arbitrary, everything) }];
  });

/** Clauses that a property tests: each of them can see a mistake by itself. */
export const testedClauses: readonly string[] = [...new Set(networkProperties.map(({ clause }) => clause))];

/** Every property, in the order of a run. */
export const testedProperties: readonly Pick<Property, 'id' | 'clause'>[] = networkProperties;

/** Puts the checks to implementations; what the unpatched experts say of a problem is computed once. */
export const checksWith = (seed: number, questions: readonly MlpProblem[], experts: Experts) => {
  const drawn = drawAll(seed);
  const fixtures = gradientFixtures();

  const fails = async (subject: Subject, sample: Sample): Promise<boolean> =>
    isFailure(await evaluate(subject, sample, (problem) => basisFor(subject, problem, experts)));

  const someFails = async (subject: Subject, samples: readonly Sample[]): Promise<boolean> => {
    for (const sample of samples) if (await fails(subject, sample)) return true;
    return false;
  };

  const witnessedSamples: readonly Sample[] = questions.map((problem) => ({
    questions: [problem],
    claims: [{ kind: 'witnessed', question: 0 }],
  }));

  const witness = (implementation: Implementation): Promise<boolean> =>
    someFails(ownSubject(implementation), witnessedSamples);

  const all = async (implementation: Implementation): Promise<FailedChecks> => {
    const subject = ownSubject(implementation);
    return {
      ...(await propertiesFailing(subject, drawn, experts)),
      fixtures: await fixturesFailing(subject, fixtures, experts),
      witness: await witness(implementation),
    };
  };
  return { all, witness };
};

/** The checks of one process, prepared. */
export type Checks = ReturnType<typeof checksWith>;
