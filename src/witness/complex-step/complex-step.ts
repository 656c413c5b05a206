/**
 * The derivative as the imaginary part of J(x + i h v) / h: nothing is subtracted, so h may be so short that
 * nothing is cut off (Squire and Trapp, 1998). No rule of differentiation is used.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Complex } from '../../arithmetic/complex.ts';
import { complexStepBound } from '../../bounds/complex-step.ts';
import type { MlpProblem, Vector } from '../../model/problem.ts';
import { at } from '../at.ts';
import type { WitnessedEntry } from '../central-difference.ts';
import { type Difference, type Prepared, prepare } from '../difference.ts';
import { forward } from '../forward.ts';
import type { Obstacle } from '../majorant/layer.ts';
import { costMajorant } from '../majorant/majorant.ts';
import { flatten, pathsOf, unitDirection } from '../parameters.ts';
import type { Approximate } from './part-errors.ts';
import { withErrors } from './with-errors.ts';

/** `undecided`: a comparison of the real pass came out otherwise in the complex one, closer than rounding. */
export type ComplexObstacle = Obstacle | { readonly reason: 'undecided' };

/** h: about 1e-30. Its square is below the rounding of any number it is added to, by 2^147. */
const complexStep = 2 ** -100;

/** x + i step direction. */
const displaced = (parameters: Vector, direction: Vector, step: number): Complex[] =>
  parameters.map((re, index) => ({ re, im: step * at(direction, index) }));

/** Im J(x + i step direction) / step, without a bound. */
export const complexQuotient = (
  problem: MlpProblem,
  complex: Arithmetic<Complex>,
  direction: Vector,
  step: number = complexStep,
): number => forward(problem, complex, displaced(flatten(problem), direction, step)).cost.im / step;

/** The same arithmetic; what every comparison decided goes to `decisions`. */
const recording = <T>(arithmetic: Arithmetic<T>, decisions: boolean[]): Arithmetic<T> => ({
  ...arithmetic,
  compare: (left, right) => {
    const order = arithmetic.compare(left, right);
    decisions.push(order > 0);
    return order;
  },
});

/** A problem made ready for complex steps; its cost has been evaluated twice, at real numbers. */
export interface PreparedComplex extends Prepared {
  readonly complex: Arithmetic<Approximate>;
  /** What the comparisons of the real pass decided, in their order. */
  readonly decisions: readonly boolean[];
}

/** `real` is to be IEEE binary64, `complex` complex numbers over it. */
export const prepareComplex = (
  problem: MlpProblem,
  real: Arithmetic<number>,
  complex: Arithmetic<Complex>,
): PreparedComplex => {
  const decisions: boolean[] = [];
  forward(problem, recording(real, decisions));
  return { ...prepare(problem, real), complex: withErrors(complex), decisions };
};

const isSame = (left: readonly boolean[], right: readonly boolean[]): boolean =>
  left.length === right.length && left.every((decision, index) => decision === right[index]);

/** Up to here, imaginary parts enlarge no supremum of a majorant by more than 2^-18 of it. */
const narrow = 2 ** -20;

/**
 * The derivative along a direction of entries -1, 0 and 1 (flat, in the order of the layout), from one
 * evaluation of the cost.
 */
export const complexDifference = (
  prepared: PreparedComplex,
  direction: Vector,
): Difference | ComplexObstacle => {
  const { problem, parameters, complex, decisions } = prepared;
  const majorant = costMajorant(prepared, {
    direction: direction.map(Math.abs),
    reach: complexStep,
    order: 3,
  });
  if ('reason' in majorant) return majorant;
  const taken: boolean[] = [];
  const start = displaced(parameters, direction, complexStep).map((value) => ({
    ...value,
    reError: 0,
    imError: 0,
  }));
  const { cost, trace } = forward(problem, recording(complex, taken), start);
  if (!isSame(decisions, taken)) return { reason: 'undecided' };
  const quotient = cost.im / complexStep;
  const bound = complexStepBound({
    imaginary: cost.imError,
    third: at(majorant, 3),
    step: complexStep,
    quotient,
  });
  const isNarrow = trace.preActivations.flat(2).every(({ im, imError }) => Math.abs(im) + imError <= narrow);
  if (!isNarrow || !Number.isFinite(quotient) || !Number.isFinite(bound)) return { reason: 'overflow' };
  return { quotient, bound, step: complexStep, direction };
};

/** All derivatives of one problem, by complex steps. */
export interface ComplexSteps {
  /** In the order of `pathsOf`: weights, biases, inputs. */
  readonly entries: readonly WitnessedEntry[];
  readonly skipped: readonly (ComplexObstacle & Pick<WitnessedEntry, 'path'>)[];
  /** How often the cost was evaluated. */
  readonly evaluations: number;
}

/** dJ/d(entry) of every entry of a problem, by moving it alone, along the imaginary axis. */
export const complexSteps = (
  problem: MlpProblem,
  real: Arithmetic<number>,
  complex: Arithmetic<Complex>,
): ComplexSteps => {
  const prepared = prepareComplex(problem, real, complex);
  const found = pathsOf(problem).map((path, index) => ({
    path,
    result: complexDifference(prepared, unitDirection(prepared.layout.size, index)),
  }));
  const entries = found.flatMap(({ path, result }) =>
    'reason' in result ? [] : [{ path, value: result.quotient, bound: result.bound, step: result.step }],
  );
  const skipped = found.flatMap(({ path, result }) => ('reason' in result ? [{ path, ...result }] : []));
  return { entries, skipped, evaluations: 2 + found.length };
};
