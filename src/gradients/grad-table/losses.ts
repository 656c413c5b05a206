/**
 * The loss of one example, composed from primitive operations and never fused with the activation
 * in front of it. A term whose coefficient is exactly 0 is left out: 0 ln 0 = 0.
 */

import type { LossName } from '../../model/problem.ts';
import { shifted } from './activations.ts';
import { withChosenSlopes } from './chosen-slopes.ts';
import { multiple, plus, sigmoid, signOf, square, sum } from './compositions.ts';
import { binary, constant, type Graph, type Node, nodeAt, unary } from './graph.ts';
import { exp, log, max, mul, neg, sqrt, sub } from './operations.ts';

/** What a loss is computed from, for one example. */
export interface LossSite<T> {
  readonly graph: Graph<T>;
  /** z of the last layer, `[unit]` */
  readonly preActivations: readonly Node[];
  /** a of the last layer, `[unit]` */
  readonly outputs: readonly Node[];
  /** `[unit]` */
  readonly targets: readonly number[];
  /** The derivative to take at one unit of the hinge or the norm; undefined for the convention. */
  readonly slopeAt: (kind: 'hinge' | 'norm', unit: number) => number | undefined;
}

/** The node of the loss, without the scale. */
export const lossOf = <T>(name: LossName, site: LossSite<T>): Node => {
  switch (name) {
    case 'squared-error':
      return squaredError(site);
    case 'norm':
      return norm(site);
    case 'log-loss':
      return logLoss(site);
    case 'cross-entropy':
      return crossEntropy(site);
    case 'cross-entropy-logits':
      return crossEntropyOfLogits(site);
    case 'hinge':
      return hinge(site);
  }
};

const differences = <T>({ graph, outputs, targets }: LossSite<T>): readonly Node[] =>
  targets.map((target, unit) => binary(graph, sub, nodeAt(outputs, unit), constant(graph, target)));

/** sum (y - t)^2 */
const squaredError = <T>(site: LossSite<T>): Node =>
  sum(
    site.graph,
    differences(site).map((difference) => square(site.graph, difference)),
  );

/** sqrt(sum (y - t)^2); where every difference is 0, the constant 0, whose gradient is 0. */
const norm = <T>(site: LossSite<T>): Node => {
  const { graph, slopeAt } = site;
  const all = differences(site);
  const slopes = all.map((_difference, unit) => slopeAt('norm', unit));
  return withChosenSlopes(graph, all, slopes, (seen) => {
    if (seen.every((difference) => signOf(graph, difference) === 0)) return constant(graph, 0);
    const squares = seen.map((difference) => square(graph, difference));
    return unary(graph, sqrt, sum(graph, squares));
  });
};

/** coefficient * ln x, as a list that is empty where the coefficient is 0. */
const weightedLog = <T>(graph: Graph<T>, coefficient: Node, x: () => Node): readonly Node[] =>
  signOf(graph, coefficient) === 0 ? [] : [binary(graph, mul, coefficient, unary(graph, log, x()))];

/**
 * -sum [t ln y + (1 - t) ln(1 - y)], with 1 - y written as sigmoid(-z): as a difference it has lost
 * its digits where y is near 1, and its logarithm and derivative with them.
 */
const logLoss = <T>(site: LossSite<T>): Node => {
  const { graph, preActivations, outputs, targets } = site;
  const terms = targets.flatMap((target, unit) => {
    const t = constant(graph, target);
    const complement = (): Node => sigmoid(graph, unary(graph, neg, nodeAt(preActivations, unit)));
    return [
      ...weightedLog(graph, t, () => nodeAt(outputs, unit)),
      ...weightedLog(graph, binary(graph, sub, constant(graph, 1), t), complement),
    ];
  });
  return unary(graph, neg, sum(graph, terms));
};

/** -sum t ln y */
const crossEntropy = <T>({ graph, outputs, targets }: LossSite<T>): Node => {
  const terms = targets.flatMap((target, unit) =>
    weightedLog(graph, constant(graph, target), () => nodeAt(outputs, unit)),
  );
  return unary(graph, neg, sum(graph, terms));
};

/** sum t (ln sum e^s - s), with s the logits minus the largest of them. */
const crossEntropyOfLogits = <T>({ graph, outputs, targets }: LossSite<T>): Node => {
  const logits = shifted(graph, outputs);
  const powers = logits.map((logit) => unary(graph, exp, logit));
  const logOfSum = unary(graph, log, sum(graph, powers));
  const terms = targets.flatMap((target, unit) =>
    target === 0 ? [] : [multiple(graph, target, binary(graph, sub, logOfSum, nodeAt(logits, unit)))],
  );
  return sum(graph, terms);
};

/** sum over k != c of max(0, y_k - y_c + 1), with c the unit whose target is 1. */
const hinge = <T>({ graph, outputs, targets, slopeAt }: LossSite<T>): Node => {
  const correct = targets.indexOf(1);
  const terms = outputs.flatMap((output, unit) => {
    if (unit === correct) return [];
    const margin = plus(graph, binary(graph, sub, output, nodeAt(outputs, correct)), 1);
    // 0 in the first slot of max: a margin of exactly 0 is inactive.
    const active = ([m = margin]: readonly Node[]): Node => binary(graph, max, constant(graph, 0), m);
    return [withChosenSlopes(graph, [margin], [slopeAt('hinge', unit)], active)];
  });
  return sum(graph, terms);
};
