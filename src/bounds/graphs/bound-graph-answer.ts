/** Componentwise error bounds of the answer to a problem of kind `graph`: the entrance of this folder. */

import type { GraphProblem, NestedNumbers } from '../../model/graph.ts';
import type { Shape } from '../../model/tensor.ts';
import { at } from '../at.ts';
import type { Bound } from '../bound.ts';
import { derived } from '../finish.ts';
import { type Precision, precision } from '../precision.ts';
import { costsOf, type GraphKinkAllowance } from './costs.ts';
import { type GraphKinkSite, type Pass, passOver, type Saturation } from './pass.ts';
import type { KnownTensor } from './rule.ts';

/** One bound per number of an answer, in its shapes. */
export interface GraphBounds {
  readonly value: Bound;
  /** By name in `wrt`. */
  readonly gradients: Readonly<Record<string, NestedNumbers<Bound>>>;
  /** Sites whose side is uncertain at this precision; the bounds include their whole jump. */
  readonly uncertain: readonly GraphKinkSite[];
  /** Where a correct subject may have something that is not finite; empty: it has no excuse. */
  readonly saturations: readonly Saturation[];
}

const float64 = precision('float64');

/** Infinite where the number itself may overflow. */
const boundsOf = ({ values, errors }: KnownTensor, { largest }: { readonly largest: number }) =>
  errors.map((error, place) =>
    Math.abs(at(values, place)) + 2 * error <= largest ? error : Number.POSITIVE_INFINITY,
  );

const nested = (shape: Shape, entries: readonly number[]): NestedNumbers<Bound> => {
  const [size, ...inner] = shape;
  if (size === undefined) return derived(at(entries, 0));
  const stride = entries.length / size;
  return Array.from({ length: size }, (_, index) =>
    nested(inner, entries.slice(index * stride, (index + 1) * stride)),
  );
};

const variable = ({ values }: Pass, name: string): KnownTensor => {
  const tensor = values.get(name);
  if (tensor === undefined) throw new RangeError(`${name}: expected the name of a variable, got none`);
  return tensor;
};

/** The bounds of a gradient; exactly 0 where the output does not depend on the variable. */
const gradientBounds = (pass: Pass, name: string, format: Precision): NestedNumbers<Bound> => {
  const { shape, values } = variable(pass, name);
  const adjoint = pass.adjoints.get(name);
  const limits = { largest: costsOf(format).largest };
  return nested(shape, adjoint === undefined ? values.map(() => 0) : boundsOf(adjoint, limits));
};

/** The exact number is the one with what was chosen, or else by the convention. */
const exactAllowance = (kinks: GraphKinkAllowance): GraphKinkAllowance =>
  typeof kinks === 'object' ? { ...kinks, within: 'nothing' } : 'convention';

/**
 * How far a correct subject's answer may be from the exact one, entry by entry.
 *
 * The problem was read. Nothing but the problem is needed: values and adjoints are evaluated here, in float64
 * with their own errors bounded, so that what is judged has no part in its bound. A subject is within the
 * bounds of its precision plus those of whatever it is held against, for a float64 answer that follows the
 * convention `boundGraphAnswer(problem, precision('float64'), 'convention')`.
 */
export const boundGraphAnswer = (
  problem: GraphProblem,
  format: Precision,
  kinks: GraphKinkAllowance = 'every choice',
): GraphBounds => {
  const own = passOver(problem, { rounding: costsOf(float64), kinks: exactAllowance(kinks) });
  const isOwn = format.unitRoundoff === float64.unitRoundoff && kinks === 'convention';
  const pass = isOwn
    ? own
    : passOver(problem, { rounding: { ...costsOf(format), convex: typeof kinks === 'object' }, kinks }, own);
  const [value] = boundsOf(variable(pass, problem.output), format);
  const gradients = problem.wrt.map((name) => [name, gradientBounds(pass, name, format)] as const);
  return {
    value: derived(value ?? Number.POSITIVE_INFINITY),
    gradients: Object.fromEntries(gradients),
    uncertain: pass.uncertain,
    saturations: pass.saturations,
  };
};
