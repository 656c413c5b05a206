/** Richardson's extrapolation of central differences in float64, orders 4 and 6, with proven bounds. */

import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { type DifferenceErrors, extrapolatedDifferenceBound } from '../bounds/extrapolated-difference.ts';
import type { Path } from '../model/path.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { at } from './at.ts';
import type { CentralDifferences, SkippedEntry, WitnessedEntry } from './central-difference.ts';
import { type Chord, chordOf } from './chord.ts';
import { type Difference, evaluate, firstStep, halvings, type Prepared, prepare } from './difference.ts';
import { combine, cutOff, type Order, stepsOf, weightsOf } from './extrapolation.ts';
import type { Obstacle } from './majorant/layer.ts';
import { costMajorant } from './majorant/majorant.ts';
import type { Series } from './majorant/series.ts';
import { pathsOf, unitDirection } from './parameters.ts';

/** The orders that Richardson extrapolation reaches. */
export type ExtrapolatedOrder = Exclude<Order, 2>;

interface Smooth {
  readonly step: number;
  readonly majorant: Series;
  readonly cut: number;
}

const u = 2 ** -53;

/** From steps 2^6 times as long as a single difference takes: what they cut off falls faster. */
const longer = 2 ** 6;

const smoothAt = (
  prepared: Prepared,
  direction: Vector,
  step: number,
  order: ExtrapolatedOrder,
): Smooth | Obstacle => {
  const { reach } = chordOf(prepared.parameters, direction, step, prepared.arithmetic);
  const majorant = costMajorant(prepared, { direction: direction.map(Math.abs), reach, order: order + 1 });
  if ('reason' in majorant) return majorant;
  return { step, majorant, cut: cutOff(order, at(majorant, order + 1), reach) };
};

/** The longest step, halving, that cuts off no more than the cost's rounding makes of a difference; else the shortest. */
const smoothStep = (prepared: Prepared, direction: Vector, order: ExtrapolatedOrder): Smooth | Obstacle => {
  const first = longer * firstStep(prepared.parameters, direction);
  const shortest = smoothAt(prepared, direction, first * 2 ** -halvings, order);
  if ('reason' in shortest) return shortest;
  const isShortEnough = ({ cut, step }: Smooth) => cut * step <= prepared.rounding;
  for (let halving = 0; halving < halvings; halving += 1) {
    const found = smoothAt(prepared, direction, first * 2 ** -halving, order);
    if ('step' in found && isShortEnough(found)) return found;
  }
  return shortest;
};

/** How far the ends of a chord are from centre + step direction and centre - step direction, at most. */
const strayOf = (centre: Vector, direction: Vector, step: number, { above, below, reach }: Chord): number => {
  const furthest = above.reduce((most, end, index) => {
    const meant = at(direction, index) * step;
    const up = end - at(centre, index);
    const down = at(centre, index) - at(below, index);
    return Math.max(most, Math.abs(up - meant), Math.abs(down - meant));
  }, 0);
  return furthest * (1 + 2 * u) + 2 * u * reach;
};

interface Measured {
  readonly errors: DifferenceErrors;
  /** (above - below) / (2 step), entry by entry. */
  readonly shares: Vector;
}

const measure = (prepared: Prepared, direction: Vector, step: number, weight: number): Measured => {
  const chord = chordOf(prepared.parameters, direction, step, prepared.arithmetic);
  const above = evaluate(prepared, chord.above);
  const below = evaluate(prepared, chord.below);
  return {
    errors: {
      weight,
      step,
      astray: strayOf(prepared.parameters, direction, step, chord),
      above: above.rounding,
      below: below.rounding,
      quotient: (above.cost - below.cost) / (2 * step),
    },
    shares: chord.span.map((way) => way / (2 * step)),
  };
};

/**
 * The extrapolated difference along a direction of entries -1, 0 and 1 (flat, in the order of the layout),
 * from `order` evaluations of the cost; divided by the share of the entry `of`, where it is of one alone.
 */
export const extrapolatedDifference = (
  prepared: Prepared,
  direction: Vector,
  order: ExtrapolatedOrder,
  of: number | null = null,
): Difference | Obstacle => {
  const smooth = smoothStep(prepared, direction, order);
  if ('reason' in smooth) return smooth;
  const { step, majorant, cut } = smooth;
  const { arithmetic } = prepared;
  const weights = weightsOf(order);
  const measured = stepsOf(order).map((share, level) =>
    measure(prepared, direction, step * share, at(weights, level)),
  );
  const differences = measured.map(({ errors }) => errors);
  const quotients = differences.map(({ quotient }) => quotient);
  const gone = direction.map((_, index) =>
    combine(
      order,
      measured.map(({ shares }) => at(shares, index)),
      arithmetic,
    ),
  );
  const divisor = of === null ? 1 : at(gone, of);
  const quotient = combine(order, quotients, arithmetic) / divisor;
  const [first, second] = [at(majorant, 1), 2 * at(majorant, 2)];
  const bound = extrapolatedDifferenceBound({ cut, first, second, differences, divisor, quotient });
  if (!Number.isFinite(quotient) || !Number.isFinite(bound)) return { reason: 'overflow' };
  return { quotient, bound, step, direction: gone.map((share) => share / divisor) };
};

const entryOf = (
  prepared: Prepared,
  path: Path,
  index: number,
  order: ExtrapolatedOrder,
): WitnessedEntry | SkippedEntry => {
  const direction = unitDirection(prepared.layout.size, index);
  const found = extrapolatedDifference(prepared, direction, order, index);
  return 'reason' in found
    ? { path, ...found }
    : { path, value: found.quotient, bound: found.bound, step: found.step };
};

/** dJ/d(entry) of every entry of a problem, by moving it alone; `arithmetic` is to be IEEE binary64. */
export const extrapolatedDifferences = (
  problem: MlpProblem,
  arithmetic: Arithmetic<number>,
  order: ExtrapolatedOrder,
): CentralDifferences => {
  const prepared = prepare(problem, arithmetic);
  const witnessed = pathsOf(problem).map((path, index) => entryOf(prepared, path, index, order));
  const entries = witnessed.filter((entry): entry is WitnessedEntry => 'value' in entry);
  const skipped = witnessed.filter((entry): entry is SkippedEntry => 'reason' in entry);
  return { entries, skipped, evaluations: 1 + order * entries.length };
};
