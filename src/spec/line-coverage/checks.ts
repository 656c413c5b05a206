/** Everything that holds a clause and can be put to an implementation: samples of properties, worked examples. */

import fc from 'fast-check';
import { properties } from '../../../properties/index.ts';
import { agreesWhole } from '../../judge/claim.ts';
import type { Sample } from '../../judge/property.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import { activationAlone } from '../../problems/activation-alone.ts';
import type { ActivationFixture, Fixture } from '../../problems/fixture.ts';
import { loadFixtures } from '../../problems/fixtures.ts';

/** Samples drawn from each property. */
export const samplesPerProperty = 40;

/** Where drawing begins. */
export const seed = 20261122;

/** The checks of one clause. */
export interface ClauseChecks {
  readonly clause: string;
  readonly samples: readonly Sample[];
}

const throughActivation = ({ activation, points }: ActivationFixture['problem']): readonly MlpProblem[] =>
  activation.name === 'step' ? [] : points.map((z) => activationAlone(activation, z));

/** None for what no implementation is asked: outputs alone, and the step, which has no gradient. */
const problemsOf = (fixture: Fixture): readonly MlpProblem[] => {
  switch (fixture.kind) {
    case 'gradient':
    case 'training':
      return [fixture.problem];
    case 'activation':
      return throughActivation(fixture.problem);
    default:
      return [];
  }
};

const ofFixtures = (clause: string): readonly Sample[] =>
  loadFixtures()
    .filter(({ clauses }) => clauses.includes(clause))
    .flatMap(problemsOf)
    .map((problem) => ({ questions: [problem], claims: agreesWhole(0) }));

const ofProperties = (clause: string): readonly Sample[] =>
  properties.flatMap((property, index) => {
    const arbitrary = property.clause === clause ? property.samples(everything) : null;
    return arbitrary === null
      ? []
      : fc.sample(arbitrary, { seed: seed + index, numRuns: samplesPerProperty });
  });

/** The checks of a clause; no samples where nothing that names it can be asked. */
export const checksOf = (clause: string): ClauseChecks => ({
  clause,
  samples: [...ofProperties(clause), ...ofFixtures(clause)],
});
