import { describe, expect, it } from 'vitest';
import type { Matrix, MlpProblem } from '../model/problem.ts';
import { backpropagate } from '../soundness/emulation/backpropagate.ts';
import { doubleDouble } from '../soundness/emulation/double-double.ts';
import { roundedNumbers } from '../soundness/emulation/numbers.ts';
import { plainStyle, type Style } from '../soundness/emulation/style.ts';
import { at } from './at.ts';
import { boundAnswer } from './bound-answer.ts';
import { type PrecisionName, precision } from './precision.ts';

const inFloat64 = roundedNumbers(precision('float64'));

const sigmoidUnit = (z: number, t: number): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: [[z]], biases: null, activation: { name: 'sigmoid' } }],
  loss: { name: 'log-loss', scale: 1 },
  inputs: [[1]],
  targets: [[t]],
});

/** The delta of one sigmoid unit under an unfused log-loss: its error, its bound, and its exact value. */
const deltaAt = (z: number, t: number, name: PrecisionName, slope: Style['slope']) => {
  const problem = sigmoidUnit(z, t);
  const reference = backpropagate({ numbers: inFloat64, style: plainStyle }, problem);
  const numbers = roundedNumbers(precision(name));
  const subject = backpropagate({ numbers, style: { ...plainStyle, slope, loss: 'unfused' } }, problem);
  const truth = backpropagate({ numbers: doubleDouble, style: plainStyle }, problem);
  const delta = <T>(deltas: readonly Matrix<T>[]) => at(at(at(deltas, 0), 0), 0);
  const exact = doubleDouble.toNumber(delta(truth.deltas));
  const bound = delta(boundAnswer(problem, reference, precision(name)).deltas);
  return { error: Math.abs(delta(subject.deltas) - exact), bound, exact };
};

// Multiples of 1/16 are representable in both formats, so that nothing but the sigmoid is rounded.
const everyZ = Array.from({ length: 52 * 16 }, (_, step) => step / 16 - 16);

describe.each(['float64', 'float32'] as const)('an unfused log-loss in %s', (name) => {
  const deltas = (slope: Style['slope']) =>
    everyZ.flatMap((z) => [0, 1, 0.25].map((t) => ({ z, ...deltaAt(z, t, name, slope) })));

  it.each(['from-a', 'from-z', 'composed'] as const)("stays within its bound with g' %s", (slope) => {
    const outside = deltas(slope).filter(({ error, bound }) => Number.isFinite(error) && !(error <= bound));
    expect(outside).toEqual([]);
  });

  it('leaves the bound of a fused one when composed of separate operations, which is why it is wider', () => {
    const u = precision(name).unitRoundoff;
    // One product, the sigmoid's own error and one difference: all that y - t can lose.
    const beyond = deltas('composed').filter(
      ({ z, error, exact }) => error > 1000 * (u * Math.abs(z) * 0.25 + 11 * u + u * Math.abs(exact)),
    );
    expect(beyond.length).toBeGreaterThan(0);
  });
});
