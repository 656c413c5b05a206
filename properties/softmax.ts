/** The rows of a softmax Jacobian add up to zero, and so do the deltas it hands down. */

import type { Claim, Term } from '../src/judge/claim.ts';
import type { Property } from '../src/judge/property.ts';
import type { Path } from '../src/model/path.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { equation, term } from './equations.ts';
import { isDense, layerAt } from './layers.ts';
import { allowsLayers, restrict } from './universe.ts';

const sumsToZero = (states: string, paths: readonly Path[]): readonly Claim[] => {
  const [first, ...others] = paths.map((path): Term => term(0, path));
  return first === undefined ? [] : [equation(states, [first, ...others])];
};

const layerClaims = (problem: MlpProblem, index: number): readonly Claim[] => {
  const layer = layerAt(problem, index);
  if (!isDense(layer)) return [];
  const units = [...layer.weights.keys()];
  const columns = [...(layer.weights[0] ?? []).keys()];
  return [
    ...columns.flatMap((input) =>
      sumsToZero(
        'sum over units of the weight gradients of one input',
        units.map((unit) => ['gradients', 'weights', index, unit, input]),
      ),
    ),
    ...problem.inputs.flatMap((_, example) =>
      sumsToZero(
        'sum of the deltas',
        units.map((unit) => ['deltas', index, example, unit]),
      ),
    ),
    ...(layer.biases === null
      ? []
      : sumsToZero(
          'sum of the bias gradients',
          units.map((unit) => ['gradients', 'biases', index, unit]),
        )),
  ];
};

const softmaxLayers = ({ layers }: MlpProblem): readonly number[] =>
  layers.flatMap(({ activation }, index) => (activation.name === 'softmax' ? [index] : []));

/** The deltas of a softmax sum to zero. */
export const softmaxProperty: Property = {
  id: 'softmax-deltas-sum-to-zero',
  clause: 'DELTA-SOFTMAX',
  title: 'the deltas of a softmax layer sum to zero in every example',
  samples: (supports) => {
    const { hidden, output } = supports.activations;
    const possible = output.includes('softmax') || (hidden.includes('softmax') && allowsLayers(supports, 2));
    if (!possible) return null;
    const softmax = ['softmax'] as const;
    const universe = restrict(supports, {
      penalties: ['none'],
      ...(output.includes('softmax') ? { output: softmax } : { hidden: softmax }),
    });
    return (
      mlpProblems(universe, {
        where: (problem) => softmaxLayers(problem).length > 0,
      })?.map((problem) => ({
        questions: [problem],
        claims: softmaxLayers(problem).flatMap((index) => layerClaims(problem, index)),
      })) ?? null
    );
  },
};
