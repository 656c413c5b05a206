/**
 * An answer from outside taken apart into plain tensors, each element read once. This is the only place
 * that touches a subject's objects: what they throw is thrown from here.
 */

import { show } from './defect.ts';
import { limits } from './limits.ts';
import type { Tensor } from './tensor.ts';

/** The known parts that were present; null stands for a part that was null. */
export interface AnswerParts {
  readonly cost?: Tensor;
  readonly outputs?: Tensor;
  readonly deltas?: Tensor;
  readonly gradients: GradientParts | { readonly instead: string };
  readonly unknown: readonly UnknownKey[];
}

/** The parts of gradients that were sent. */
export interface GradientParts {
  readonly weights?: Tensor;
  readonly biases?: Tensor;
  readonly inputs?: Tensor;
}

/** A key that nobody asked for. */
export interface UnknownKey {
  readonly key: string;
  /** Where it stands: the keys that are known there. */
  readonly known: readonly string[];
}

/** Lists inside one another that are followed: layer, piece, unit, input, and one more to be seen. */
const deepest = 5;

/** An object with a million keys earns no million notes. */
const mostUnknownKeys = 20;

const answerKeys = ['cost', 'outputs', 'deltas', 'gradients'] as const;
const gradientKeys = ['weights', 'biases', 'inputs'] as const;

const nonFinite: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** What a part is that is not there. */
export const nothing: Tensor = { kind: 'nothing', got: 'nothing' };

/** Values that may still be copied. */
export interface Budget {
  left: number;
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;

const copyList = (value: ArrayLike<unknown>, depth: number, budget: Budget): Tensor => {
  const { length } = value;
  if (depth === 0 || !(length <= budget.left)) return { kind: 'other', got: `a list of ${length}` };
  const copy: Tensor[] = [];
  for (let index = 0; index < length; index += 1) {
    const element = value[index];
    if (typeof element !== 'number') copy.push(copyTensor(element, depth - 1, budget));
    else {
      budget.left -= 1;
      copy.push(element === 0 ? 0 : element);
    }
  }
  return copy;
};

/** The value as nested lists, followed so deep; each element is read once. */
export const copyTensor = (value: unknown, depth: number, budget: Budget): Tensor => {
  budget.left -= 1;
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (value === null) return { kind: 'null', got: 'null (JSON.stringify writes NaN as null)' };
  if (value === undefined) return nothing;
  if (isList(value)) return copyList(value, depth, budget);
  return nonFinite.get(value) ?? { kind: 'other', got: show(value) };
};

const partsOf = <Key extends string>(
  value: object,
  keys: readonly Key[],
  budget: Budget,
): { readonly [K in Key]?: Tensor } => {
  const parts: { [K in Key]?: Tensor } = {};
  for (const key of keys) {
    const part: unknown = Reflect.get(value, key);
    if (part !== undefined) parts[key] = copyTensor(part, deepest, budget);
  }
  return parts;
};

/** The first of the own keys that are not known. */
export const unknownKeys = (value: object, known: readonly string[]): readonly UnknownKey[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .slice(0, mostUnknownKeys)
    .map((key) => ({ key, known }));

/** True of what can have keys and is no list. */
export const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !isList(value);

/**
 * What is copied of an answer in which `expected` values are asked for: enough to see a wrong shape in, such as
 * gradients example by example, and not as much as somebody may send.
 */
export const budgetFor = (expected: number): Budget => ({
  left: Math.min(limits.values, 100 * expected + 10_000),
});

/**
 * The parts of an answer, or what was there instead of an object; longer lists than the budget has values left
 * are named by their length. Throws what the value throws.
 */
export const takeApart = (value: unknown, budget: Budget): AnswerParts | { readonly instead: string } => {
  if (!isRecord(value)) return { instead: show(value) };
  const gradients: unknown = Reflect.get(value, 'gradients');
  const parts = partsOf(value, ['cost', 'outputs', 'deltas'], budget);
  if (!isRecord(gradients))
    return { ...parts, gradients: { instead: show(gradients) }, unknown: unknownKeys(value, answerKeys) };
  return {
    ...parts,
    gradients: partsOf(gradients, gradientKeys, budget),
    unknown: [...unknownKeys(value, answerKeys), ...unknownKeys(gradients, gradientKeys)],
  };
};
