/** The last factor of every path: the derivative of one example's loss, unscaled. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { KinkChoice, KinkSite } from '../../model/kinks.ts';
import type { LossName, Vector } from '../../model/problem.ts';
import { softmax } from './activations.ts';
import { at } from './at.ts';
import { classOf, euclideanNorm, margins } from './losses.ts';
import { sum } from './sums.ts';

/** True when the derivative is taken with respect to z of the last layer, past its activation. */
export const isFused = (name: LossName): boolean => name === 'log-loss' || name === 'cross-entropy';

/** What a derivative of the loss depends on besides the loss. */
export interface LossSite<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly example: number;
  /** `[unit]` of the last layer. */
  readonly outputs: Vector<T>;
  /** `[unit]`, doubles. */
  readonly targets: Vector;
  readonly kinks: KinkChoice | undefined;
}

const chosen = <T>({ arithmetic, kinks }: LossSite<T>, site: KinkSite): T | undefined => {
  const choice = kinks?.(site);
  return choice === undefined ? undefined : arithmetic.of(choice);
};

const differences = <T>({ arithmetic, outputs, targets }: LossSite<T>): Vector<T> =>
  outputs.map((output, k) => arithmetic.sub(output, arithmetic.of(at(targets, k))));

const normSlopes = <T>(site: LossSite<T>): Vector<T> => {
  const { of, div, compare } = site.arithmetic;
  const vector = differences(site);
  const norm = euclideanNorm(site.arithmetic, vector);
  const atZero = compare(norm, of(0)) === 0;
  return vector.map((difference, unit) => {
    const choice = chosen(site, { kind: 'norm', example: site.example, unit });
    return choice ?? (atZero ? of(0) : div(difference, norm));
  });
};

/** y sum(t) - t with y the softmax: the definition, so targets need not sum to exactly 1. */
const softmaxSlopes = <T>({ arithmetic, targets }: LossSite<T>, y: Vector<T>): Vector<T> => {
  const { of, sub, mul } = arithmetic;
  const t = targets.map((target) => of(target));
  const total = sum(arithmetic, t);
  return y.map((probability, k) => sub(mul(probability, total), at(t, k)));
};

const hingeSlopes = <T>(site: LossSite<T>): Vector<T> => {
  const { of, sub, compare } = site.arithmetic;
  const c = classOf(site.targets);
  const slopes = margins(site.arithmetic, site.outputs, c).map((margin, unit) => {
    if (unit === c) return of(0);
    const choice = chosen(site, { kind: 'hinge', example: site.example, unit });
    return choice ?? of(compare(margin, of(0)) > 0 ? 1 : 0);
  });
  const ofClass = sub(of(0), sum(site.arithmetic, slopes));
  return slopes.map((derivative, unit) => (unit === c ? ofClass : derivative));
};

/** dloss/da of the last layer, or dloss/dz where `isFused`; `[unit]`. */
export const lossSlopes = <T>(name: LossName, site: LossSite<T>): Vector<T> => {
  const { arithmetic } = site;
  switch (name) {
    case 'squared-error':
      return differences(site).map((difference) => arithmetic.mul(arithmetic.of(2), difference));
    case 'norm':
      return normSlopes(site);
    case 'log-loss':
      return differences(site);
    case 'cross-entropy':
      return softmaxSlopes(site, site.outputs);
    case 'cross-entropy-logits':
      return softmaxSlopes(site, softmax(arithmetic, site.outputs));
    case 'hinge':
      return hingeSlopes(site);
  }
};
