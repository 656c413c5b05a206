/** The typed form as an answerer of problems: nested arrays in, nested arrays out, float64 only. */

import type { LayerBiases, LayerWeights, Refusal, TracedAnswer } from '../../../model/answer.ts';
import type { MlpProblem } from '../../../model/problem.ts';
import type { LayerBuffers } from './buffers.ts';
import { isFused } from './loss.ts';
import { prepare, type TypedAnswer } from './prepare.ts';
import { shapeOf } from './shape.ts';

type Nested = readonly (number | Nested)[];

const append = (numbers: number[], nested: Nested): void => {
  for (const item of nested) {
    if (typeof item === 'number') numbers.push(item);
    else append(numbers, item);
  }
};

/** The numbers of nested arrays one after another, each in index order. */
const numbersOf = (...arrays: readonly Nested[]): Float64Array => {
  const numbers: number[] = [];
  append(numbers, arrays);
  return new Float64Array(numbers);
};

/** A problem's parameters as one vector, laid out as `PlacedLayer` says. */
const parametersOf = ({ layers }: MlpProblem): Float64Array =>
  numbersOf(...layers.flatMap(({ weights, biases }): readonly Nested[] => [weights, biases ?? []]));

/** Consecutive rows of equal length. */
const rowsOf = (vector: Float64Array, rowLength: number): number[][] => {
  const rows: number[][] = [];
  for (let at = 0; at < vector.length; at += rowLength) {
    const row: number[] = [];
    // Not by Array.from: it asks an iterator for each number.
    for (let i = at; i < at + rowLength; i += 1) row.push(Number(vector[i]));
    rows.push(row);
  }
  return rows;
};

const groupsOf = <V>(rows: readonly V[], size: number): V[][] =>
  Array.from({ length: rows.length / size }, (_, i) => rows.slice(i * size, (i + 1) * size));

const weightsOf = (layer: LayerBuffers, gradients: Float64Array): LayerWeights => {
  const rows = rowsOf(gradients.subarray(layer.weightsAt, layer.biasesAt), layer.inputs);
  return layer.activation.name === 'maxout' ? groupsOf(rows, layer.units) : rows;
};

const biasesOf = (layer: LayerBuffers, gradients: Float64Array): LayerBiases => {
  if (!layer.biased) return null;
  const rows = rowsOf(gradients.subarray(layer.biasesAt, layer.end), layer.units);
  return layer.activation.name === 'maxout' ? rows : rows.flat();
};

/** The reason why a loss has no meaning on this last layer, if so. */
const refusal = ({ layers, loss }: MlpProblem): Refusal | undefined => {
  const expected = loss.name === 'log-loss' ? 'sigmoid' : 'softmax';
  const name = layers.at(-1)?.activation.name;
  if (!isFused(loss.name) || name === expected) return undefined;
  const path = `layers[${layers.length - 1}].activation.name`;
  return { refused: `${path}: expected "${expected}" for ${loss.name}, got "${name}"` };
};

const nested = (
  { cost, outputs, gradients, inputGradients }: TypedAnswer,
  layers: readonly LayerBuffers[],
  examples: number,
): TracedAnswer => {
  const byExample = (of: (layer: LayerBuffers) => Float64Array) =>
    layers.map((layer) => rowsOf(of(layer), layer.units));
  return {
    cost: Number(cost[0]),
    outputs: rowsOf(outputs, outputs.length / examples),
    gradients: {
      weights: layers.map((layer) => weightsOf(layer, gradients)),
      biases: layers.map((layer) => biasesOf(layer, gradients)),
      inputs: inputGradients === null ? [] : rowsOf(inputGradients, inputGradients.length / examples),
    },
    deltas: byExample(({ delta }) => delta),
    trace: { preActivations: byExample(({ z }) => z), activations: byExample(({ a }) => a) },
  };
};

/**
 * Cost, outputs, gradients, deltas and trace of a valid problem, as the typed form computes them; kinks
 * by the documents' conventions. Refuses log-loss without sigmoid and cross-entropy without softmax.
 */
export const typedGradient = (problem: MlpProblem): TracedAnswer | Refusal => {
  const refused = refusal(problem);
  if (refused !== undefined) return refused;
  const prepared = prepare(shapeOf(problem));
  const inputs = numbersOf(problem.inputs);
  const targets = numbersOf(problem.targets);
  const answer = prepared.gradient(parametersOf(problem), inputs, targets);
  return nested(answer, prepared.layers, problem.inputs.length);
};
