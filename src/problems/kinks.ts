/** Problems that sit exactly on a kink: small integers, whose sums are exact in every order. */

import type fc from 'fast-check';
import type { Layer, MlpProblem } from '../model/problem.ts';
import type { ActivationName, Supports } from '../model/supports.ts';
import { smallLimits } from './architecture.ts';
import { mlpProblems } from './mlp.ts';
import { integers } from './numbers.ts';

const kinked: readonly ActivationName[] = ['relu', 'leaky-relu', 'elu'];

const firstPreActivations = ({ weights, biases }: Layer, inputs: readonly number[]): readonly number[] =>
  (weights as readonly (readonly number[])[]).map((row, unit) =>
    row.reduce(
      (sum, weight, input) => sum + weight * (inputs[input] as number),
      (biases?.[unit] as number) ?? 0,
    ),
  );

/** True when some unit of the first layer has a pre-activation of exactly zero in some example. */
const hasZeroPreActivation = ({ layers, inputs }: MlpProblem): boolean => {
  const [first] = layers;
  return (
    first !== undefined &&
    kinked.includes(first.activation.name) &&
    inputs.some((example) => firstPreActivations(first, example).includes(0))
  );
};

/** Problems with a kinked first layer at exactly zero; null when the universe has none. */
export const mlpProblemsAtKinks = (supports: Supports): fc.Arbitrary<MlpProblem> | null => {
  const hidden = supports.activations.hidden.filter((name) => kinked.includes(name));
  if (hidden.length === 0 || supports.maxLayers < 2) return null;
  return mlpProblems(
    { ...supports, activations: { ...supports.activations, hidden } },
    { numbers: integers, limits: { ...smallLimits, layers: 3 }, where: hasZeroPreActivation },
  );
};
