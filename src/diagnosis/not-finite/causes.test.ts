import { describe, expect, it } from 'vitest';
import clauseIds from '#spec/clause-ids.json' with { type: 'json' };
import type { DenseActivation, LossName, MlpProblem } from '../../model/problem.ts';
import { causeAt, isPerfectFit, normAtZero, withoutFit } from './causes.ts';
import { edgeOf } from './edge.ts';

/** One layer of two units, whose z are 100 x and -100 x for an input x. */
const problemWith = (activation: DenseActivation, loss: LossName = 'squared-error'): MlpProblem => ({
  kind: 'mlp',
  layers: [{ weights: [[100], [-100]], biases: [0, 0], activation }],
  loss: { name: loss, scale: 1 },
  inputs: [[16]],
  targets: [[1, 0]],
});

/** A program that forms exponentials of z as they stand, in a format of its own. */
const naive =
  (exponential: (z: number) => number) =>
  async ({ inputs }: MlpProblem): Promise<boolean> => {
    const x = inputs[0]?.[0] ?? Number.NaN;
    const powers = [100 * x, -100 * x].map(exponential);
    return Number.isFinite(powers.reduce((sum, power) => sum + power, 0));
  };

const causeOf = async (problem: MlpProblem, exponential: (z: number) => number) => {
  const edge = await edgeOf(problem, naive(exponential));
  if (edge === undefined) throw new Error('expected an edge, got none');
  return causeAt(edge);
};

describe('exponentials that overflow', () => {
  // ln of the largest number: 709.78 of float64, 88.72 of float32.
  it.each([
    ['softmax', { name: 'softmax' }, Math.exp, 'e^z leaves float64', /up to 709\.\d+ in layers\[0\]/],
    [
      'softmax',
      { name: 'softmax' },
      (z: number) => Math.fround(Math.exp(z)),
      'e^z leaves float32',
      /up to 88\.\d+ in layers\[0\]/,
    ],
    [
      'tanh',
      { name: 'tanh' },
      (z: number) => Math.exp(2 * z),
      'e^(2z) leaves float64',
      /up to 354\.\d+ in layers\[0\]/,
    ],
    ['sigmoid', { name: 'sigmoid' }, Math.exp, 'e^z leaves float64', /up to 709\.\d+ in layers\[0\]/],
    ['elu', { name: 'elu', alpha: 1 }, Math.exp, 'e^z leaves float64', /up to 709\.\d+ in layers\[0\]/],
  ] as const)('are named with the z where it begins: %s', async (name, activation, exponential, says, at) => {
    const { id, sentence, evidence } = await causeOf(problemWith(activation), exponential);
    expect(id).toBe('exponentials-overflow');
    expect(sentence).toContain(`the exponentials of ${name} overflow: ${says} where |z| is about `);
    expect(evidence).toMatch(at);
  });

  it('are named of the logits of a loss', async () => {
    const { sentence, evidence } = await causeOf(
      problemWith({ name: 'identity' }, 'cross-entropy-logits'),
      Math.exp,
    );
    expect(sentence).toContain(
      'the exponentials of the cross-entropy of logits overflow: e^z leaves float64',
    );
    expect(evidence).toContain('in the outputs, and not from ');
  });

  it('are not named where answers end elsewhere, or where nothing is exponential', async () => {
    const elsewhere = (z: number) => (z > 500 ? Number.NaN : 0);
    expect(await causeOf(problemWith({ name: 'softmax' }), elsewhere)).toMatchObject({
      id: 'not-finite-beyond',
      sentence: 'your answers are not finite where the inputs are large',
      evidence: 'that to the problem shown is finite with inputs up to 5, and not from 5.0039 on',
    });
    expect(await causeOf(problemWith({ name: 'relu' }), Math.exp)).toMatchObject({ id: 'not-finite-beyond' });
  });
});

describe('the edge', () => {
  const problem = problemWith({ name: 'relu' });

  it('is not there where small inputs give nothing finite, or no answer', async () => {
    expect(await edgeOf(problem, async () => false)).toBeUndefined();
    expect(await edgeOf(problem, async () => undefined)).toBeUndefined();
    let asked = 0;
    const givesUp = async () => {
      asked += 1;
      return asked === 1 ? true : undefined;
    };
    expect(await edgeOf(problem, givesUp)).toBeUndefined();
  });
});

it('knows a perfect fit under the norm', () => {
  const fit: MlpProblem = { ...problemWith({ name: 'identity' }, 'norm'), targets: [[1600, -1600]] };
  expect(isPerfectFit(fit)).toBe(true);
  expect(isPerfectFit(withoutFit(fit))).toBe(false);
  expect(isPerfectFit({ ...fit, loss: { name: 'squared-error', scale: 1 } })).toBe(false);
  expect(clauseIds.issued).toContain(normAtZero.clause);
});
