/** A problem of a given shape, with numbers in which no mistake hides. */

import { at } from '../model/at.ts';
import type { Activation, Layer, LossName, MlpProblem, Penalty } from '../model/problem.ts';
import type { ActivationName, PenaltyKind } from '../model/supports.ts';
import type { Plan } from './plans.ts';

/** Tenths from -1.9 to 1.9 without 0, in an order without a pattern that a layer could share. */
const number = (index: number): number => {
  const tenths = ((index * (7 * index + 29) + 11) % 39) - 19;
  return (tenths === 0 ? 20 : tenths) / 10;
};

const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => number(from + index));

const matrix = (from: number, rows: number, columns: number): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, row) => numbers(from + row * columns, columns));

/** A leak above 1 at every other place. */
const activation = (name: ActivationName, place: number): Activation => {
  switch (name) {
    case 'linear':
      return { name, alpha: 0.7, beta: 0.4 };
    case 'leaky-relu':
      return { name, alpha: place % 2 === 0 ? 0.35 : 1.4 };
    case 'elu':
      return { name, alpha: 0.6 };
    case 'maxout':
      return { name, pieces: 2 };
    default:
      return { name };
  }
};

const layer = (name: ActivationName, inputs: number, units: number, from: number): Layer => {
  const own = activation(name, from);
  if (own.name !== 'maxout')
    return { weights: matrix(from, units, inputs), biases: numbers(from + 7, units), activation: own };
  return {
    weights: [matrix(from, units, inputs), matrix(from + 17, units, inputs)],
    biases: [numbers(from + 7, units), numbers(from + 23, units)],
    activation: own,
  };
};

const target = (loss: LossName, example: number, units: number): readonly number[] => {
  if (loss === 'hinge') return Array.from({ length: units }, (_, unit) => (unit === example % units ? 1 : 0));
  if (loss === 'squared-error' || loss === 'norm') return numbers(5 * example + 3, units);
  return Array.from({ length: units }, (_, unit) => (((example + 2 * unit) % 5) + 1) / 10);
};

const penaltyOf = (kind: PenaltyKind): { readonly penalty?: Penalty } =>
  kind === 'none' ? {} : { penalty: { name: 'l2', lambda: 0.15, biases: kind === 'l2-biases' } };

/** The problem that a plan describes, the same for the same plan. */
export const plannedProblem = ({
  widths,
  hidden,
  output,
  loss,
  scale,
  examples,
  penalty,
}: Plan): MlpProblem => {
  const names = [...hidden, output];
  return {
    kind: 'mlp',
    layers: names.map((name, l) => layer(name, at(widths, l), at(widths, l + 1), 13 * l + 5)),
    loss: { name: loss, scale },
    ...penaltyOf(penalty),
    inputs: matrix(31, examples, at(widths, 0)),
    targets: Array.from({ length: examples }, (_, example) => target(loss, example, at(widths, -1))),
  };
};
