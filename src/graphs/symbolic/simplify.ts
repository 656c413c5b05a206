/** Exact simplifications: what an expression equals in every number system, if that is simpler. */

import type { AnyOperationName, Attributes } from '../../model/operations.ts';
import { isMisfit } from '../../model/shape-rules/shape-rule.ts';
import { shapeRules } from '../../model/shape-rules/shape-rules.ts';
import type { Shape } from '../../model/tensor.ts';
import { type Graph, getEntry, getInputs, getOperation, type Variable } from '../graph.ts';

/** An application before it is written; `entries` are the numbers that constants have everywhere. */
export interface Candidate {
  readonly graph: Graph;
  readonly name: AnyOperationName;
  readonly inputs: readonly Variable[];
  readonly attributes: Attributes;
  readonly entries: readonly (number | undefined)[];
}

/** What to write instead. */
export type Simpler =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'uniform'; readonly shape: Shape; readonly entry: number }
  | { readonly kind: 'operation'; readonly name: AnyOperationName; readonly inputs: readonly Variable[] };

type Simplification = (candidate: Candidate) => Simpler | undefined;

const shapeOfResult = ({ graph, name, inputs, attributes }: Candidate): Shape => {
  const shape = shapeRules[name](
    inputs.map((V) => getEntry(graph, V).shape),
    attributes,
  );
  if (isMisfit(shape)) throw new RangeError(`${name}: expected ${shape.expected}, got ${shape.got}`);
  return shape;
};

const input = ({ inputs }: Candidate, slot: number): Simpler | undefined => {
  const variable = inputs[slot];
  return variable === undefined ? undefined : { kind: 'variable', variable };
};

const all = (candidate: Candidate, entry: number): Simpler => ({
  kind: 'uniform',
  shape: shapeOfResult(candidate),
  entry,
});

/** x + 0 and 0 + x. */
const sum: Simplification = (candidate) => {
  const [left, right] = candidate.entries;
  if (right === 0) return input(candidate, 0);
  return left === 0 ? input(candidate, 1) : undefined;
};

/** x - 0 and 0 - x. */
const difference: Simplification = (candidate) => {
  const [left, right] = candidate.entries;
  if (right === 0) return input(candidate, 0);
  return left === 0 ? { kind: 'operation', name: 'neg', inputs: candidate.inputs.slice(1) } : undefined;
};

/** x * 0, 0 * x, x * 1 and 1 * x; values are finite, or the graph is refused. */
const product: Simplification = (candidate) => {
  const [left, right] = candidate.entries;
  if (left === 0 || right === 0) return all(candidate, 0);
  if (right === 1) return input(candidate, 0);
  return left === 1 ? input(candidate, 1) : undefined;
};

/** 0 / x and x / 1. */
const quotient: Simplification = (candidate) => {
  const [left, right] = candidate.entries;
  if (left === 0) return all(candidate, 0);
  return right === 1 ? input(candidate, 0) : undefined;
};

/** -(-x) and -0. */
const negation: Simplification = (candidate) => {
  const [V] = candidate.inputs;
  if (candidate.entries[0] === 0) return all(candidate, 0);
  if (V === undefined || getOperation(candidate.graph, V)?.name !== 'neg') return undefined;
  const [variable] = getInputs(candidate.graph, V);
  return variable === undefined ? undefined : { kind: 'variable', variable };
};

/** x^0 and x^1. */
const power: Simplification = (candidate) => {
  if (candidate.attributes.exponent === 0) return all(candidate, 1);
  return candidate.attributes.exponent === 1 ? input(candidate, 0) : undefined;
};

/** Sums and products that contain a factor 0. */
const zeroIfAnyIs: Simplification = (candidate) =>
  candidate.entries.includes(0) ? all(candidate, 0) : undefined;

const isInOrder = (axes: readonly number[]): boolean => axes.every((axis, index) => axis === index);

/** Moving equal entries, or moving nothing. */
const move: Simplification = (candidate) => {
  const [first] = candidate.entries;
  if (first !== undefined && candidate.entries.every((entry) => entry === first))
    return all(candidate, first);
  const [V] = candidate.inputs;
  if (V === undefined || candidate.inputs.length > 1) return undefined;
  const same = shapeOfResult(candidate).join() === getEntry(candidate.graph, V).shape.join();
  return same && isInOrder(candidate.attributes.axes ?? []) ? input(candidate, 0) : undefined;
};

const simplifications: Partial<Readonly<Record<AnyOperationName, Simplification>>> = {
  add: sum,
  sub: difference,
  mul: product,
  div: quotient,
  neg: negation,
  pow: power,
  sum: zeroIfAnyIs,
  dot: zeroIfAnyIs,
  matmul: zeroIfAnyIs,
  broadcast: move,
  reshape: move,
  transpose: move,
  slice: move,
  concat: move,
};

/** What the candidate equals exactly and more simply; undefined for nothing. */
export const simplification: Simplification = (candidate) => simplifications[candidate.name]?.(candidate);
