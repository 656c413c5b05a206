import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreesWhole } from '../judge/claim.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { evaluate } from './evaluate.ts';
import { basisFor, experts } from './evidence.ts';
import { kindOf } from './tally.ts';
import { type Unfused, unfusedSubject } from './test-unfused.ts';

/** Where a third of e^-distance begins to be subnormal. */
const edges = { float64: 707.3, float32: 86.24 } as const;

const identity = { name: 'identity' } as const;

/** Two layers and two examples; the target of the first is `distance` below the largest logit. */
const problemAt = (distance: number, soft: number, scale: number): MlpProblem => ({
  kind: 'mlp',
  layers: [
    {
      weights: [
        [1, 0.5],
        [-0.5, 1],
      ],
      biases: [0, 0],
      activation: identity,
    },
    {
      weights: [
        [1, 0],
        [-1, 0],
        [1, 0],
        [1, 0],
      ],
      biases: [0, 0, 0, 0],
      activation: { name: 'softmax' },
    },
  ],
  loss: { name: 'cross-entropy', scale },
  inputs: [
    [Math.round(distance * 32) / 64, 0],
    [0.5, 0.25],
  ],
  targets: [
    [0, 1 - soft, soft, 0],
    [0, 1, 0, 0],
  ],
});

const problems = (precision: Unfused['precision']): fc.Arbitrary<MlpProblem> =>
  fc
    .tuple(fc.integer({ min: -64, max: 640 }), fc.constantFrom(0, 0.25), fc.constantFrom(1, 0.5, 2 ** -10))
    .map(([beyond, soft, scale]) => problemAt(edges[precision] + beyond / 64, soft, scale));

const kindFor = async (unfused: Unfused, problem: MlpProblem) => {
  const known = experts();
  const subject = unfusedSubject(unfused);
  const sample = { questions: [problem], claims: agreesWhole(0) };
  return evaluate(subject, sample, (question) => basisFor(subject, question, known));
};

const styles: readonly Unfused[] = (['float64', 'float32'] as const).flatMap((precision) =>
  (['full', 'composed'] as const).map((jacobian) => ({ precision, jacobian })),
);

const withOutput = (answer: SubjectAnswer): SubjectAnswer => ({
  ...answer,
  outputs: (answer.outputs ?? []).map((row) => row.map((p, unit) => (unit === 0 ? p - 0.01 : p))),
});

/** The derivative by the input of the second example, to which no division of the first leads. */
const withOtherInput = ({ gradients, ...answer }: SubjectAnswer): SubjectAnswer => ({
  ...answer,
  gradients: {
    ...gradients,
    inputs: (gradients.inputs ?? []).map((row, example) => row.map((x) => (example === 1 ? 1.01 * x : x))),
  },
});

const withWeights = ({ gradients, ...answer }: SubjectAnswer): SubjectAnswer => ({
  ...answer,
  gradients: {
    ...gradients,
    weights: gradients.weights.map((layer) => layer.map((row) => (row as number[]).map((x) => 1.01 * x))),
  },
});

describe.each(styles)('a cross-entropy that is not fused, $jacobian, in $precision', (style) => {
  it('is never discrepant for a probability below the normal numbers', async () => {
    const seen = { conforms: 0, lost: 0 };
    for (const problem of fc.sample(problems(style.precision), { seed: 4, numRuns: 250 })) {
      const evaluation = await kindFor(style, problem);
      const kind = kindOf(evaluation);
      expect(['conforms', 'inconclusive']).toContain(kind);
      if (kind === 'conforms') seen.conforms += 1;
      if (evaluation.kind === 'saturated' && evaluation.reason.includes('softmax output')) seen.lost += 1;
    }
    expect(seen.conforms).toBeGreaterThan(10);
    expect(seen.lost).toBeGreaterThan(0);
  });

  it.each([
    ['outputs', withOutput],
    ['the gradient by an input of another example', withOtherInput],
  ])('stays discrepant where %s, which no such division reaches, is wrong', async (_, change) => {
    const problem = problemAt(edges[style.precision] + 0.5, 0, 1);
    const evaluation = await kindFor({ ...style, change }, problem);
    expect(kindOf(evaluation)).toBe('discrepant');
  });

  it('is discrepant with a mistake in what the division reaches, where it divides by normal numbers', async () => {
    const normal = problemAt(edges[style.precision] - 4, 0, 1);
    expect(kindOf(await kindFor(style, normal))).toBe('conforms');
    expect(kindOf(await kindFor({ ...style, change: withWeights }, normal))).toBe('discrepant');
  });
});

it('says where the digits may be lost', async () => {
  const style: Unfused = { precision: 'float32', jacobian: 'composed', change: withWeights };
  expect(await kindFor(style, problemAt(edges.float32 + 0.5, 0, 1))).toEqual({
    kind: 'saturated',
    reason: 'example 0: a softmax output that a cross-entropy divides by can be below the normal numbers',
  });
});
