import { describe, expect, it } from 'vitest';
import { complexFloat64 } from '../arithmetic/complex.ts';
import { float64 } from '../arithmetic/float64.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { precision } from '../bounds/precision.ts';
import { gradient } from '../gradients/delta-recursion/gradient.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import { entryAt } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { alongByComplexSteps, alongByDifferences } from './along.ts';
import { at } from './at.ts';
import { prepareComplex } from './complex-step/complex-step.ts';
import { prepare } from './difference.ts';
import { locate } from './locate.ts';
import { pathsOf } from './parameters.ts';
import type { Claim } from './residual.ts';
import { allowed, between, indicesOf, randomFrom } from './test-claims.ts';

/** A dense network of tanh with a softmax, and a claimed gradient of it: ours, with its own bounds. */
const network = (widths: readonly number[], seed: number) => {
  const random = randomFrom(seed);
  const [inputs = 0, ...layers] = widths;
  const outputs = at(layers, layers.length - 1);
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: layers.map((units, l) => ({
      weights: Array.from({ length: units }, () =>
        Array.from({ length: at(widths, l) }, () => between(-1, 1, random) / Math.sqrt(at(widths, l))),
      ),
      biases: Array.from({ length: units }, () => between(-0.5, 0.5, random)),
      activation: { name: l === layers.length - 1 ? 'softmax' : 'tanh' },
    })),
    loss: { name: 'cross-entropy', scale: 1 },
    inputs: [Array.from({ length: inputs }, () => between(-1, 1, random))],
    targets: [Array.from({ length: outputs }, (_, k) => (k === 0 ? 1 : 0))],
  };
  const answer = gradient(problem, float64);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const bounds = boundAnswer(problem, answer as TracedAnswer, precision('float64'));
  const paths = pathsOf(problem);
  const numbersIn = <T>(tree: unknown) => paths.map((path) => entryAt(tree, path) as T);
  return {
    problem,
    random,
    claim: { gradient: numbersIn<number>(answer), bounds: numbersIn(bounds) } as Claim,
  };
};

describe('a network of 10,010 parameters by complex steps', () => {
  const { problem, random, claim } = network([89, 100, 10], 8);
  const size = claim.gradient.length;
  const measure = alongByComplexSteps(prepareComplex(problem, float64, complexFloat64));
  const options = { random, directions: 3 };
  /** The index-th largest in size, times 1 + 1e-3. */
  const ranked = claim.gradient
    .map((_, index) => index)
    .toSorted((a, b) => Math.abs(at(claim.gradient, b)) - Math.abs(at(claim.gradient, a)));
  const changed = (indices: readonly number[]): Claim => ({
    ...claim,
    gradient: claim.gradient.map((value, index) => (indices.includes(index) ? value * (1 + 1e-3) : value)),
  });

  it('has our gradient confirmed', () => {
    expect(size).toBe(10_010 + 89);
    const found = locate(claim, measure, options);
    expect(found).toMatchObject({ wrong: [], evaluations: 3, confirmed: 3 });
    // Of entries up to 0.5: what a single derivative is good to is lost in a sum of 10,000.
    expect(found.resolution).toBeLessThan(1e-8);
  });

  it('has one entry off by a thousandth found, within 4 (ceil(log2 P) + 3) measurements', () => {
    for (const rank of [0, 1000, 5000]) {
      const index = at(ranked, rank);
      const found = locate(changed([index]), measure, options);
      expect(indicesOf(found.wrong)).toEqual([index]);
      expect(found.evaluations).toBeLessThanOrEqual(allowed(size));
    }
  });

  it('has five entries found', () => {
    const indices = [10, 200, 1000, 3000, 5000].map((rank) => at(ranked, rank));
    const found = locate(changed(indices), measure, options);
    expect(indicesOf(found.wrong)).toEqual(indices.toSorted((a, b) => a - b));
  });
});

describe('a network of 105 parameters by central differences', () => {
  const { problem, random, claim } = network([8, 9, 3], 9);
  const measure = alongByDifferences(prepare(problem, float64));
  const options = { random, directions: 4 };

  it('has our gradient confirmed, and an entry off by a hundredth found', () => {
    expect(locate(claim, measure, options)).toMatchObject({ wrong: [], evaluations: 4, confirmed: 4 });
    const index = claim.gradient.findIndex((value) => Math.abs(value) > 0.05);
    const gradientOff = claim.gradient.map((value, i) => (i === index ? value * 1.01 : value));
    const found = locate({ ...claim, gradient: gradientOff }, measure, options);
    expect(indicesOf(found.wrong)).toEqual([index]);
    expect(found.evaluations).toBeLessThanOrEqual(allowed(claim.gradient.length));
  });
});
