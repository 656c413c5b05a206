/**
 * Products with the Jacobian of a variable of any shape, and the Jacobian itself, one row per reverse pass.
 * The text says Jacobian vector product for (dy/dx)' u (erratum B3-51); here u' J is the vjp, J v the jvp.
 *
 * @clause GENERAL-MODES
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { type Graph, getEntry, getInputs, getOperation, type Variable, variablesOf } from '../graph.ts';
import { rules } from '../operations/rules.ts';
import { entryAt, filled, type Tensor, zip } from '../tensor/tensor.ts';
import { backpropagate } from './backpropagate.ts';
import { applicationOf } from './forward.ts';
import { inNumbers } from './numbers.ts';
import { prune } from './prune.ts';

/** A graph with the values of a forward pass. */
export interface Evaluated<T> {
  readonly graph: Graph;
  readonly arithmetic: Arithmetic<T>;
  /** By variable. */
  readonly values: readonly Tensor<T>[];
}

/** J' u for each target, in its shape: u has the shape of the output, which may be any. */
export const vectorJacobianProduct = <T>(
  { graph, arithmetic, values }: Evaluated<T>,
  output: Variable,
  targets: readonly Variable[],
  u: Tensor<T>,
): ReadonlyMap<Variable, Tensor<T>> =>
  backpropagate(graph, output, targets, { ...inNumbers(graph, arithmetic, values), seed: () => u });

/** J v in the shape of the output: how it changes when the variable x changes by v, carried forwards. */
export const jacobianVectorProduct = <T>(
  { graph, arithmetic, values }: Evaluated<T>,
  output: Variable,
  x: Variable,
  v: Tensor<T>,
): Tensor<T> => {
  const pruned = prune(graph, output, [x]);
  const tangents = new Map([[x, v]]);
  for (const V of variablesOf(graph)) {
    const operation = getOperation(graph, V);
    if (!pruned.has(V) || V === x || operation === undefined) continue;
    const application = applicationOf(graph, arithmetic, V, (input) => entryAt(values, input));
    const applied = { ...application, output: entryAt(values, V) };
    const parts = getInputs(graph, V).flatMap((input, slot) => {
      const tangent = tangents.get(input);
      return tangent === undefined ? [] : [rules[operation.name].jvp(applied, slot, tangent)];
    });
    tangents.set(
      V,
      parts.reduce((sum, part) => zip(sum, part, arithmetic.add)),
    );
  }
  return tangents.get(output) ?? filled(getEntry(graph, output).shape, arithmetic.of(0));
};

/**
 * The Jacobian of the output by x, `[entry of the output][entry of x]`, both in row-major order: one
 * reverse pass per row.
 *
 * @clause GENERAL-JACOBIAN
 */
export const jacobian = <T>(
  evaluated: Evaluated<T>,
  output: Variable,
  x: Variable,
): readonly (readonly T[])[] => {
  const { graph, arithmetic } = evaluated;
  const zeros = filled(getEntry(graph, output).shape, arithmetic.of(0));
  return zeros.entries.map((_, row) => {
    const u = { shape: zeros.shape, entries: zeros.entries.with(row, arithmetic.of(1)) };
    const gradient = vectorJacobianProduct(evaluated, output, [x], u).get(x);
    if (gradient === undefined) throw new RangeError(`the table has no entry for variable ${x}`);
    return gradient.entries;
  });
};
