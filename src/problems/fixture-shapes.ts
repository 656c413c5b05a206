/** Whether an expectation has the shapes that its problem dictates. Indices count from 0. */

import type { Gradients, Trace } from '../model/answer.ts';
import type { Defect } from '../model/defect.ts';
import { defectAt, show } from '../model/defect.ts';
import type { Path } from '../model/path.ts';
import type { Matrix } from '../model/problem.ts';
import type { Decimal, Fixture, Parameters } from './fixture.ts';

/** The parts of a network that shapes follow from. */
interface Network {
  readonly layers: readonly { readonly weights: readonly unknown[]; readonly biases: unknown }[];
  readonly inputs: Matrix;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Where lists and nulls of the value differ from those of the model; leaves are not compared. */
const unlike = (value: unknown, model: unknown, path: Path): readonly Defect[] => {
  if (!isList(model)) {
    const alike = model === null ? value === null : typeof value === 'string';
    return alike ? [] : [defectAt(path, model === null ? 'null' : 'a decimal', show(value))];
  }
  if (!isList(value) || value.length !== model.length) {
    return [defectAt(path, `a list of ${model.length}`, show(value))];
  }
  return value.flatMap((entry, index) => unlike(entry, model[index], [...path, index]));
};

/** One placeholder per unit: the rows of the weights, or of one piece of a maxout layer. */
const unitsOf = (weights: readonly unknown[]): readonly unknown[] => {
  const [first] = weights;
  const rows = isList(first) && isList(first[0]) ? first : weights;
  return rows.map(() => 0);
};

/** `[layer][example][unit]` of a network. */
const unitsPerLayer = ({ layers, inputs }: Network): readonly (readonly unknown[])[] =>
  layers.map(({ weights }) => inputs.map(() => unitsOf(weights)));

const traceDefects = (trace: Trace<Decimal>, network: Network, path: Path): readonly Defect[] =>
  [trace.preActivations, trace.activations].flatMap((values, index) =>
    unlike(values, unitsPerLayer(network), [...path, index === 0 ? 'preActivations' : 'activations']),
  );

const parameterDefects = (
  { weights, biases }: Parameters<Decimal>,
  { layers }: Network,
  path: Path,
): readonly Defect[] => [
  ...unlike(
    weights,
    layers.map((layer) => layer.weights),
    [...path, 'weights'],
  ),
  ...unlike(
    biases,
    layers.map((layer) => layer.biases),
    [...path, 'biases'],
  ),
];

const gradientDefects = (
  exact: { readonly deltas: readonly Matrix<Decimal>[]; readonly gradients: Gradients<Decimal> },
  network: Network,
  path: Path,
): readonly Defect[] => [
  ...unlike(exact.deltas, unitsPerLayer(network), [...path, 'deltas']),
  ...parameterDefects(exact.gradients, network, [...path, 'gradients']),
  ...unlike(exact.gradients.inputs, network.inputs, [...path, 'gradients', 'inputs']),
];

/** Every place of an expectation whose shape is not the problem's. */
export const expectationDefects = (fixture: Fixture): readonly Defect[] => {
  const path: Path = ['expectation', 'exact'];
  switch (fixture.kind) {
    case 'gradient': {
      const { problem, expectation, alternatives = [] } = fixture;
      return [
        ...unlike(expectation.exact.outputs, unitsPerLayer(problem).at(-1), [...path, 'outputs']),
        ...traceDefects(expectation.exact.trace, problem, [...path, 'trace']),
        ...gradientDefects(expectation.exact, problem, path),
        ...alternatives.flatMap(({ exact }, index) =>
          gradientDefects(exact, problem, ['alternatives', index, 'exact']),
        ),
      ];
    }
    case 'forward': {
      const { problem, expectation } = fixture;
      return [
        ...unlike(expectation.exact.outputs, unitsPerLayer(problem).at(-1), [...path, 'outputs']),
        ...traceDefects(expectation.exact.trace, problem, [...path, 'trace']),
      ];
    }
    case 'activation': {
      const { problem, expectation } = fixture;
      const derivatives = problem.activation.name === 'step' ? null : problem.points;
      return [
        ...unlike(expectation.exact.values, problem.points, [...path, 'values']),
        ...unlike(expectation.exact.derivatives, derivatives, [...path, 'derivatives']),
      ];
    }
    case 'training': {
      const { exact } = fixture.expectation;
      return exact === undefined
        ? []
        : parameterDefects(exact.parameters, fixture.problem, [...path, 'parameters']);
    }
  }
};
