/** A subject's answer to a problem of kind `graph`: checked, copied and frozen, or everything that is wrong. */

import type { UnknownKey } from './answer-copy.ts';
import { type Budget, budgetFor, copyTensor, isRecord, nothing, unknownKeys } from './answer-copy.ts';
import { valueAt } from './at.ts';
import { defectAt, quote, show } from './defect.ts';
import type { GraphAnswer, GraphProblem, NestedNumbers } from './graph.ts';
import { graphLimits, inferShapes } from './graph-shapes.ts';
import { nearest } from './nearest.ts';
import type { Malformed } from './read-answer.ts';
import { sameShape, sizeOf } from './shape-rules/shape-rule.ts';
import type { Shape, Tensor, TensorDefect } from './tensor.ts';
import { isList, shapeOf, tensorDefects } from './tensor.ts';

/** A checked copy, or what is wrong. */
export type ReadGraphAnswer =
  | { readonly kind: 'answer'; readonly answer: GraphAnswer; readonly notes: readonly string[] }
  | Malformed;

/** What an answer had, each value read once; `gradients` by name in `wrt`, absent ones as nothing. */
interface Parts {
  readonly value: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor> | { readonly instead: string };
  readonly unknown: readonly UnknownKey[];
}

const answerKeys = ['value', 'gradients'];

/** Lists inside one another that are followed: one more than any variable has axes, to be seen. */
const deepest = graphLimits.rank + 1;

/** Own keys alone: a variable may be called like something that every object inherits. */
const own = (value: object, key: string, budget: Budget): Tensor =>
  Object.hasOwn(value, key) ? copyTensor(Reflect.get(value, key), deepest, budget) : nothing;

const shapesOf = new WeakMap<GraphProblem, ReadonlyMap<string, Shape>>();

/** Shapes by name; the same question is often answered by several subjects. */
const shapesIn = (problem: GraphProblem): ReadonlyMap<string, Shape> => {
  const shapes = shapesOf.get(problem) ?? inferShapes(problem).shapes;
  shapesOf.set(problem, shapes);
  return shapes;
};

/** One for the value, and those of every gradient. */
const numbersAskedFor = (problem: GraphProblem): number => {
  const shapes = shapesIn(problem);
  const sizes = problem.wrt.map((name) => sizeOf(shapes.get(name) ?? []));
  return sizes.reduce((sum, size) => sum + size, 1);
};

const takeApart = (value: unknown, problem: GraphProblem): Parts | { readonly instead: string } => {
  if (!isRecord(value)) return { instead: show(value) };
  const { wrt } = problem;
  const budget = budgetFor(numbersAskedFor(problem));
  const gradients: unknown = Object.hasOwn(value, 'gradients') ? Reflect.get(value, 'gradients') : undefined;
  const parts = { value: own(value, 'value', budget), unknown: unknownKeys(value, answerKeys) };
  if (!isRecord(gradients)) return { ...parts, gradients: { instead: show(gradients) } };
  return {
    ...parts,
    gradients: new Map(wrt.map((name) => [name, own(gradients, name, budget)])),
    unknown: [...parts.unknown, ...unknownKeys(gradients, wrt)],
  };
};

/** A name that was meant: `; is it "X"?` */
const meant = (name: string, unknown: readonly UnknownKey[]): string => {
  const found = unknown.find(({ key, known }) => known.includes(name) && nearest(key, known) === name);
  return found === undefined ? '' : `; is it ${quote(found.key)}?`;
};

const zerosWanted = '; where the output does not depend on it, zeros';

/** What came has the shape of a result instead: `; that is the shape of n = broadcast(x): ...`. */
const shapeOfResult = (
  { nodes }: GraphProblem,
  shapes: ReadonlyMap<string, Shape>,
  name: string,
  got: Tensor,
) => {
  const shape = shapeOf(got);
  const result = nodes.find(
    (node) => node.args.includes(name) && shape !== undefined && sameShape(valueAt(shapes, node.name), shape),
  );
  if (result === undefined) return '';
  const { name: called, op, args } = result;
  return `; that is the shape of ${called} = ${op}(${args.join(', ')}): what goes back to ${name} has that of ${name}`;
};

const gradientDefects = (
  problem: GraphProblem,
  gradients: ReadonlyMap<string, Tensor>,
  unknown: readonly UnknownKey[],
): readonly TensorDefect[] =>
  problem.wrt.flatMap((name) => {
    const tensor = gradients.get(name) ?? nothing;
    const defects = tensorDefects(tensor, valueAt(shapesIn(problem), name), ['gradients', name]);
    const hint =
      tensor === nothing
        ? meant(name, unknown) || zerosWanted
        : shapeOfResult(problem, shapesIn(problem), name, tensor);
    return defects.map((defect) => ({ ...defect, got: `${defect.got}${hint}` }));
  });

const defectsIn = (problem: GraphProblem, { value, gradients, unknown }: Parts): readonly TensorDefect[] => {
  const ofValue = tensorDefects(value, [], ['value']);
  if (!('instead' in gradients)) return [...ofValue, ...gradientDefects(problem, gradients, unknown)];
  const { instead } = gradients;
  const code = instead === 'nothing' || instead === 'null' ? 'MISSING' : 'SHAPE';
  const got = `${instead}${meant('gradients', unknown)}`;
  return [...ofValue, { code, ...defectAt(['gradients'], 'an object with a gradient by name', got) }];
};

/** Nested numbers, frozen, of a tensor without defects. */
const numbersOf = (tensor: Tensor): NestedNumbers => {
  if (typeof tensor === 'number') return tensor;
  if (!isList(tensor)) throw new Error('a tensor without defects holds something else than numbers');
  return Object.freeze(tensor.map(numbersOf));
};

const taken = (value: unknown, problem: GraphProblem): ReturnType<typeof takeApart> | undefined => {
  try {
    return takeApart(value, problem);
  } catch {
    return undefined;
  }
};

const malformed = (code: Malformed['code'], expected: string, got: string): Malformed => ({
  kind: 'malformed',
  code,
  defects: [{ path: '', expected, got }],
});

/**
 * Reads an answer to a problem that was read from any value, however hostile; never throws.
 *
 * `value` and a gradient for every name in `wrt` are required, each in the shape of its variable. Numbers
 * that are not finite are kept, as numbers or by their names in text. -0 becomes 0.
 */
export const readGraphAnswer = (value: unknown, problem: GraphProblem): ReadGraphAnswer => {
  const parts = taken(value, problem);
  if (parts === undefined)
    return malformed('UNREADABLE', 'plain data', 'an object that throws when it is read');
  if (!('unknown' in parts)) return malformed('SHAPE', 'an object with value and gradients', parts.instead);
  const defects = defectsIn(problem, parts);
  const [first] = defects;
  if (first !== undefined) return { kind: 'malformed', code: first.code, defects };
  if (typeof parts.value !== 'number' || 'instead' in parts.gradients)
    throw new Error('an answer without value or gradients was not refused');
  const gradients = [...parts.gradients].map(([name, tensor]) => [name, numbersOf(tensor)] as const);
  return {
    kind: 'answer',
    answer: Object.freeze({ value: parts.value, gradients: Object.freeze(Object.fromEntries(gradients)) }),
    notes: parts.unknown.map(({ key }) => `ignored the unknown key ${quote(key)}`),
  };
};
