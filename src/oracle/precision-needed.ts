/** Which arithmetic a problem needs, and how many bits of it to begin with. */

import type { Trace } from '../model/answer.ts';
import type { Activation, MlpProblem } from '../model/problem.ts';

/** 64 decimal digits. */
export const wantedBits = 213;

/** Bits for what sums of a few hundred terms cancel and roundings lose; more are taken when they run out. */
const spareBits = 107;

/** From here on precision costs more than doubling it later would. */
const mostAtFirst = 2560;

// Constants of an arithmetic are computed once per length: few lengths are better than many.
const step = 64;

/** Multiples of z in the exponent of the number that 1 is added to or subtracted from. */
const exponents: Readonly<Record<Activation['name'], number>> = {
  identity: 0,
  linear: 0,
  relu: 0,
  'leaky-relu': 0,
  maxout: 0,
  elu: 1,
  sigmoid: 1,
  tanh: 2,
  softmax: 2,
};

const largest = (rows: readonly (readonly number[])[]): number =>
  Math.max(0, ...rows.flat().map((value) => Math.abs(value)));

/**
 * Bits with which the answer, computed anyhow, has 64 digits unless much else cancels.
 *
 * Saturation is what loses digits by the hundred: of 1 - sigmoid(z) the leading |z| log2 e bits, of
 * 1 - tanh(z)^2 twice as many, of 1 - softmax(z) up to the spread of z, which is at most twice |z|. Along a
 * path such factors multiply, and their relative errors only add: the largest |z| decides, not their sum.
 */
export const bitsFor = ({ layers, loss }: MlpProblem, { preActivations, activations }: Trace): number => {
  const spans = layers.map(
    ({ activation }, l) => exponents[activation.name] * largest(preActivations[l] ?? []),
  );
  const logits = loss.name === 'cross-entropy-logits' ? 2 * largest(activations.at(-1) ?? []) : 0;
  const lost = Math.max(logits, ...spans) * Math.LOG2E;
  // Not finite where float64 overflows: then as many as are affordable.
  const expected = lost < mostAtFirst ? lost : mostAtFirst;
  return step * Math.ceil((wantedBits + spareBits + expected) / step);
};

const piecewiseLinear: readonly Activation['name'][] = ['identity', 'linear', 'relu', 'leaky-relu', 'maxout'];

/** True when cost and gradient are sums of products of the problem's doubles: dyadic rationals. */
export const isRational = ({ layers, loss }: MlpProblem): boolean =>
  (loss.name === 'squared-error' || loss.name === 'hinge') &&
  layers.every(({ activation }) => piecewiseLinear.includes(activation.name));
