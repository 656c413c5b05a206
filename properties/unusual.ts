/** Networks unlike the small ones that most properties draw: long, deep, and with numbers of any size. */

import fc from 'fast-check';
import { agreesWhole } from '../src/judge/claim.ts';
import type { Property, Sample } from '../src/judge/property.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import type { ActivationName, Supports } from '../src/model/supports.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { farParameters } from '../src/problems/numbers.ts';
import { hasLongDimensions, withFarConstants, withLongDimension } from '../src/problems/unusual.ts';
import { allowsLayers, restrict } from './universe.ts';

type Problems = fc.Arbitrary<MlpProblem> | null;

const agreesIn = (problem: MlpProblem): Sample => ({ questions: [problem], claims: agreesWhole(0) });

const agreement = (
  about: Omit<Property, 'samples'>,
  problems: (supports: Supports) => Problems,
): Property => ({
  ...about,
  samples: (supports) => problems(supports)?.map(agreesIn) ?? null,
});

const limits = { layers: 4, width: 4, examples: 4 };

const longDimension = agreement(
  {
    id: 'long-dimension',
    clause: 'SHAPE-BATCH',
    title: 'however many inputs, units or examples there are, every gradient is the expected one',
    share: 0.4,
  },
  (supports) =>
    hasLongDimensions(supports)
      ? mlpProblems(supports, { limits, reshape: withLongDimension(supports) })
      : null,
);

/** More layers than the small networks have. */
const deep = 6;

const manyLayers = agreement(
  {
    id: 'many-layers',
    clause: 'DELTA-HIDDEN',
    title: 'however many layers the deltas are led back through, every gradient is the expected one',
    share: 0.25,
  },
  (supports) =>
    supports.fixedShape === undefined && allowsLayers(supports, deep)
      ? mlpProblems(supports, {
          limits: { layers: 2 * deep, width: 2, examples: 2 },
          where: ({ layers }) => layers.length >= deep,
        })
      : null,
);

const farNumbers = agreement(
  {
    id: 'far-numbers',
    clause: 'LOSS-OUTPUT-GRADIENT',
    title: 'numbers much larger or smaller than 1 have the expected gradients',
  },
  (supports) => mlpProblems(supports, { limits, numbers: farParameters }),
);

/** Every piece of a maxout unit has paths of its own, which one of our implementations goes through singly. */
const fewPaths = { ...limits, layers: 3 };

const farConstantsOf = (name: ActivationName): Property =>
  agreement(
    {
      id: `far-constants-${name}`,
      clause: `ACT-${name.toUpperCase()}`,
      title: `networks of ${name} layers have the expected gradients, whatever its constants`,
      share: 0.1,
    },
    (supports) =>
      mlpProblems(restrict(supports, { hidden: [name], output: [name] }), {
        limits: fewPaths,
        reshape: withFarConstants,
      }),
  );

const farScale = agreement(
  {
    id: 'far-scale',
    clause: 'LOSS-SCALE',
    title: 'a factor of any size in front of the losses has the expected gradients',
    share: 0.2,
  },
  (supports) =>
    mlpProblems(supports, { limits })?.chain((problem) =>
      fc
        .constantFrom(10, 1000, 0.001, 1e-9)
        .map((scale) => ({ ...problem, loss: { ...problem.loss, scale } })),
    ) ?? null,
);

/** A penalty with a factor of 0 is none, and put only to who claims problems without one. */
const lambdasFor = ({ penalties }: Supports): fc.Arbitrary<number> =>
  fc.constantFrom(10, 1000, 0.000001, ...(penalties.includes('none') ? [0] : []));

const farLambda = agreement(
  {
    id: 'far-lambda',
    clause: 'PENALTY-L2',
    title: 'a factor of any size in front of the penalty has the expected gradients, 0 among them',
    share: 0.2,
  },
  (supports) =>
    mlpProblems(restrict(supports, { penalties: ['l2', 'l2-biases'] }), { limits })?.chain((problem) =>
      lambdasFor(supports).map((lambda) => ({
        ...problem,
        ...(problem.penalty && { penalty: { ...problem.penalty, lambda } }),
      })),
    ) ?? null,
);

/** Answers are right however long, deep or far from 1 a network is. */
export const unusualProperties: readonly Property[] = [
  longDimension,
  manyLayers,
  farNumbers,
  ...(['linear', 'leaky-relu', 'elu', 'maxout'] as const).map(farConstantsOf),
  farScale,
  farLambda,
];
