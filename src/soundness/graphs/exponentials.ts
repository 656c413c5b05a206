/** Softmax and its relatives, in the ways that subjects have. */

import { at } from '../../bounds/at.ts';
import { softmax, softmaxDeltas } from '../emulation/activations.ts';
import { dot, sum } from '../emulation/sums.ts';
import { alongLanes, type Back, entriesOf, type Value } from './along-lanes.ts';
import type { Use } from './operation.ts';

const largestOf = (x: readonly number[]): number => Math.max(...x);

/** The logarithm of the sum: of shifted exponentials, or not. */
const logOfSum = (x: readonly number[], { emulation, style }: Use): number => {
  const { add, sub, exp, log } = emulation.numbers;
  if (style.softmax === 'unshifted')
    return log(
      sum(
        emulation,
        x.map((entry) => exp(entry)),
      ),
    );
  const largest = largestOf(x);
  const shifted = x.map((entry) => exp(sub(entry, largest)));
  return add(largest, log(sum(emulation, shifted)));
};

const logShares = (x: readonly number[], use: Use): readonly number[] => {
  const { emulation, style } = use;
  const { sub, exp, log } = emulation.numbers;
  if (style.softmax !== 'shifted') {
    const total = logOfSum(x, use);
    return x.map((entry) => sub(entry, total));
  }
  const shifted = x.map((entry) => sub(entry, largestOf(x)));
  const total = log(
    sum(
      emulation,
      shifted.map((entry) => exp(entry)),
    ),
  );
  return shifted.map((entry) => sub(entry, total));
};

/** Of the logits, or the exponentials of saved logarithms. */
const sharesOf = (x: readonly number[], use: Use): readonly number[] =>
  use.style.slope === 'from-a'
    ? logShares(x, use).map((entry) => use.emulation.numbers.exp(entry))
    : softmax(use.emulation, x);

/** ln sum e^x. */
export const logsumexp = alongLanes(
  (lane, use) => [logOfSum(entriesOf(lane), use)],
  (lane, [G = 0], [total = 0], use) => {
    const { exp, sub, mul, div } = use.emulation.numbers;
    const x = entriesOf(lane);
    if (use.style.slope === 'from-a') return x.map((entry) => [mul(G, exp(sub(entry, total)))]);
    if (use.style.factors === 'derivative') return softmax(use.emulation, x).map((p) => [mul(G, p)]);
    const shift = use.style.softmax === 'unshifted' ? 0 : largestOf(x);
    const powers = x.map((entry) => exp(sub(entry, shift)));
    const share = div(G, sum(use.emulation, powers));
    return powers.map((power) => [mul(share, power)]);
  },
);

/** e^x over the sum. */
export const softmaxLanes = alongLanes(
  (lane, { emulation }) => softmax(emulation, entriesOf(lane)),
  (_lane, G, p, { emulation }) => softmaxDeltas(emulation, p, G).map((entry) => [entry]),
  false,
);

/** The logarithm of that, as a difference. */
export const logSoftmax = alongLanes(
  (lane, use) => logShares(entriesOf(lane), use),
  (lane, G, _result, use) => {
    const { sub, mul } = use.emulation.numbers;
    const total = sum(use.emulation, G);
    const p = sharesOf(entriesOf(lane), use);
    if (use.style.jacobian === 'composed') return G.map((g, k) => [g, -mul(total, at(p, k))]);
    return G.map((g, k) => [sub(g, mul(at(p, k), total))]);
  },
  false,
);

const crossEntropy: Value = (lane, use) => {
  const { emulation, style } = use;
  const { of, mul, sub } = emulation.numbers;
  const [z, t] = [entriesOf(lane), entriesOf(lane, 1)];
  if (style.loss === 'unfused') {
    const total = mul(sum(emulation, t), logOfSum(z, use));
    return [sub(total, dot(emulation, t, z))];
  }
  return [sub(of(0), dot(emulation, t, logShares(z, use)))];
};

const crossEntropyBack: Back = (lane, [G = 0], _result, use, slot) => {
  const { emulation, style } = use;
  const { mul, sub } = emulation.numbers;
  const [z, t] = [entriesOf(lane), entriesOf(lane, 1)];
  if (slot === 1) return logShares(z, use).map((entry) => [-mul(G, entry)]);
  const p = sharesOf(z, use);
  if (style.factors === 'derivative') {
    const total = sum(emulation, t);
    return p.map((share, k) => [mul(G, sub(mul(share, total), at(t, k)))]);
  }
  const weights = t.map((entry) => mul(G, entry));
  const total = sum(emulation, weights);
  return p.map((share, k) => [sub(mul(share, total), at(weights, k))]);
};

/** -sum t ln softmax(z). */
export const crossEntropyLogits = alongLanes(crossEntropy, crossEntropyBack);
