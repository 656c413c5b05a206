import { describe, expect, it } from 'vitest';
import { float64 } from '../arithmetic/float64.ts';
import { noDifference } from '../bounds/combine.ts';
import { formatPath } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { againstDirection, againstEntries } from './against.ts';
import { centralDifferences } from './central-difference.ts';
import { directionalDifferences } from './directions.ts';

const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [3, 0.25],
        [-1, 1],
      ],
      biases: [0.5, -1],
      activation: { name: 'identity' },
    },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [[0.25, 2]],
  targets: [[1, 1]],
};
// y = [0.75 + 0.5 + 0.5, -0.25 + 2 - 1] = [1.75, 0.75]; c = [0.75, -0.25]; dJ/dy = [1.5, -0.5].
const answer = {
  gradients: {
    weights: [
      [
        [1.5 * 0.25, 1.5 * 2],
        [-0.5 * 0.25, -0.5 * 2],
      ],
    ],
    biases: [[1.5, -0.5]],
    inputs: [[1.5 * 3 + 0.5, 1.5 * 0.25 - 0.5]],
  },
};

const changed = (row: number, value: number) => ({
  gradients: {
    ...answer.gradients,
    biases: [answer.gradients.biases[0]?.map((bias, j) => (j === row ? value : bias)) ?? []],
  },
});

const witness = centralDifferences(problem, float64);
const disagreeing = (given: Parameters<typeof againstEntries>[0]) =>
  againstEntries(given, witness)
    .filter(({ agrees }) => !agrees)
    .map(({ path }) => formatPath(path));

describe('entry by entry', () => {
  it('the exact answer agrees everywhere', () => {
    expect(againstEntries(answer, witness)).toHaveLength(8);
    expect(disagreeing(answer)).toEqual([]);
  });

  it.each([1.5 * (1 + 1e-5), 1.5 * (1 - 1e-5), -1.5, 0, Number.NaN, Number.POSITIVE_INFINITY])(
    'a bias gradient of %d instead of 1.5 disagrees, and it alone',
    (value) => {
      expect(disagreeing(changed(0, value))).toEqual(['gradients.biases[0][0]']);
    },
  );

  it('input gradients that are left out are not compared', () => {
    const { inputs: _, ...parameters } = answer.gradients;
    expect(againstEntries({ gradients: parameters }, witness)).toHaveLength(6);
  });

  it('an entry that is missing is refused with its path', () => {
    expect(() => disagreeing({ gradients: { ...answer.gradients, biases: [[1.5]] } })).toThrow(
      'gradients.biases[0][1]: expected a number, got undefined',
    );
  });

  it('the own bound of the answer widens the bound', () => {
    const [first] = witness.entries;
    if (first === undefined) throw new Error('nothing is witnessed');
    const [narrow] = againstEntries(answer, witness);
    const [wide] = againstEntries(answer, witness, () => first.bound);
    expect(wide?.bound).toBe(2 * (narrow?.bound ?? Number.NaN));
  });
});

describe('along directions', () => {
  const bits = [0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0];
  const { directions, skipped, evaluations } = directionalDifferences(
    problem,
    float64,
    2,
    () => bits.shift() ?? 0,
  );

  it('the entries are those of the random source', () => {
    expect(skipped).toEqual([]);
    expect(evaluations).toBe(5);
    expect(directions.map(({ direction }) => direction.map(({ share }) => Math.round(share)))).toEqual([
      [-1, 1, 1, -1, 1, -1, -1, 1],
      [1, 1, -1, 1, -1, 1, 1, -1],
    ]);
  });

  it('the exact answer agrees, one wrong entry does not', () => {
    for (const direction of directions) {
      expect(againstDirection(answer, direction, () => noDifference).agrees).toBe(true);
      expect(againstDirection(changed(0, 1.5 * (1 + 1e-5)), direction, () => noDifference).agrees).toBe(
        false,
      );
      expect(againstDirection(changed(1, Number.NaN), direction, () => noDifference).agrees).toBe(false);
    }
  });

  it('two equal errors cancel in the direction that takes them with opposite signs, and only there', () => {
    const both = {
      gradients: { ...answer.gradients, biases: [[1.5 + 1e-3, -0.5 + 1e-3]] },
    };
    // Entries 4 and 5: (1, -1), then (-1, 1).
    for (const direction of directions)
      expect(againstDirection(both, direction, () => noDifference).agrees).toBe(true);
    expect(disagreeing(both)).toEqual(['gradients.biases[0][0]', 'gradients.biases[0][1]']);
  });
});
