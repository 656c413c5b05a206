/** Reductions and losses lane by lane, in the ways that subjects have. */

import { at } from '../../bounds/at.ts';
import { attribute } from '../../model/attributes.ts';
import { dot, sum } from '../emulation/sums.ts';
import { alongLanes, type Back, entriesOf, type Lane, type Value } from './along-lanes.ts';
import { crossEntropyLogits, logSoftmax, logsumexp, softmaxLanes } from './exponentials.ts';
import type { EmulatedOperation, Use } from './operation.ts';

const mean: Value = (lane, { emulation, style }) => {
  const { of, mul, div } = emulation.numbers;
  const x = entriesOf(lane);
  const n = of(x.length);
  if (style.mean === 'shares')
    return [
      sum(
        emulation,
        x.map((entry) => div(entry, n)),
      ),
    ];
  const total = sum(emulation, x);
  return [style.mean === 'factor' ? mul(total, div(of(1), n)) : div(total, n)];
};

const meanBack: Back = (lane, [G = 0], _result, { emulation: { numbers }, style }) => {
  const n = numbers.of(entriesOf(lane).length);
  const share = style.mean === 'factor' ? numbers.mul(G, numbers.div(numbers.of(1), n)) : numbers.div(G, n);
  return entriesOf(lane).map(() => [share]);
};

const extreme = (sign: 1 | -1): EmulatedOperation => {
  const best = (lane: Lane): number => sign * Math.max(...entriesOf(lane).map((x) => sign * x));
  return alongLanes(
    (lane) => [best(lane)],
    (lane, [G = 0], _result, { emulation: { numbers }, style }) => {
      const x = entriesOf(lane);
      const winners = x.flatMap((entry, k) => (entry === best(lane) ? [k] : []));
      const share = numbers.div(G, numbers.of(winners.length));
      const one = style.ties === 'first' ? winners.at(0) : winners.at(-1);
      return x.map((_, k) => {
        if (style.ties === 'split') return winners.includes(k) ? [share] : [];
        return k === one ? [G] : [];
      });
    },
  );
};

const norm = alongLanes(
  (lane, { emulation }) => [emulation.numbers.sqrt(dot(emulation, entriesOf(lane), entriesOf(lane)))],
  (lane, [G = 0], [h = 0], { emulation: { numbers }, style }) => {
    const { add, mul, div } = numbers;
    const x = entriesOf(lane);
    if (h === 0 && x.every((entry) => entry === 0)) return x.map(() => []);
    if (style.factors === 'derivative') return x.map((entry) => [mul(G, div(entry, h))]);
    const root = div(G, add(h, h));
    return x.map((entry) => [mul(root, entry), mul(root, entry)]);
  },
);

const marginsOf = (lane: Lane, { emulation: { numbers }, attributes }: Use): readonly number[] => {
  const y = entriesOf(lane);
  const right = at(attribute(attributes, 'classes'), lane.index);
  const { add, sub, of } = numbers;
  return y.map((score, k) => (k === right ? 0 : add(sub(score, at(y, right)), of(1))));
};

/** 1, or the share that a margin of exactly 0 has. */
const activeShare = (margin: number, { style }: Use): number =>
  margin > 0 ? 1 : margin < 0 ? 0 : { first: 0, last: 1, split: 0.5 }[style.ties];

const hinge = alongLanes(
  (lane, use) => [
    sum(
      use.emulation,
      marginsOf(lane, use).map((margin) => Math.max(0, margin)),
    ),
  ],
  (lane, [G = 0], _result, use) => {
    const { mul, of } = use.emulation.numbers;
    const right = at(attribute(use.attributes, 'classes'), lane.index);
    const shares = marginsOf(lane, use).map((margin, k) => (k === right ? 0 : activeShare(margin, use)));
    const count = shares.reduce((total, share) => total + share, 0);
    const atClass =
      use.style.factors === 'parts' ? shares.map((share) => -mul(G, share)) : [-mul(G, of(count))];
    return shares.map((share, k) => (k === right ? atClass : share === 0 ? [] : [mul(G, share)]));
  },
);

const differences = (lane: Lane, { emulation: { numbers } }: Use): readonly number[] =>
  entriesOf(lane).map((x, k) => numbers.sub(x, at(entriesOf(lane, 1), k)));

const squaredError = alongLanes(
  (lane, use) => {
    const d = differences(lane, use);
    return [dot(use.emulation, d, d)];
  },
  (lane, [G = 0], _result, use, slot) => {
    const { add, mul } = use.emulation.numbers;
    return differences(lane, use).map((d) => {
      const term = use.style.factors === 'parts' ? add(mul(G, d), mul(G, d)) : mul(G, add(d, d));
      return [slot === 0 ? term : -term];
    });
  },
);

/** By operation. */
export const laneWise = {
  sum: alongLanes(
    (lane, { emulation }) => [sum(emulation, entriesOf(lane))],
    (lane, [G = 0]) => entriesOf(lane).map(() => [G]),
  ),
  mean: alongLanes(mean, meanBack),
  max: extreme(1),
  min: extreme(-1),
  norm,
  logsumexp,
  softmax: softmaxLanes,
  'log-softmax': logSoftmax,
  'cross-entropy-logits': crossEntropyLogits,
  hinge,
  'squared-error': squaredError,
} as const;
