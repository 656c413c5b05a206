/** Large tensors of a problem in base64: little-endian, row-major float64. */

import { endianness } from 'node:os';
import type { Problem } from '../../model/any-kind.ts';
import type { NestedNumbers } from '../../model/graph.ts';
import type { MlpProblem } from '../../model/problem.ts';

/** A whole tensor as one text. */
interface EncodedTensor {
  readonly shape: readonly number[];
  readonly encoding: 'base64';
  readonly dtype: 'float64';
  readonly data: string;
}

type Nested = readonly (number | Nested)[];

/** Below this many numbers lists are shorter to write and to read. */
const fewestNumbers = 64;

const shapeOf = (tensor: Nested): readonly number[] => {
  const [first] = tensor;
  return first === undefined || typeof first === 'number'
    ? [tensor.length]
    : [tensor.length, ...shapeOf(first)];
};

const isRow = (tensor: Nested): tensor is readonly number[] => typeof tensor[0] === 'number';

/** Writes the numbers from `offset` on and returns where they end. */
const flatten = (tensor: Nested, numbers: Float64Array, offset: number): number => {
  if (isRow(tensor)) {
    // Not by `set`: rows that are frozen or were parsed hold objects, which it takes three times as long to copy.
    tensor.forEach((number, index) => {
      numbers[offset + index] = number;
    });
    return offset + tensor.length;
  }
  let end = offset;
  for (const entry of tensor) if (typeof entry !== 'number') end = flatten(entry, numbers, end);
  return end;
};

const encode = (tensor: Nested): Nested | EncodedTensor => {
  const shape = shapeOf(tensor);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (count < fewestNumbers) return tensor;
  const numbers = new Float64Array(count);
  flatten(tensor, numbers, 0);
  const bytes = Buffer.from(numbers.buffer);
  if (endianness() === 'BE') bytes.swap64();
  return { shape, encoding: 'base64', dtype: 'float64', data: bytes.toString('base64') };
};

const encodeNetwork = (problem: MlpProblem): object => ({
  ...problem,
  layers: problem.layers.map((layer) => ({
    ...layer,
    weights: encode(layer.weights),
    biases: layer.biases && encode(layer.biases),
  })),
  inputs: encode(problem.inputs),
  targets: encode(problem.targets),
});

const encodeInput = (value: NestedNumbers): NestedNumbers | EncodedTensor =>
  typeof value === 'number' ? value : encode(value);

/** The problem with every tensor of 64 numbers or more in base64. */
export const encodeProblem = (problem: Problem): object => {
  if (problem.kind === 'mlp') return encodeNetwork(problem);
  const inputs = Object.entries(problem.inputs).map(([name, value]) => [name, encodeInput(value)]);
  return { ...problem, inputs: Object.fromEntries(inputs) };
};
