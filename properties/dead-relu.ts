/** A rectified unit that is off passes nothing on. */

import type { Property, Sample } from '../src/judge/property.ts';
import type { Path } from '../src/model/path.ts';
import type { DenseLayer, Matrix, MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { equation, parameterPaths, term } from './equations.ts';
import { denseAt, hasTwoLayers, withLayers } from './layers.ts';
import { allowsLayers, denseNames, restrict } from './universe.ts';

/** A bias so low that unit 0 is off in every example, whatever the rounding. */
const switchedOff = ({ weights, biases, activation }: DenseLayer, inputs: Matrix): DenseLayer => {
  const [row = []] = weights;
  const reach = inputs.map((example) =>
    row.reduce((sum, weight, input) => sum + Math.abs(weight * (example[input] as number)), 0),
  );
  const off = -1 - Math.max(...reach);
  return { weights, activation, biases: (biases ?? []).map((bias, unit) => (unit === 0 ? off : bias)) };
};

const belongsToUnitZero = ([, tensor, layer, unit, input]: Path): boolean =>
  (layer === 0 && unit === 0) || (tensor === 'weights' && layer === 1 && input === 0);

const deadUnit = (problem: MlpProblem): Sample => {
  const dead = withLayers(problem, { 0: switchedOff(denseAt(problem, 0), problem.inputs) });
  return {
    questions: [dead],
    claims: parameterPaths(dead)
      .filter(belongsToUnitZero)
      .map((path) => equation('gradient at a unit that is off', [term(0, path)])),
  };
};

/** A unit that never fires learns nothing. */
export const deadReluProperty: Property = {
  id: 'dead-relu',
  clause: 'DEAD-RELU',
  title: 'a relu unit that is off in every example has zero gradients',
  samples: (supports) => {
    if (!allowsLayers(supports, 2) || !supports.activations.hidden.includes('relu')) return null;
    const universe = restrict(supports, {
      hidden: ['relu'],
      output: denseNames,
      penalties: ['none'],
      nullBiases: false,
    });
    return mlpProblems(universe, { where: hasTwoLayers })?.map(deadUnit) ?? null;
  },
};
