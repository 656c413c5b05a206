/** Operations along the lanes of an array: sums, extremes, norms, and everything about softmax. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { attribute } from '../../model/attributes.ts';
import { entryAt, lanesOf } from './array.ts';
import { alongLanes, type LaneMap, ofLanes, type Reduction, type Rule, slotAt } from './rule.ts';

const total: Reduction = ({ of, add }, lane) => lane.reduce(add, of(0));

const mean: Reduction = (arithmetic, lane) =>
  arithmetic.div(total(arithmetic, lane), arithmetic.of(lane.length));

/** The first entry that no other one beats. */
const extreme =
  (sign: 1 | -1): Reduction =>
  ({ compare }, lane) =>
    lane.reduce((best, entry) => (sign * compare(entry, best) > 0 ? entry : best));

const firstExtreme =
  (sign: 1 | -1): LaneMap =>
  (arithmetic, lane) => {
    const first = lane.indexOf(extreme(sign)(arithmetic, lane));
    return lane.map((_, index) => arithmetic.of(index === first ? 1 : 0));
  };

/** The root of 0 has no derivative, and 0 is the one documented. */
const norm: Reduction = (arithmetic, lane) => {
  const { of, mul, sqrt, compare } = arithmetic;
  const squares = total(
    arithmetic,
    lane.map((x) => mul(x, x)),
  );
  return compare(squares, of(0)) === 0 ? of(0) : sqrt(squares);
};

/** e^(x - m), m being the value of the largest entry: whatever its derivative, it cancels. */
const shifted = <N>(arithmetic: Arithmetic<N>, lane: readonly N[]) => {
  const { sub, exp } = arithmetic;
  const largest = extreme(1)(arithmetic, lane);
  const exponentials = lane.map((x) => exp(sub(x, largest)));
  return { largest, exponentials, sum: total(arithmetic, exponentials) };
};

const logSumExp: Reduction = (arithmetic, lane) => {
  const { largest, sum } = shifted(arithmetic, lane);
  return arithmetic.add(largest, arithmetic.log(sum));
};

const softmax: LaneMap = (arithmetic, lane) => {
  const { exponentials, sum } = shifted(arithmetic, lane);
  return exponentials.map((e) => arithmetic.div(e, sum));
};

/** (x - m) - ln sum e^(x - m): of large x only the difference counts. */
const logSoftmax: LaneMap = (arithmetic, lane) => {
  const { sub, log } = arithmetic;
  const { largest, sum } = shifted(arithmetic, lane);
  const rest = log(sum);
  return lane.map((x) => sub(sub(x, largest), rest));
};

const crossEntropyLogits: Rule = (arithmetic, slots, { axis }) => {
  const { mul, neg } = arithmetic;
  const { rest, lanes } = lanesOf(slotAt(slots, 0), axis);
  const targets = lanesOf(slotAt(slots, 1), axis).lanes;
  const entries = lanes.map((lane, place) => {
    const target = entryAt(targets, place);
    const logs = logSoftmax(arithmetic, lane);
    return neg(
      total(
        arithmetic,
        logs.map((log, k) => mul(entryAt(target, k), log)),
      ),
    );
  });
  return { sizes: rest, entries };
};

const squaredError: Rule = (arithmetic, slots, { axis }) => {
  const { sub, mul } = arithmetic;
  const [x, y] = [slotAt(slots, 0), slotAt(slots, 1)];
  const squares = x.entries.map((entry, place) => {
    const residual = sub(entry, entryAt(y.entries, place));
    return mul(residual, residual);
  });
  const { rest, lanes } = lanesOf({ sizes: x.sizes, entries: squares }, axis);
  return { sizes: rest, entries: lanes.map((lane) => total(arithmetic, lane)) };
};

/** A margin of exactly 0 is inactive. */
const hinge: Rule = (arithmetic, slots, attributes) => {
  const classes = attribute(attributes, 'classes');
  const { of, add, sub, compare } = arithmetic;
  const { rest, lanes } = lanesOf(slotAt(slots, 0), attributes.axis);
  const entries = lanes.map((lane, place) => {
    const right = entryAt(classes, place);
    const margins = lane.toSpliced(right, 1).map((y) => add(sub(y, entryAt(lane, right)), of(1)));
    return total(
      arithmetic,
      margins.filter((margin) => compare(margin, of(0)) > 0),
    );
  });
  return { sizes: rest, entries };
};

/** By operation. */
export const laneWise = {
  sum: ofLanes(total),
  mean: ofLanes(mean),
  max: ofLanes(extreme(1)),
  min: ofLanes(extreme(-1)),
  'first-largest': alongLanes(firstExtreme(1)),
  'first-smallest': alongLanes(firstExtreme(-1)),
  norm: ofLanes(norm),
  logsumexp: ofLanes(logSumExp),
  softmax: alongLanes(softmax),
  'log-softmax': alongLanes(logSoftmax),
  'cross-entropy-logits': crossEntropyLogits,
  'squared-error': squaredError,
  hinge,
} as const satisfies Readonly<Record<string, Rule>>;
