/** The answer is the expected one: part by part, and for every activation and loss of the format. */

import { precision } from '../src/bounds/precision.ts';
import { type Part, parts } from '../src/judge/claim.ts';
import type { Property, Sample } from '../src/judge/property.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { activationNames, lossNames, type Supports } from '../src/model/supports.ts';
import { smallLimits } from '../src/problems/architecture.ts';
import { mlpProblemsAtKinks, mlpProblemsAwayFromKinks, mlpProblemsNearKinks } from '../src/problems/kinks.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { isNear, isSmooth } from './kink-classes.ts';
import { type Restriction, restrict } from './universe.ts';

const agreesIn =
  (claimed: readonly Part[]) =>
  (problem: MlpProblem): Sample => ({
    questions: [problem],
    claims: claimed.map((part) => ({ kind: 'agrees', question: 0, part })),
  });

const clauseOfPart: Readonly<Record<Part, string>> = {
  cost: 'LOSS-COST',
  outputs: 'FORWARD-OUTPUT',
  deltas: 'DELTA-HIDDEN',
  weights: 'GRAD-WEIGHT',
  biases: 'GRAD-BIAS',
  inputs: 'GRAD-INPUT',
};

const agreementOfPart = (part: Part): Property => ({
  id: `agreement-${part}`,
  clause: clauseOfPart[part],
  title: `the ${part} ${part === 'cost' ? 'is' : 'are'} the expected ${part}`,
  samples: (supports) => mlpProblems(supports)?.map(agreesIn([part])) ?? null,
});

const agreementWithin = (
  id: string,
  clause: string,
  title: string,
  restriction: (supports: Supports) => Restriction,
): Property => ({
  id,
  clause,
  title,
  samples: (supports) =>
    mlpProblems(restrict(supports, restriction(supports)), {
      limits: { ...smallLimits, layers: 3 },
    })?.map(agreesIn(parts)) ?? null,
});

const clauseName = (prefix: string, name: string): string => `${prefix}-${name.toUpperCase()}`;

const agreementOfActivation = (name: (typeof activationNames)[number]): Property =>
  agreementWithin(
    `activation-${name}`,
    clauseName('ACT', name),
    `networks of ${name} layers have the expected gradients`,
    ({ activations }) => ({
      hidden: [name],
      output:
        activations.output.includes(name) || !activations.hidden.includes(name) ? [name] : activations.output,
    }),
  );

const agreementOfLoss = (name: (typeof lossNames)[number]): Property =>
  agreementWithin(
    `loss-${name}`,
    name === 'log-loss' ? 'LOSS-LOG' : clauseName('LOSS', name),
    `${name} has the expected cost and gradients`,
    () => ({ losses: [name] }),
  );

const agreementAtKinks: Property = {
  id: 'agreement-at-kinks',
  clause: 'KINK-CONVENTION',
  title:
    'where a pre-activation is exactly zero one derivative between the two sides enters the whole answer: of ours, the one the documents print',
  samples: (supports) => mlpProblemsAtKinks(supports)?.map(agreesIn(parts)) ?? null,
};

const agreementNearKinks: Property = {
  id: 'agreement-near-kinks',
  clause: 'KINK-CONVENTION',
  title: 'however near a pre-activation is to zero, the derivative is that of its side',
  samples: (supports, name = 'float64') =>
    mlpProblemsNearKinks(supports, precision(name).unitRoundoff, isNear(name))?.map(agreesIn(parts)) ?? null,
};

const agreementAwayFromKinks: Property = {
  id: 'agreement-away-from-kinks',
  clause: 'DELTA-HIDDEN',
  title: 'with every kink out of reach of rounding the whole answer is the expected one',
  samples: (supports, name = 'float64') =>
    mlpProblemsAwayFromKinks(supports, isSmooth(name))?.map(agreesIn(parts)) ?? null,
};

/** Every part of an answer is the expected one. */
export const agreementProperties: readonly Property[] = [
  ...parts.map(agreementOfPart),
  ...activationNames.map(agreementOfActivation),
  ...lossNames.map(agreementOfLoss),
  agreementAtKinks,
  agreementNearKinks,
  agreementAwayFromKinks,
];
