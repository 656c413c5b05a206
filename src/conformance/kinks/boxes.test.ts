import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { agreesWhole } from '../../judge/claim.ts';
import { isRefusal } from '../../model/answer.ts';
import { networkOf } from '../../model/any-kind.ts';
import { at } from '../../model/at.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import type { Subject } from '../../subjects/subject.ts';
import { evaluate, isFailure } from '../evaluate.ts';
import { basisFor, experts } from '../evidence.ts';

/** Somebody else's network, with derivatives at kinks as told. */
const foreign = (choice: KinkChoice): Subject => ({
  name: 'foreign',
  ours: false,
  precision: 'float64',
  supports: everything,
  ask: async (problem) => {
    const answer = at(implementations, 1).gradient(networkOf(problem), float64, choice);
    if (isRefusal(answer)) throw new Error(answer.refused);
    return { kind: 'answer', answer, notes: [], changedProblem: false };
  },
  forget: () => {},
  close: async () => {},
});

const judged = async (choice: KinkChoice, problem: MlpProblem) => {
  const subject = foreign(choice);
  const known = experts();
  const sample = { questions: [problem], claims: agreesWhole(0) };
  const evaluation = await evaluate(subject, sample, (question) => basisFor(subject, question, known));
  if (evaluation.kind !== 'judged') throw new Error(`not judged: ${evaluation.kind}`);
  return { ...evaluation, failed: isFailure(evaluation) };
};

const units = 12;
const ones = new Array<number>(units).fill(1);

/** Twelve units whose z is exactly 0, led to one output. */
const many = (activation: 'relu' | 'leaky-relu' | 'elu'): MlpProblem => ({
  kind: 'mlp',
  layers: [
    {
      weights: ones.map(() => [1, -1]),
      biases: ones.map(() => 0),
      activation: activation === 'relu' ? { name: activation } : { name: activation, alpha: 0.25 },
    },
    { weights: [ones.map((_, j) => j + 1)], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 1]],
  targets: [[0]],
});

const slopes =
  (low: number, odd: number): KinkChoice =>
  (site) =>
    site.kind === 'activation' && site.layer === 0
      ? site.unit === 7
        ? odd
        : low + ((1 - low) * (site.unit % 5)) / 4
      : undefined;

describe.each([
  ['relu', 0],
  ['leaky-relu', 0.25],
  ['elu', 0.25],
] as const)('more kinks of %s than are fitted', (name, low) => {
  it('are judged by a box where every derivative is between the two sides', async () => {
    expect(await judged(slopes(low, 1), many(name))).toMatchObject({ failed: false, kinks: [{ by: 'box' }] });
  });

  it.each([1.001, 2, low - 0.001])('are refused where one derivative is %d', async (odd) => {
    expect((await judged(slopes(low, odd), many(name))).failed).toBe(true);
  });
});

/** Four units of three tied pieces each. */
const tied: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [1, 2, 3].map((piece) => [1, 2, 3, 4].map((unit) => [piece * unit, -piece * unit])),
      biases: null,
      activation: { name: 'maxout', pieces: 3 },
    },
    { weights: [[1, 2, 3, 4]], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 1]],
  targets: [[0]],
};

const shares =
  (...odd: readonly number[]): KinkChoice =>
  (site) => {
    if (site.kind !== 'maxout') return undefined;
    return site.unit === 2 ? at(odd, site.piece) : at([0.5, 0.2, 0.3], site.piece);
  };

describe('more ties than are fitted', () => {
  it.each([
    [1, 0, 0],
    [0, 0, 1],
    [0.1, 0.6, 0.3],
  ])('may be shared as %d, %d, %d', async (...odd) => {
    expect(await judged(shares(...odd), tied)).toMatchObject({ failed: false });
  });

  it.each([
    [2, -0.5, -0.5],
    [0, 1.5, 0],
  ])('may not be shared as %d, %d, %d', async (...odd) => {
    expect((await judged(shares(...odd), tied)).failed).toBe(true);
  });
});

describe('a norm of exactly 0', () => {
  const perfect: MlpProblem = {
    kind: 'mlp',
    layers: [{ weights: [[1], [2]], biases: [0, 1], activation: { name: 'identity' } }],
    loss: { name: 'norm', scale: 0.5 },
    inputs: [[3]],
    targets: [[3, 7]],
  };
  const taking =
    (x: number, y: number): KinkChoice =>
    (site) =>
      site.kind === 'norm' ? [x, y][site.unit] : undefined;

  it.each([
    [0, 0],
    [1, 0],
    [0.6, -0.8],
  ])('has gradient (%d, %d) for somebody, which is judged by the box of the unit ball', async (x, y) => {
    const { failed, findings, kinks } = await judged(taking(x, y), perfect);
    expect({ failed, kinks }).toMatchObject({ failed: false, kinks: [{ by: 'box' }] });
    expect(findings).toMatchObject({ unbounded: 0 });
  });

  it.each([
    [1.001, 0],
    [0, -2],
  ])('has not gradient (%d, %d)', async (x, y) => {
    expect((await judged(taking(x, y), perfect)).failed).toBe(true);
  });

  it('leaves nothing judged where rounding may bring it to 0', async () => {
    const nearly = { ...perfect, inputs: [[0.1]], targets: [[0.1, 1.2]] };
    const { failed, findings } = await judged(() => undefined, nearly);
    expect(failed).toBe(false);
    expect(findings.unbounded).toBeGreaterThan(4);
  });
});
