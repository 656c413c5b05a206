/** Tensors in base64 inside an answer, back to nested lists. */

import { endianness } from 'node:os';
import type { Problem } from '../../model/any-kind.ts';
import { type Defect, defectAt, show } from '../../model/defect.ts';
import type { GraphProblem } from '../../model/graph.ts';
import { limits } from '../../model/limits.ts';
import type { Path } from '../../model/path.ts';
import { bytesIn } from './base64.ts';

type Fields = ReadonlyMap<string, unknown>;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: object): Fields => new Map(Object.entries(value));

const bytesPerNumber = new Map<unknown, 4 | 8>([
  ['float32', 4],
  ['float64', 8],
]);

const deepest = 8;

const readShape = (value: unknown): readonly number[] | undefined => {
  if (!Array.isArray(value) || value.length === 0 || value.length > deepest) return undefined;
  const axes: readonly unknown[] = value;
  const isAxis = (axis: unknown): axis is number => Number.isInteger(axis) && Number(axis) >= 1;
  if (!axes.every(isAxis)) return undefined;
  return axes.reduce((product, axis) => product * axis, 1) <= limits.values ? axes : undefined;
};

const numbersIn = (data: Buffer, width: 4 | 8): Float64Array | Float32Array => {
  if (endianness() === 'BE') width === 8 ? data.swap64() : data.swap32();
  // A copy, because numbers must be aligned and pieces of a pool of buffers are not.
  const { buffer } = new Uint8Array(data);
  return width === 8 ? new Float64Array(buffer) : new Float32Array(buffer);
};

type Row = Float64Array | Float32Array;

const nest = (numbers: Row, shape: readonly number[], offset: number): readonly unknown[] | Row => {
  const [length = 0, ...inner] = shape;
  if (inner.length === 0) return numbers.subarray(offset, offset + length);
  const stride = inner.reduce((product, axis) => product * axis, 1);
  return Array.from({ length }, (_, index) => nest(numbers, inner, offset + index * stride));
};

const refuse = (defects: Defect[], path: Path, expected: string, got: string): undefined => {
  defects.push(defectAt(path, expected, got));
};

const decode = (fields: Fields, path: Path, defects: Defect[]): unknown => {
  const shape = readShape(fields.get('shape'));
  const width = bytesPerNumber.get(fields.get('dtype'));
  const text = fields.get('data');
  if (shape === undefined) {
    return refuse(defects, [...path, 'shape'], 'a list of whole numbers >= 1', show(fields.get('shape')));
  }
  if (width === undefined) {
    return refuse(defects, [...path, 'dtype'], '"float64" or "float32"', show(fields.get('dtype')));
  }
  if (typeof text !== 'string') return refuse(defects, [...path, 'data'], 'a text', show(text));
  const size = shape.reduce((product, axis) => product * axis, width);
  const data = bytesIn(text, size);
  if ('instead' in data) {
    const expected = `${size} bytes in base64 (${shape.join('x')} numbers of ${width} bytes)`;
    return refuse(defects, [...path, 'data'], expected, data.instead);
  }
  return nest(numbersIn(data.bytes, width), shape, 0);
};

/** The value, or what it stands for when it is a tensor in base64. */
const decoded = (value: unknown, path: Path, defects: Defect[]): unknown => {
  if (!isObject(value)) return value;
  const fields = fieldsOf(value);
  return fields.get('encoding') === 'base64' ? decode(fields, path, defects) : value;
};

const each = (value: unknown, path: Path, defects: Defect[]): unknown =>
  Array.isArray(value)
    ? value.map((entry: unknown, index) => decoded(entry, [...path, index], defects))
    : value;

type Decoding = (value: unknown, path: Path, defects: Defect[]) => unknown;

/** A copy of an object in which the named fields are decoded; other keys are copied as data. */
const withFields = (
  value: unknown,
  path: Path,
  defects: Defect[],
  fields: ReadonlyMap<string, Decoding>,
): unknown => {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => {
      const decoding = fields.get(key);
      return [key, decoding === undefined ? part : decoding(part, [...path, key], defects)];
    }),
  );
};

const gradientFields = new Map<string, Decoding>([
  ['weights', each],
  ['biases', each],
  ['inputs', decoded],
]);

const answerFields = new Map<string, Decoding>([
  ['gradients', (value, path, defects) => withFields(value, path, defects, gradientFields)],
  ['outputs', decoded],
  ['deltas', each],
]);

/** Of an answer to a graph: every gradient that was asked for, by its name. */
const fieldsOfGraph = ({ wrt }: GraphProblem): ReadonlyMap<string, Decoding> => {
  const byName = new Map(wrt.map((name): [string, Decoding] => [name, decoded]));
  return new Map([['gradients', (value, path, defects) => withFields(value, path, defects, byName)]]);
};

/** An answer with every tensor in base64 as nested lists, and what is wrong with those that cannot be. */
export const decodeAnswer = (
  answer: unknown,
  problem: Problem,
): { readonly value: unknown; readonly defects: readonly Defect[] } => {
  const defects: Defect[] = [];
  return {
    value: withFields(answer, [], defects, problem.kind === 'graph' ? fieldsOfGraph(problem) : answerFields),
    defects,
  };
};
