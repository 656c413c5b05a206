/** The numbers of worked examples, as the formulas of documents take them. */

import { at } from '../../model/at.ts';
import type { Matrix } from '../../model/problem.ts';
import { expectedAnswer, nearestDouble } from '../../problems/fixture-values.ts';
import { activationFixture, gradientFixture } from '../../problems/test-fixtures.ts';
import { column } from './matrices.ts';

/** The answer of a worked example, its numbers as doubles. */
export const expected = (id: string) => expectedAnswer(gradientFixture(id));

/** The weights of a layer, `[unit][input]`; layers count from 0. */
export const weightsOf = (id: string, layer: number): Matrix =>
  at(gradientFixture(id).problem.layers, layer).weights.map((row) => row.flat());

/** The biases of a layer as a column. */
export const biasesOf = (id: string, layer: number): Matrix => {
  const { biases } = at(gradientFixture(id).problem.layers, layer);
  if (biases === null) throw new Error(`${id}: no biases in layer ${layer}`);
  return column(biases.flat());
};

/** The activations of a layer for the first example, as a column. */
export const activationsOf = (id: string, layer: number): Matrix =>
  column(at(at(expected(id).trace.activations, layer), 0));

/** The value of an activation, or its derivative, at one of the points of its fixture. */
export const activationAt = (id: string, point: number, part: 'values' | 'derivatives'): number => {
  const { problem, expectation } = activationFixture(id);
  const numbers = expectation.exact[part];
  if (numbers === null) throw new Error(`${id}: no ${part}`);
  const index = problem.points.indexOf(point);
  if (index < 0) throw new Error(`${id}: no point ${point}`);
  return nearestDouble(at(numbers, index));
};

/** sigma(z). */
export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
