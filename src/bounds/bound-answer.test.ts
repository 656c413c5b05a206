import { describe, expect, it } from 'vitest';
import type { MlpProblem } from '../model/problem.ts';
import { families } from '../soundness/trials/families.ts';
import { pathsOf } from '../soundness/trials/flat.ts';
import { randomProblem } from '../soundness/trials/networks.ts';
import { referenceOf } from '../soundness/trials/problem-case.ts';
import { seeded } from '../soundness/trials/random.ts';
import { assumptions } from './assumptions.ts';
import { at } from './at.ts';
import { boundAnswer, boundCost } from './bound-answer.ts';
import { precision } from './precision.ts';
import { saturation } from './saturation.ts';
import { boundsOf, dense, float64, identity, problemOf } from './test-bounds.ts';

describe('boundAnswer', () => {
  it('has the shapes of the answer, for every family', () => {
    for (const family of families) {
      const problem = randomProblem(family, seeded(3), false);
      const reference = referenceOf(problem);
      const paths = pathsOf<number>(boundAnswer(problem, reference, float64));
      expect(paths).toEqual(pathsOf<number>(reference));
      expect(paths.length).toBeGreaterThan(5);
    }
  });

  // The inflation by 2^-30 and omega are all that may be above the value derived by hand.
  const atLeast = (bound: number | undefined, byHand: number) => {
    expect(bound).toBeGreaterThanOrEqual(byHand);
    expect(bound).toBeLessThanOrEqual(byHand * (1 + 2 ** -29));
  };

  it('allows one product one unit roundoff', () => {
    atLeast(boundsOf(problemOf([dense([[2]], identity)])).outputs[0]?.[0], 6 * 2 ** -53);
    atLeast(boundsOf(problemOf([dense([[2]], identity)]), 'float32').outputs[0]?.[0], 6 * 2 ** -24);
  });

  it('adds the rounding of a weight that the precision lacks, and only of that', () => {
    const u = 2 ** -24;
    const bound = (weight: number) =>
      boundsOf(problemOf([dense([[weight]], identity)]), 'float32').outputs[0]?.[0];
    atLeast(bound(0.1), 0.1 * 3 * (u + u * (1 + u)));
    atLeast(bound(0.125), 0.375 * u);
  });

  it('adds the rounding of an input that the precision lacks', () => {
    const u = 2 ** -24;
    const problem = problemOf([dense([[2]], identity)], { inputs: [[0.3]] });
    expect(boundsOf(problem, 'float32').outputs[0]?.[0]).toBeGreaterThanOrEqual(2 * 0.3 * u * 2);
    expect(boundsOf(problem, 'float64').outputs[0]?.[0]).toBeLessThan(2 * 0.3 * 2 ** -52);
  });

  it('counts a bias among the terms of its sum', () => {
    const biased = problemOf([dense([[2]], identity, [4])]);
    atLeast(boundsOf(biased).outputs[0]?.[0], 2 * 10 * 2 ** -53);
  });

  it('allows a hidden layer of more', () => {
    const shallow = problemOf([dense([[2]], identity)]);
    const deep = problemOf([dense([[2]], identity), dense([[1]], identity)]);
    expect(boundsOf(deep).cost).toBeGreaterThan(boundsOf(shallow).cost);
  });

  it('adds what the penalty rounds, to penalised parameters only', () => {
    const layers = [dense([[2]], identity, [4])];
    const none = boundsOf(problemOf(layers)).gradients;
    const some = (biases: boolean) =>
      boundsOf(problemOf(layers, { penalty: { name: 'l2', lambda: 100, biases } })).gradients;
    const bias = (gradients: typeof none) => gradients.biases[0]?.[0] as number;
    // 2 lambda b is 800 and is rounded at least once when it is added.
    expect(bias(some(true)) - bias(none)).toBeGreaterThan(800 * 2 ** -53);
    expect(bias(some(false)) - bias(none)).toBeLessThan(800 * 2 ** -53);
  });

  it('asks a float64 answer for nothing finite where squares overflow, and judges the rest', () => {
    const problem = problemOf([dense([[1e200]], identity)]);
    const bounds = boundsOf(problem);
    expect(bounds.cost).toBe(Number.POSITIVE_INFINITY);
    expect(bounds.outputs[0]?.[0]).toBeLessThan(1e186);
    expect(saturation(problem, referenceOf(problem), float64)).toContain(
      'cost: a sum of magnitudes can overflow',
    );
  });

  it('judges nothing at a unit whose sum can overflow, nor behind it', () => {
    const problem = problemOf([dense([[1e30], [1]], { name: 'sigmoid' }), dense([[1, 1]], identity)], {
      inputs: [[1e30]],
    });
    const bounds = boundsOf(problem, 'float32');
    expect(bounds.outputs[0]?.[0]).toBe(Number.POSITIVE_INFINITY);
    expect(saturation(problem, referenceOf(problem), precision('float32'))[0]).toMatch(
      /^layers\[0\], example 0: the sum of a pre-activation can overflow/,
    );
  });

  it('throws at a reference without the layers of the problem', () => {
    const reference = referenceOf(problemOf([dense([[2]], identity)]));
    const problem = problemOf([dense([[2]], identity), dense([[1]], identity)]);
    expect(() => boundAnswer(problem, reference, float64)).toThrow('[1]: expected an entry, got 1 entries');
  });
});

describe('saturation', () => {
  const logistic = (z: number): MlpProblem =>
    problemOf([dense([[z]], { name: 'sigmoid' })], {
      loss: { name: 'log-loss', scale: 1 },
      inputs: [[1]],
      targets: [[0]],
    });

  it('gives no reason for a problem of moderate numbers', () => {
    const problem = logistic(3);
    expect(saturation(problem, referenceOf(problem), float64)).toEqual([]);
    expect(saturation(problem, referenceOf(problem), precision('float32'))).toEqual([]);
  });

  it('finds a logarithm whose argument can round to 0, in the precision where it can', () => {
    const problem = logistic(20);
    const reason = "example 0: a logarithm's argument can round to 0";
    expect(saturation(problem, referenceOf(problem), precision('float32'))).toContain(reason);
    expect(saturation(problem, referenceOf(problem), float64)).not.toContain(reason);
  });

  it('still bounds the gradient there', () => {
    const [delta] = at(at(boundsOf(logistic(20), 'float32').deltas, 0), 0);
    expect(delta).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('finds exponentials that leave the range unless they are shifted', () => {
    const problem = problemOf([dense([[100], [1]], { name: 'softmax' })], {
      loss: { name: 'cross-entropy', scale: 1 },
      inputs: [[1]],
      targets: [[1, 0]],
    });
    expect(saturation(problem, referenceOf(problem), precision('float32'))).toContain(
      'layers[0], example 0: the exponentials of softmax can leave the range where they are not shifted',
    );
  });
});

describe('boundCost', () => {
  it('is the bound of the cost in the bounds of the answer', () => {
    for (const family of families)
      for (const name of ['float64', 'float32', 'bfloat16'] as const) {
        const problem = randomProblem(family, seeded(17), true);
        const reference = referenceOf(problem);
        const bound = boundCost(problem, reference.trace, precision(name));
        expect(bound).toBe(boundAnswer(problem, reference, precision(name)).cost);
      }
  });

  it('needs nothing but a forward pass, at the float64 of a squared error by hand', () => {
    // z = 6 within 6 u; 6 - 5 rounds once more; its square carries 2 * 7 u and its own rounding u.
    const problem = problemOf([dense([[2]], identity)]);
    const bound = boundCost(problem, referenceOf(problem).trace, float64);
    expect(bound).toBeGreaterThanOrEqual((2 * 7 + 1) * 2 ** -53);
    expect(bound).toBeLessThan(2 * (2 * 7 + 1) * 2 ** -53);
  });
});

describe('assumptions', () => {
  it('are sentences, each said once', () => {
    expect(assumptions.every((sentence) => sentence.endsWith('.'))).toBe(true);
    expect(new Set(assumptions).size).toBe(assumptions.length);
  });
});
