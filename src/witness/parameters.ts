/** Every number that a cost is differentiated by, as one flat vector. Layers count from 0. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { numberPaths, type Path } from '../model/path.ts';
import { isMaxout, type Layer, type MlpProblem, type Vector } from '../model/problem.ts';
import { at } from './at.ts';

/** Where one layer's numbers begin: weight (piece, unit, input) is at weights + (piece units + unit) inputs + input. */
export interface LayerLayout {
  readonly pieces: number;
  readonly units: number;
  readonly inputs: number;
  readonly weights: number;
  /** Bias (piece, unit) is at biases + piece units + unit; null without biases. */
  readonly biases: number | null;
}

/** Where everything is: all weights by layer, then all biases by layer, then the inputs by example. */
export interface Layout {
  readonly layers: readonly LayerLayout[];
  /** Input (example, component) is at inputs + example components + component. */
  readonly inputs: number;
  readonly examples: number;
  readonly components: number;
  readonly size: number;
}

const shapeOf = (layer: Layer) => {
  const pieces = isMaxout(layer) ? layer.weights : [layer.weights];
  const matrix = at(pieces, 0);
  return { pieces: pieces.length, units: matrix.length, inputs: at(matrix, 0).length };
};

/** The layout of a problem's numbers. */
export const layoutOf = (problem: MlpProblem): Layout => {
  const shapes = problem.layers.map(shapeOf);
  let next = 0;
  const take = (count: number) => {
    next += count;
    return next - count;
  };
  const weights = shapes.map(({ pieces, units, inputs }) => take(pieces * units * inputs));
  const biases = problem.layers.map((layer, l) =>
    layer.biases === null ? null : take(at(shapes, l).pieces * at(shapes, l).units),
  );
  const components = at(problem.inputs, 0).length;
  const inputs = take(problem.inputs.length * components);
  const layers = shapes.map((shape, l) => ({ ...shape, weights: at(weights, l), biases: at(biases, l) }));
  return { layers, inputs, examples: problem.inputs.length, components, size: next };
};

type Numbers = number | null | readonly Numbers[];

const collect = (numbers: Numbers, into: number[]): number[] => {
  if (typeof numbers === 'number') into.push(numbers);
  else
    numbers?.forEach((child) => {
      collect(child, into);
    });
  return into;
};

const treeOf = (problem: MlpProblem) => ({
  weights: problem.layers.map((layer): Numbers => layer.weights),
  biases: problem.layers.map((layer): Numbers => layer.biases),
  inputs: problem.inputs,
});

/** The problem's weights, biases and inputs in the order of the layout. */
export const flatten = (problem: MlpProblem): number[] => {
  const { weights, biases, inputs } = treeOf(problem);
  return collect([weights, biases, inputs], []);
};

/** Where each entry stands in an answer, in the order of the layout: `gradients.weights[1][0][0]`. */
export const pathsOf = (problem: MlpProblem): Path[] =>
  Object.entries(treeOf(problem)).flatMap(([part, tree]) => [...numberPaths(tree, ['gradients', part])]);

/** The same numbers in another arithmetic, each exactly. */
export const lift = <T>(values: Vector, arithmetic: Arithmetic<T>): T[] =>
  values.map((value) => arithmetic.of(value));

/** values + step direction in the arithmetic's own rounding, without touching `values`; 0 in `direction` moves nothing. */
export const displace = <T>(
  values: readonly T[],
  direction: Vector,
  step: T,
  arithmetic: Arithmetic<T>,
): T[] =>
  values.map((value, index) => {
    const share = at(direction, index);
    return share === 0 ? value : arithmetic.add(value, arithmetic.mul(arithmetic.of(share), step));
  });

/** The direction that moves one entry alone. */
export const unitDirection = (size: number, index: number): number[] => {
  const direction = new Array<number>(size).fill(0);
  direction[index] = 1;
  return direction;
};
