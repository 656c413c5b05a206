/**
 * How far the float64 cost of this room's own forward pass may be from the exact cost; derived in
 * spec/numerical-differentiation.md. Finite where the pass is: nothing here is formed as ln y.
 */

import type { Trace } from '../model/answer.ts';
import type { LossName, MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import { centreOf, elementaryUlps, type LayerCentre, logSumMove, smallest, u } from './centre.ts';
import { penalisedCount } from './forward.ts';
import type { Layout } from './parameters.ts';

/** A float64 value and a bound on its distance from the exact one. */
interface Rounded {
  readonly value: number;
  readonly error: number;
}

type RoundedLoss = (output: LayerCentre, target: Vector) => Rounded;

const add = (terms: readonly number[]): number => terms.reduce((sum, term) => sum + term, 0);

/** A term of magnitude `value` that inherits `carried`, and rounds `count` times on the way into the sum. */
const term = (value: number, carried: number, count: number): Rounded => ({
  value,
  error: carried + count * (u * (value + carried) + smallest),
});

const total = (terms: readonly Rounded[]): Rounded => ({
  value: add(terms.map(({ value }) => value)),
  error: add(terms.map(({ error }) => error)),
});

const squaredError: RoundedLoss = ({ a, aError }, target) =>
  total(
    target.map((t, k) => {
      const difference = Math.abs(at(a, k) - t);
      const error = at(aError, k);
      return term(difference ** 2, (2 * difference + error) * error, target.length + 3);
    }),
  );

/** The root is half as sensitive as the sum of squares, but not to what underflows in it. */
const norm: RoundedLoss = ({ a, aError }, target) => {
  const value = Math.hypot(...target.map((t, k) => at(a, k) - t));
  const lost = Math.sqrt(target.length * smallest);
  return term(value, Math.hypot(...aError) + lost, target.length + 5);
};

const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** exp, then ln(1 + x) by way of a logarithm, each K u; 13 more roundings and one per term of the sum. */
const logLoss: RoundedLoss = ({ z, zError, a, aError }, target) =>
  total(
    target.map((t, k) => {
      const logit = at(at(z, 0), k);
      const steepest = Math.min(Math.max(t, 1 - t), Math.abs(at(a, k) - t) + at(aError, k));
      const value = t * softplus(-logit) + (1 - t) * softplus(logit);
      return term(value, steepest * at(at(zError, 0), k), 2 * elementaryUlps + 13 + target.length);
    }),
  );

/**
 * ln(1 + sum of the powers of the other logits), each power e^-x off by a factor (1 + x + K + n) u, and
 * what the errors of the logits themselves do to ln sum exp.
 */
const tailOf = (logits: Vector, errors: Vector): Rounded => {
  const largest = Math.max(...logits);
  const top = logits.indexOf(largest);
  const depths = logits.map((logit) => largest - logit);
  const powers = depths.map((depth) => Math.exp(-depth));
  const sum = add(powers);
  const rest = add(powers.filter((_, k) => k !== top));
  const rounded = powers.map((power, k) => {
    const roundings = 1 + at(depths, k) + logits.length + elementaryUlps;
    return k === top ? 0 : roundings * (u * power + smallest);
  });
  const p = powers.map((power) => power / sum);
  const carried = add(rounded) / sum + logSumMove(p, errors);
  return term(Math.log1p(rest), carried, elementaryUlps + 8);
};

/** -sum t ln p is sum t ((largest - logit) + tail): the tail and the largest together are ln sum exp. */
const crossEntropy = (logits: Vector, errors: Vector, target: Vector): Rounded => {
  const largest = Math.max(...logits);
  const tail = tailOf(logits, errors);
  return total(
    target.map((t, k) => {
      const weight = Math.abs(t);
      const carried = weight * (at(errors, k) + tail.error);
      return term(weight * (largest - at(logits, k) + tail.value), carried, target.length + 3);
    }),
  );
};

/** A margin y_k - y_c + 1 rounds twice; where it is surely below 0 the term is 0, exactly. */
const hinge: RoundedLoss = ({ a, aError }, target) => {
  const correct = target.indexOf(1);
  const others = a.map((_, k) => k).filter((k) => k !== correct);
  return total(
    others.map((k) => {
      const margin = at(a, k) - at(a, correct) + 1;
      const size = Math.abs(at(a, k)) + Math.abs(at(a, correct)) + 1;
      const error = term(size, at(aError, k) + at(aError, correct), 2).error;
      return margin + error <= 0 ? { value: 0, error: 0 } : term(Math.max(0, margin), error, others.length);
    }),
  );
};

const roundedLoss: Readonly<Record<LossName, RoundedLoss>> = {
  'squared-error': squaredError,
  norm,
  'log-loss': logLoss,
  'cross-entropy': ({ z, zError }, target) => crossEntropy(at(z, 0), at(zError, 0), target),
  'cross-entropy-logits': ({ a, aError }, target) => crossEntropy(a, aError, target),
  hinge,
};

/** |the cost that `forward` computes in float64 - the exact cost|, at the flat `parameters` and their trace. */
export const costRounding = (
  problem: MlpProblem,
  layout: Layout,
  parameters: Vector,
  trace: Trace,
): number => {
  const centres = centreOf(problem, layout, parameters, trace);
  const losses = centres.map((layers, example) => {
    const output = at(layers, layers.length - 1);
    return roundedLoss[problem.loss.name](output, at(problem.targets, example));
  });
  const { value, error } = total(losses);
  const { scale } = problem.loss;
  const data = term(scale * value, scale * error, losses.length + 3);
  const penalised = penalisedCount(problem, layout);
  const squares = add(parameters.slice(0, penalised).map((parameter) => parameter ** 2));
  const penalty = term((problem.penalty?.lambda ?? 0) * squares, 0, penalised + 3);
  return total([data, penalty]).error;
};
