import { describe, expect, it } from 'vitest';
import type { Layer, Matrix } from '../model/problem.ts';
import { referenceOf } from '../soundness/trials/problem-case.ts';
import { at } from './at.ts';
import { saturation } from './saturation.ts';
import { boundsOf, dense, float64, identity, problemOf } from './test-bounds.ts';

describe('kinks', () => {
  const hinged = (second: number) =>
    problemOf([dense([[1], [second]], identity)], {
      loss: { name: 'hinge', scale: 2 },
      inputs: [[1]],
      targets: [[1, 0]],
    });

  it('lists a relu at exactly 0 and puts its whole jump into the bound of delta', () => {
    const problem = problemOf([dense([[1]], { name: 'relu' }, [-3]), dense([[2]], identity)]);
    const { uncertain, deltas } = boundsOf(problem);
    expect(uncertain).toEqual([{ kind: 'activation', layer: 0, example: 0, unit: 0 }]);
    // Output 0, target 5: dJ/da of the hidden unit is 2 (0 - 5) 2.
    expect(deltas[0]?.[0]?.[0]).toBeGreaterThanOrEqual(20);
    expect(deltas[0]?.[0]?.[0]).toBeLessThan(20.001);
  });

  it('lists nothing at a relu that is clear of 0', () => {
    const problem = problemOf([dense([[1]], { name: 'relu' }, [-2]), dense([[2]], identity)]);
    expect(boundsOf(problem).uncertain).toEqual([]);
    expect(boundsOf(problem).deltas[0]?.[0]?.[0]).toBeLessThan(1e-13);
  });

  it('lists the tied pieces of a maxout, and bounds the others by nothing but underflow', () => {
    const layer: Layer = {
      weights: [[[1]], [[1]], [[-4]]],
      biases: null,
      activation: { name: 'maxout', pieces: 3 },
    };
    const { uncertain, gradients } = boundsOf(problemOf([layer]));
    const site = { kind: 'maxout', layer: 0, example: 0, unit: 0 };
    expect(uncertain).toEqual([
      { ...site, piece: 0 },
      { ...site, piece: 1 },
    ]);
    // dJ/dz is 2 (3 - 5), times the input 3.
    const pieces = (gradients.weights[0] as readonly Matrix[]).map((piece) => at(at(piece, 0), 0));
    expect(at(pieces, 0)).toBeGreaterThanOrEqual(12);
    expect(at(pieces, 1)).toBeGreaterThanOrEqual(12);
    expect(at(pieces, 2)).toBeLessThan(1e-300);
  });

  it('lists a hinge margin of exactly 0, and the jump is the scale', () => {
    const { uncertain, deltas } = boundsOf(hinged(0));
    expect(uncertain).toEqual([{ kind: 'hinge', example: 0, unit: 1 }]);
    expect(deltas[0]?.[0]?.[1]).toBeGreaterThanOrEqual(2);
    expect(deltas[0]?.[0]?.[1]).toBeLessThan(2.001);
    expect(boundsOf(hinged(0.5)).uncertain).toEqual([]);
    expect(boundsOf(hinged(0.5)).deltas[0]?.[0]?.[1]).toBeLessThan(1e-300);
  });

  it('judges no gradient where the norm may be 0, and every one where it is not', () => {
    const problem = problemOf([dense([[1]], identity)], { loss: { name: 'norm', scale: 1 }, targets: [[3]] });
    const { uncertain, deltas } = boundsOf(problem);
    expect(uncertain).toEqual([{ kind: 'norm', example: 0, unit: 0 }]);
    expect(deltas[0]?.[0]?.[0]).toBe(Number.POSITIVE_INFINITY);
    expect(saturation(problem, referenceOf(problem), float64)).toEqual([]);
    const nearly = { ...problem, inputs: [[0.1]], layers: [dense([[3]], identity)], targets: [[0.1 * 3]] };
    expect(saturation(nearly, referenceOf(nearly), float64)).toContain('example 0: the norm can round to 0');
    expect(boundsOf({ ...problem, targets: [[3.5]] }).deltas[0]?.[0]?.[0]).toBeLessThan(1e-14);
  });
});
