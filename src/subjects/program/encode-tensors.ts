/**
 * Problems as JSON with large tensors in base64: little-endian, row-major float64. Put together from texts:
 * JSON.stringify would look at every character of what needs no escape.
 */

import { endianness } from 'node:os';
import type { Problem } from '../../model/any-kind.ts';
import type { GraphProblem, NestedNumbers } from '../../model/graph.ts';
import type { Layer, MlpProblem } from '../../model/problem.ts';

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
    // Not by `set` or `forEach`: rows that are frozen hold objects, with which both take several times as long.
    for (let index = 0; index < tensor.length; index += 1) numbers[offset + index] = Number(tensor[index]);
    return offset + tensor.length;
  }
  let end = offset;
  for (const entry of tensor) if (typeof entry !== 'number') end = flatten(entry, numbers, end);
  return end;
};

const tensorText = (tensor: Nested): string => {
  const shape = shapeOf(tensor);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (count < fewestNumbers) return JSON.stringify(tensor);
  const numbers = new Float64Array(count);
  flatten(tensor, numbers, 0);
  const bytes = Buffer.from(numbers.buffer);
  if (endianness() === 'BE') bytes.swap64();
  return `{"shape":[${shape.join()}],"encoding":"base64","dtype":"float64","data":"${bytes.toString('base64')}"}`;
};

/** Joined by `+`, which copies nothing until the whole text is written. */
const joined = (texts: readonly string[]): string =>
  texts.reduce((all, text) => (all === '' ? text : `${all},${text}`), '');

/** An object's fields, those named in `texts` by their texts. */
const objectText = (fields: object, texts: Readonly<Record<string, string>>): string => {
  const plain = Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value)]);
  const all = [...plain, ...Object.entries(texts)];
  return `{${joined(all.map(([name, text]) => `${JSON.stringify(name)}:${text}`))}}`;
};

const layerText = ({ weights, biases, ...rest }: Layer): string =>
  objectText(rest, { weights: tensorText(weights), biases: biases === null ? 'null' : tensorText(biases) });

const networkText = ({ layers, inputs, targets, ...rest }: MlpProblem): string =>
  objectText(rest, {
    layers: `[${joined(layers.map(layerText))}]`,
    inputs: tensorText(inputs),
    targets: tensorText(targets),
  });

const inputText = (value: NestedNumbers): string =>
  typeof value === 'number' ? JSON.stringify(value) : tensorText(value);

const graphText = ({ inputs, ...rest }: GraphProblem): string => {
  const texts = Object.entries(inputs).map(([name, value]) => [name, inputText(value)]);
  return objectText(rest, { inputs: objectText({}, Object.fromEntries(texts)) });
};

/** The problem as JSON with every tensor of 64 numbers or more in base64. */
export const encodedText = (problem: Problem): string =>
  problem.kind === 'mlp' ? networkText(problem) : graphText(problem);
