/** What the loss does at the output: nothing at a perfect fit, and the factor in front is a factor. */

import fc from 'fast-check';
import { precision } from '../src/bounds/precision.ts';
import { agreesWhole, type Claim } from '../src/judge/claim.ts';
import type { Property, Sample } from '../src/judge/property.ts';
import { at } from '../src/model/at.ts';
import type { LossName, MlpProblem, Vector } from '../src/model/problem.ts';
import type { Supports } from '../src/model/supports.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { dyadics, integers, withoutNegativeZero } from '../src/problems/numbers.ts';
import { preActivationsOf } from '../src/problems/pre-activations.ts';
import { equation, inputPaths, parameterPaths, term } from './equations.ts';
import { denseAt, withBiases, withLayers } from './layers.ts';
import { restrict } from './universe.ts';

/** The outputs of identity and relu layers for dyadic numbers, whose sums and products are exact in any order. */
const exactOutputs = (problem: MlpProblem, input: Vector): Vector =>
  problem.layers.reduce<Vector>((a, { activation }, l) => {
    const z = preActivationsOf(denseAt(problem, l), a);
    return activation.name === 'relu' ? z.map((value) => Math.max(0, value)) : z;
  }, input);

const withOutputsAsTargets = (problem: MlpProblem): MlpProblem => ({
  ...problem,
  targets: problem.inputs.map((input) => exactOutputs(problem, input)),
});

const perfectFit = (problem: MlpProblem): Sample => {
  const fitted = withOutputsAsTargets(problem);
  return {
    questions: [fitted],
    claims: [...parameterPaths(fitted), ...inputPaths(fitted)].map((path) =>
      equation('gradient where the outputs are the targets', [term(0, path)]),
    ),
  };
};

const scaled = (problem: MlpProblem, factor: number): Sample => ({
  questions: [problem, { ...problem, loss: { ...problem.loss, scale: problem.loss.scale * factor } }],
  claims: [...parameterPaths(problem), ...inputPaths(problem)].map((path) =>
    equation(`gradient at ${factor} times the scale minus ${factor} times the gradient`, [
      term(1, path),
      term(0, path, -factor),
    ]),
  ),
});

/** delta of the last layer = scale (output * sum(target) - target), example by example. */
const crossEntropyDelta = ({ layers, loss, targets }: MlpProblem): readonly Claim[] =>
  targets.flatMap((target, example) => {
    const total = target.reduce((sum, share) => sum + share, 0);
    return target.map((share, unit) =>
      equation(
        'delta minus scale * output * sum(target), which is -scale * target',
        [
          term(0, ['deltas', layers.length - 1, example, unit]),
          term(0, ['outputs', example, unit], -loss.scale * total),
        ],
        -loss.scale * share,
      ),
    );
  });

const straight = ['identity', 'relu'] as const;

/** Networks whose outputs are exact, fitted perfectly. */
const exactProblems = (supports: Supports, loss: LossName) => {
  const universe = restrict(supports, {
    hidden: straight,
    output: straight,
    losses: [loss],
    penalties: ['none'],
  });
  return mlpProblems(universe, { numbers: dyadics, limits: { layers: 3, width: 3, examples: 3 } });
};

/** Networks of one identity layer with hinge, a margin of which is exactly 0; null where there are none. */
const hingeProblemsAtZero = (supports: Supports): fc.Arbitrary<MlpProblem> | null => {
  const limits = { layers: 1, width: 3, examples: 2 };
  const universe = restrict(supports, { output: ['identity'], losses: ['hinge'] });
  return supports.fixedShape !== undefined && supports.fixedShape.length > 2
    ? null
    : mlpProblems(universe, { numbers: integers, limits, where: hasZeroMargin });
};

/** The same problem with every output but that of the right classes raised by a height. */
const withMarginsRaised = (problem: MlpProblem, height: number): MlpProblem => {
  const layer = denseAt(problem, 0);
  const isRight = (unit: number) => problem.targets.some((target) => target[unit] === 1);
  const change = (bias: number, unit: number) => (isRight(unit) ? bias : withoutNegativeZero(bias + height));
  return withLayers(problem, { 0: withBiases(layer, change) });
};

/** True when a wrong class comes within exactly 1 of the right one. */
const hasZeroMargin = (problem: MlpProblem): boolean =>
  problem.inputs.some((input, example) => {
    const outputs = exactOutputs(problem, input);
    const target = at(problem.targets, example);
    const right = at(outputs, target.indexOf(1));
    return outputs.some((y, k) => target[k] === 0 && y - right + 1 === 0);
  });

const wholeAnswer = (problem: MlpProblem): Sample => ({ questions: [problem], claims: agreesWhole(0) });

/** What follows from each loss. */
export const lossProperties: readonly Property[] = [
  {
    id: 'perfect-fit',
    clause: 'PERFECT-FIT',
    title: 'where the outputs are the targets every gradient is zero',
    samples: (supports) => exactProblems(supports, 'squared-error')?.map(perfectFit) ?? null,
  },
  {
    id: 'norm-at-zero',
    clause: 'PERFECT-FIT',
    title: 'a norm of exactly 0 has a derivative of length at most 1: ours take 0',
    samples: (supports) =>
      exactProblems(supports, 'norm')?.map((problem) => wholeAnswer(withOutputsAsTargets(problem))) ?? null,
  },
  {
    id: 'hinge-at-zero',
    clause: 'KINK-CONVENTION',
    title: 'a margin of exactly 0 is a kink: ours count it as inactive',
    samples: (supports) => hingeProblemsAtZero(supports)?.map(wholeAnswer) ?? null,
  },
  {
    id: 'hinge-near-zero',
    clause: 'KINK-CONVENTION',
    title: 'however near a margin is to 0, the derivative is that of its side',
    share: 0.3,
    samples: (supports, name = 'float64') => {
      const problems = hingeProblemsAtZero(restrict(supports, { nullBiases: false }));
      const { unitRoundoff } = precision(name);
      const heights = fc
        .tuple(fc.constantFrom(1, -1), fc.integer({ min: 8, max: 30 }))
        .map(([sign, doublings]) => sign * 2 ** doublings * unitRoundoff);
      return (
        problems &&
        fc
          .tuple(problems, heights)
          .map(([problem, height]) => wholeAnswer(withMarginsRaised(problem, height)))
      );
    },
  },
  {
    id: 'scale-linearity',
    clause: 'LOSS-SCALE',
    title: 'the gradient is proportional to the scale',
    samples: (supports) => {
      const problems = mlpProblems(restrict(supports, { penalties: ['none'] }));
      if (problems === null) return null;
      return fc
        .tuple(problems, fc.constantFrom(2, 3, 0.25))
        .map(([problem, factor]) => scaled(problem, factor));
    },
  },
  {
    id: 'cross-entropy-delta',
    clause: 'DELTA-OUTPUT',
    title: 'softmax with cross-entropy has the delta scale * (output * sum(target) - target)',
    samples: (supports) =>
      mlpProblems(restrict(supports, { losses: ['cross-entropy'] }))?.map((problem) => ({
        questions: [problem],
        claims: crossEntropyDelta(problem),
      })) ?? null,
  },
];
