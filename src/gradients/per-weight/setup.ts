/** A problem made ready for enumeration. Layers count from 0. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { at } from './at.ts';
import { type Crossing, crossingOf } from './crossings.ts';
import { type ForwardPass, forward } from './forward.ts';
import { isFused, lossSlopes } from './loss-slopes.ts';
import { type NetworkLayer, readNetwork } from './network.ts';
import type { PathCounts } from './path-count.ts';
import type { PathGraph } from './paths.ts';

/** A problem made ready for enumeration; nothing backward is in it. */
export interface Setup<T> {
  readonly arithmetic: Arithmetic<T>;
  readonly problem: MlpProblem;
  readonly network: readonly NetworkLayer<T>[];
  readonly passes: readonly ForwardPass<T>[];
  /** One per example. */
  readonly graphs: readonly PathGraph<T>[];
}

const crossingsOf = <T>(
  { arithmetic, problem, network }: Omit<Setup<T>, 'graphs'>,
  pass: ForwardPass<T>,
  example: number,
  kinks: KinkChoice | undefined,
): readonly Crossing<T>[] =>
  network.map((layer, l) =>
    l === network.length - 1 && isFused(problem.loss.name)
      ? { kind: 'fused' }
      : crossingOf({ arithmetic, layer: l, example, kinks }, layer, at(pass.layers, l)),
  );

const graphOf = <T>(
  setup: Omit<Setup<T>, 'graphs'>,
  counts: PathCounts,
  pass: ForwardPass<T>,
  example: number,
  kinks: KinkChoice | undefined,
): PathGraph<T> => {
  const { arithmetic, problem, network } = setup;
  const targets = at(problem.targets, example);
  const site = { arithmetic, example, outputs: pass.outputs, targets, kinks };
  return {
    arithmetic,
    zero: arithmetic.of(0),
    network,
    crossings: crossingsOf(setup, pass, example, kinks),
    lossSlopes: lossSlopes(problem.loss.name, site),
    scale: arithmetic.of(problem.loss.scale),
    counts,
  };
};

/** Forward passes and local derivatives of every example. */
export const prepare = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  counts: PathCounts,
  kinks: KinkChoice | undefined,
): Setup<T> => {
  const network = readNetwork(problem, arithmetic);
  const passes = problem.inputs.map((input) => forward(arithmetic, network, input));
  const setup = { arithmetic, problem, network, passes };
  return { ...setup, graphs: passes.map((pass, n) => graphOf(setup, counts, pass, n, kinks)) };
};
