import { describe, expect, it } from 'vitest';
import { complexFloat64 } from '../arithmetic/complex.ts';
import { float64 } from '../arithmetic/float64.ts';
import { boundAnswer } from '../bounds/bound-answer.ts';
import { noDifference, unbounded } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { residualBound } from '../bounds/residual.ts';
import { gradient } from '../gradients/delta-recursion/gradient.ts';
import { isRefusal, type TracedAnswer } from '../model/answer.ts';
import { entryAt } from '../model/path.ts';
import type { MlpProblem, Vector } from '../model/problem.ts';
import { alongByComplexSteps, alongByDifferences } from './along.ts';
import { at } from './at.ts';
import { prepareComplex } from './complex-step/complex-step.ts';
import { prepare } from './difference.ts';
import { locate } from './locate.ts';
import { pathsOf } from './parameters.ts';
import type { Claim, Measure } from './residual.ts';

const randomFrom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Sums of products from the last term to the first, other than the claim's own, with the bound of any order. */
const measuring =
  (exact: Vector): Measure =>
  ({ signs, from, to }) => {
    let [quotient, magnitude] = [0, 0];
    for (let index = to - 1; index >= from; index -= 1) {
      const product = at(signs, index) * at(exact, index);
      quotient += product;
      magnitude += Math.abs(product);
    }
    const count = to - from;
    const sum = { count, magnitude, carried: 0, measured: 0, bound: noDifference };
    return { quotient, bound: residualBound(sum) };
  };

const between = (low: number, high: number, random: () => number): number => low + (high - low) * random();

const exactOf = (size: number, random: () => number): number[] =>
  Array.from({ length: size }, () => between(-1, 1, random));

/** `count` different indices below `size`, ascending. */
const chosen = (count: number, size: number, random: () => number): number[] => {
  const found = new Set<number>();
  while (found.size < count) found.add(Math.floor(random() * size));
  return [...found].toSorted((a, b) => a - b);
};

const withErrors = (exact: Vector, errors: ReadonlyMap<number, number>): number[] =>
  exact.map((value, index) => value + (errors.get(index) ?? 0));

const indicesOf = (wrong: readonly { readonly index: number }[]): number[] =>
  wrong.map(({ index }) => index).toSorted((a, b) => a - b);

/** Eight directions: the chance that errors of equal size hide from all of them is 2^-8 at most. */
const directions = 8;

const allowed = (size: number): number => 4 * (Math.ceil(Math.log2(size)) + 3);

const sizes = [1, 2, 3, 17, 940, 10_010, 100_000];

/** Mostly small: a trial of 100,000 entries takes as long as a thousand of 100. */
const sizeOf = (trial: number): number => {
  if (trial % 200 === 0) return 100_000;
  return trial % 25 === 0 ? 10_010 : at(sizes, trial % 5);
};

describe('one wrong entry', () => {
  // An error of 1e-3 to 1 among entries up to 1: at 100,000 entries n u sum |g| is about 1e-6.
  it('is found alone, within 4 (ceil(log2 P) + 3) measurements, in each of 1,000 trials', () => {
    const random = randomFrom(1);
    const gradients = new Map(sizes.map((size) => [size, exactOf(size, random)]));
    const most = new Map<number, number>();
    for (let trial = 0; trial < 1000; trial += 1) {
      const size = sizeOf(trial);
      const exact = gradients.get(size) ?? [];
      const index = Math.floor(random() * size);
      const error = (random() < 0.5 ? -1 : 1) * 10 ** between(-3, 0, random);
      const claim = { gradient: withErrors(exact, new Map([[index, error]])) };
      const found = locate(claim, measuring(exact), { random, directions });
      expect(indicesOf(found.wrong)).toEqual([index]);
      expect(found).toMatchObject({ confirmed: directions, unresolved: 0, skipped: [] });
      expect(found.evaluations).toBeLessThanOrEqual(allowed(size));
      most.set(size, Math.max(most.get(size) ?? 0, found.evaluations));
    }
    // The direction, one measurement a level, at most one more for the entry, eight that confirm.
    for (const [size, evaluations] of most)
      expect(evaluations).toBeLessThanOrEqual(1 + Math.ceil(Math.log2(size)) + 1 + directions);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e300])(
    'claimed to be %d is found as well, within as many',
    (value) => {
      const random = randomFrom(2);
      for (const size of sizes.slice(0, 5))
        for (const index of new Set([0, size >> 1, size - 1])) {
          const exact = exactOf(size, random);
          const claim = { gradient: exact.map((each, i) => (i === index ? value : each)) };
          const { wrong, evaluations } = locate(claim, measuring(exact), { random, directions });
          expect(wrong.map((each) => [each.index, each.claimed])).toEqual([[index, value]]);
          expect(evaluations).toBeLessThanOrEqual(allowed(size));
        }
    },
  );

  it('comes with the measured derivative and its bound', () => {
    const exact = [0.5, -0.25, 0.75];
    const random = randomFrom(3);
    const { wrong } = locate({ gradient: [0.5, 0.25, 0.75] }, measuring(exact), { random, directions });
    const [first] = wrong;
    expect(first).toMatchObject({ index: 1, claimed: 0.25, measured: -0.25 });
    expect(first?.bound).toBeLessThan(10 * 2 ** -53);
  });
});

describe('the right half', () => {
  const options = { random: () => 0.75, directions: 1 };
  /** Entry 1 of two is claimed 1 too large; the bounds of whole, left and right are as given. */
  const found = (whole: number, left: number, right: number) => {
    const sum = { count: 0, magnitude: 0, measured: 0, bound: noDifference };
    const boundOf = ({ from, to }: { from: number; to: number }) =>
      residualBound({ ...sum, carried: to - from === 2 ? whole : ([left, right][from] ?? 0) });
    const measure: Measure = (stretch) => ({ quotient: 0, bound: boundOf(stretch) });
    return locate({ gradient: [0, 1] }, measure, options);
  };

  it('is measured where the difference does not settle it and the left half is not to blame', () => {
    // 1 is above 0.6, and below 0.6 + 0.6: only its own derivative shows the entry wrong.
    expect(indicesOf(found(0.6, 0.6, 0.1).wrong)).toEqual([1]);
  });

  it('is not named where its own derivative does not show it wrong', () => {
    expect(found(0.6, 0.1, 1.5)).toMatchObject({ wrong: [], unresolved: 1 });
    expect(found(0.6, 0.6, 1.5)).toMatchObject({ wrong: [], unresolved: 1 });
  });
});

describe('a right claim', () => {
  it('is confirmed by as many measurements as directions, and nothing is found', () => {
    const random = randomFrom(4);
    for (const size of sizes) {
      const exact = exactOf(size, random);
      const { resolution, ...found } = locate({ gradient: exact }, measuring(exact), { random, directions });
      expect(found).toEqual({
        wrong: [],
        evaluations: directions,
        confirmed: directions,
        unresolved: 0,
        skipped: [],
      });
      // Twice two sums of n products, n u of their magnitudes each.
      expect(resolution).toBeLessThan(5 * (size + 3) * 2 ** -53 * (size + 1));
    }
  });

  it('may be off by the bounds it states', () => {
    const random = randomFrom(5);
    const exact = exactOf(1000, random);
    const gradientOff = exact.map((value) => value + between(-1, 1, random) * 2 ** -20);
    const bound = residualBound({
      count: 0,
      magnitude: 0,
      carried: 2 ** -19,
      measured: 0,
      bound: noDifference,
    });
    const stated: Claim = { gradient: gradientOff, bounds: exact.map(() => bound) };
    expect(locate(stated, measuring(exact), { random, directions }).wrong).toEqual([]);
    const unstated = locate({ gradient: gradientOff }, measuring(exact), { random, directions });
    expect(unstated.wrong.length).toBeGreaterThan(500);
    const nothing = { gradient: gradientOff, bounds: exact.map(() => unbounded) };
    expect(locate(nothing, measuring(exact), { random, directions })).toMatchObject({
      wrong: [],
      resolution: Number.POSITIVE_INFINITY,
    });
  });
});

describe('the resolution', () => {
  it('is an error that is always found, and small errors are not invented', () => {
    const random = randomFrom(6);
    for (let trial = 0; trial < 30; trial += 1) {
      const exact = exactOf(1000, random);
      const { resolution } = locate({ gradient: exact }, measuring(exact), { random, directions });
      const index = Math.floor(random() * 1000);
      const claimOff = (error: number) => ({ gradient: withErrors(exact, new Map([[index, error]])) });
      const above = locate(claimOff(1.01 * resolution), measuring(exact), { random, directions });
      expect(indicesOf(above.wrong)).toEqual([index]);
      const below = locate(claimOff(resolution / 1000), measuring(exact), { random, directions });
      expect(below.wrong.every((each) => each.index === index)).toBe(true);
    }
  });
});

describe.each([2, 5, 20])('%d wrong entries', (count) => {
  const trials = 30;

  /** How often all of them were found, over sizes from 940; never one that is not wrong. */
  const successes = (errorOf: (random: () => number) => number): { found: number; most: number } => {
    const random = randomFrom(count);
    let [found, most] = [0, 0];
    for (let trial = 0; trial < trials; trial += 1) {
      const size = at([940, 10_010], trial % 2);
      const exact = exactOf(size, random);
      const indices = chosen(count, size, random);
      const errors = new Map(indices.map((index) => [index, errorOf(random)]));
      const result = locate({ gradient: withErrors(exact, errors) }, measuring(exact), {
        random,
        directions,
      });
      expect(indices).toEqual(expect.arrayContaining(indicesOf(result.wrong)));
      if (result.wrong.length === count) found += 1;
      most = Math.max(most, result.evaluations);
    }
    return { found, most };
  };

  it('of different sizes are all found in all trials', () => {
    const { found, most } = successes((random) => 10 ** between(-3, 0, random));
    expect(found).toBe(trials);
    // A path and a leaf each, and the directions that confirm; paths share their upper levels.
    expect(most).toBeLessThanOrEqual(count * (Math.ceil(Math.log2(10_010)) + 2) + directions);
  });

  it('of equal size are nearly always found, though they cancel along many directions', () => {
    // Each time an even number of them is left they hide with probability 2^-8 at most: count / 2 times in
    // a trial, and twice as often as expected in this one seed.
    expect(successes(() => 0.125).found).toBeGreaterThanOrEqual(trials * (1 - count * 2 ** -8));
  });
});

describe('what cannot be measured', () => {
  const exact = [1, 2, 3, 4];
  const random = randomFrom(7);

  it('is reported, and ends the search when it is everything', () => {
    expect(locate({ gradient: exact }, () => ({ reason: 'kink' }), { random, directions })).toEqual({
      wrong: [],
      evaluations: 1,
      confirmed: 0,
      unresolved: 0,
      skipped: [{ from: 0, to: 4, reason: 'kink' }],
      resolution: Number.POSITIVE_INFINITY,
    });
  });

  it('leaves the other half to be searched', () => {
    const measure: Measure = (stretch) => (stretch.to === 2 ? { reason: 'kink' } : measuring(exact)(stretch));
    const { wrong, skipped } = locate({ gradient: [1, 2, 3, 5] }, measure, { random, directions });
    expect(indicesOf(wrong)).toEqual([3]);
    expect(skipped).toEqual([{ from: 0, to: 2, reason: 'kink' }]);
  });

  it('a source that contradicts its own bounds does not keep the search going for ever', () => {
    let calls = 0;
    const contradicting: Measure = ({ from, to }) => {
      calls += 1;
      return { quotient: calls * (to - from), bound: noDifference };
    };
    const { evaluations, unresolved } = locate({ gradient: exact }, contradicting, { random, directions });
    expect(evaluations).toBe(calls);
    expect(unresolved).toBe(directions);
  });
});

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
