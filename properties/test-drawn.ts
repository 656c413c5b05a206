/** Problems drawn for a check of ours. */

import fc from 'fast-check';
import type { MlpProblem } from '../src/model/problem.ts';
import { type ActivationName, everything } from '../src/model/supports.ts';
import { mlpProblems, type ProblemOptions } from '../src/problems/mlp.ts';
import { type Restriction, restrict } from './universe.ts';

const seed = 20261122;

/** As many problems as are wanted, the same every time. Throws where the restriction leaves none. */
export const draw = (
  numRuns: number,
  restriction: Restriction,
  options: ProblemOptions,
): readonly MlpProblem[] => {
  const problems = mlpProblems(restrict(everything, restriction), options);
  if (problems === null) throw new Error('no such problems');
  return fc.sample(problems, { seed, numRuns });
};

/** How many of the problems have this activation somewhere. */
export const having = (problems: readonly MlpProblem[], name: ActivationName): number =>
  problems.filter(({ layers }) => layers.some(({ activation }) => activation.name === name)).length;

/** Activations that rational numbers compute exactly. */
export const piecewiseLinear: readonly ActivationName[] = [
  'identity',
  'linear',
  'relu',
  'leaky-relu',
  'maxout',
];

/** Losses that rational numbers compute exactly. */
export const rationalLosses = ['squared-error', 'hinge'] as const;

/** Networks that rational numbers compute exactly. */
export const rational: Restriction = {
  hidden: piecewiseLinear,
  output: piecewiseLinear,
  losses: rationalLosses,
};
