/** Hidden units have no order. */

import type { Property, Sample } from '../src/judge/property.ts';
import type { Path } from '../src/model/path.ts';
import { isMaxout, type Layer, type MlpProblem } from '../src/model/problem.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { equation, parameterPaths, term } from './equations.ts';
import { inputsReversed, layerAt, unitsOf, unitsReversed, withLayers } from './layers.ts';
import { allowsLayers } from './universe.ts';

/** The step of a path that names a unit of the first layer, or null where none does. */
const unitStep = (path: Path, first: Layer): number | null => {
  const [, tensor, layer] = path;
  if (layer === 0) return isMaxout(first) ? 4 : 3;
  return layer === 1 && tensor === 'weights' ? path.length - 1 : null;
};

const movedPath = (path: Path, first: Layer): Path => {
  const moved = unitStep(path, first);
  return path.map((step, index) => (index === moved ? unitsOf(first) - 1 - (step as number) : step));
};

const hiddenOrder = (problem: MlpProblem): Sample => {
  const [first, second] = [layerAt(problem, 0), layerAt(problem, 1)];
  return {
    questions: [problem, withLayers(problem, { 0: unitsReversed(first), 1: inputsReversed(second) })],
    claims: parameterPaths(problem).map((path) =>
      equation('gradient minus the one with the hidden units reversed', [
        term(0, path),
        term(1, movedPath(path, first), -1),
      ]),
    ),
  };
};

/** Hidden units have no order. */
export const hiddenOrderProperty: Property = {
  id: 'hidden-order',
  clause: 'HIDDEN-ORDER',
  title: 'reordering the hidden units reorders their gradients and changes nothing else',
  samples: (supports) => {
    if (!allowsLayers(supports, 2) || supports.maxWidth < 2) return null;
    if (supports.fixedShape && (supports.fixedShape[1] ?? 1) < 2) return null;
    const where = (problem: MlpProblem) => problem.layers.length > 1 && unitsOf(layerAt(problem, 0)) > 1;
    return mlpProblems(supports, { where })?.map(hiddenOrder) ?? null;
  },
};
