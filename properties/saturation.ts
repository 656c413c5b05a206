/** Units far out on their flat sides, and exponentials that overflow where they are not shifted. */

import fc from 'fast-check';
import { agreesWhole } from '../src/judge/claim.ts';
import type { Property } from '../src/judge/property.ts';
import type { LossName, MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { withoutNegativeZero } from '../src/problems/numbers.ts';
import { denseAt, withBiases, withLayers } from './layers.ts';
import { allowsLayers, denseNames, type Restriction, restrict } from './universe.ts';

const limits = { layers: 3, width: 4, examples: 3 };

/** Out to where a sigmoid is 1 among the doubles, and to where e^z is beyond them. */
const heights = fc.constantFrom(0, 0, 20, -20, 40, -40, 1000, -1000);

/** The same problem with the biases of one layer, counted from the last where negative, raised by heights. */
const raised = (problem: MlpProblem, layer: number): fc.Arbitrary<MlpProblem> => {
  const index = layer < 0 ? problem.layers.length + layer : layer;
  const dense = denseAt(problem, index);
  const { length } = dense.weights;
  const different = fc.array(heights, { minLength: length, maxLength: length });
  const alike = heights.map((height) => dense.weights.map(() => height));
  return fc.oneof(different, alike).map((each) =>
    withLayers(problem, {
      [index]: withBiases(dense, (bias, unit) => withoutNegativeZero(bias + (each[unit] as number))),
    }),
  );
};

const saturated = (
  about: Omit<Property, 'samples'>,
  layer: number,
  restriction: Restriction,
  layers: 1 | 2,
): Property => ({
  ...about,
  samples: (supports) => {
    const universe = restrict(supports, { ...restriction, nullBiases: false });
    if (!allowsLayers(universe, layers)) return null;
    const problems = mlpProblems(universe, { limits, where: (problem) => problem.layers.length >= layers });
    return (
      problems
        ?.chain((problem) => raised(problem, layer))
        .map((problem) => ({ questions: [problem], claims: agreesWhole(0) })) ?? null
    );
  },
});

const clauseOf = {
  'log-loss': 'LOSS-LOG',
  'cross-entropy': 'LOSS-CROSS-ENTROPY',
  'cross-entropy-logits': 'LOSS-CROSS-ENTROPY-LOGITS',
} as const satisfies Partial<Record<LossName, string>>;

const saturatedOutputs = (loss: keyof typeof clauseOf): Property =>
  saturated(
    {
      id: `saturated-${loss}`,
      clause: clauseOf[loss],
      title: `${loss} of outputs that are certain, rightly or wrongly, has the expected cost and gradients`,
      share: 0.2,
    },
    -1,
    { losses: [loss], output: denseNames },
    1,
  );

const saturatedUnits = saturated(
  {
    id: 'saturated-units',
    clause: 'ACT-SATURATION',
    title: 'units far from zero, where the derivative is 0 among the doubles, have the expected gradients',
    share: 0.3,
  },
  0,
  { hidden: ['sigmoid', 'tanh', 'softmax', 'elu'] },
  2,
);

/** Answers are right where units and outputs are saturated. */
export const saturationProperties: readonly Property[] = [
  saturatedUnits,
  saturatedOutputs('log-loss'),
  saturatedOutputs('cross-entropy'),
  saturatedOutputs('cross-entropy-logits'),
];
