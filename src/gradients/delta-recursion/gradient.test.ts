import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import type { TracedAnswer } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Layer, MaxoutLayer, MlpProblem } from '../../model/problem.ts';
import { gradient } from './gradient.ts';

/*
 * Every number here is a small multiple of a power of two, so float64 computes without rounding and
 * answers are compared exactly with values worked out by hand. `plain` turns -0 into 0.
 */

const answerTo = (problem: MlpProblem, kinks?: KinkChoice): TracedAnswer => {
  const answer = gradient(problem, float64, kinks);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};

type Nested = number | null | readonly Nested[];

const isList = (nested: Nested): nested is readonly Nested[] => Array.isArray(nested);

const plain = (nested: Nested): Nested => {
  if (isList(nested)) return nested.map(plain);
  return nested === null ? null : nested + 0;
};

const dense = (
  name: 'identity' | 'relu',
  weights: readonly (readonly number[])[],
  biases: readonly number[] | null,
): Layer => ({ weights, biases, activation: { name } });

const halfSquared = { name: 'squared-error', scale: 0.5 } as const;

describe('relu at zero: a XOR network with pre-activations of exactly 0', () => {
  // Rows of X: 00, 10, 01, 11. U = X W1' + c has 0 in (1, 1), (2, 2) and (3, 2); e = (1/4, 1/4, 1/4, 5/4).
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [
      dense(
        'relu',
        [
          [1, 1],
          [1, 1],
        ],
        [0, -1],
      ),
      dense('identity', [[1, -1]], [0.25]),
    ],
    loss: halfSquared,
    inputs: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    targets: [[0], [1], [1], [0]],
  };

  it('takes the derivative 1 by convention', () => {
    const { cost, outputs, gradients } = answerTo(problem);
    expect(cost).toBe(0.875);
    expect(outputs).toEqual([[0.25], [1.25], [1.25], [1.25]]);
    expect(plain(gradients.weights)).toEqual([
      [
        [1.5, 1.5],
        [-1.5, -1.5],
      ],
      [[3, 1.25]],
    ]);
    expect(plain(gradients.biases)).toEqual([[2, -1.75], [2]]);
  });

  it('takes the derivative 0 where it is chosen', () => {
    const { gradients } = answerTo(problem, (site) => {
      if (site.kind !== 'activation') return undefined;
      const zeros = site.unit === 0 ? [0] : [1, 2];
      return zeros.includes(site.example) ? 0 : undefined;
    });
    expect(plain(gradients.weights)).toEqual([
      [
        [1.5, 1.5],
        [-1.25, -1.25],
      ],
      [[3, 1.25]],
    ]);
    expect(plain(gradients.biases)).toEqual([[1.75, -1.25], [2]]);
  });

  it('is asked once per hidden unit and example, and nowhere else', () => {
    const sites: string[] = [];
    answerTo(problem, (site) => {
      sites.push(JSON.stringify(site));
      return undefined;
    });
    const expected = [0, 1].flatMap((unit) =>
      [0, 1, 2, 3].map((example) => JSON.stringify({ kind: 'activation', layer: 0, example, unit })),
    );
    expect(sites.sort()).toEqual(expected.sort());
  });
});

describe('leaky-relu and elu at zero', () => {
  // One unit, w = 2, x = 0: z = 0 exactly, a = 0, e = -1. dJ/db is e times the derivative chosen.
  const problem = (activation: 'leaky-relu' | 'elu'): MlpProblem => ({
    kind: 'mlp',
    layers: [{ weights: [[2]], biases: [0], activation: { name: activation, alpha: 0.25 } }],
    loss: halfSquared,
    inputs: [[0]],
    targets: [[1]],
  });

  it('counts 0 as positive for leaky-relu', () => {
    expect(answerTo(problem('leaky-relu')).gradients.biases).toEqual([[-1]]);
  });

  it('counts 0 as negative for elu, where the derivative is alpha', () => {
    expect(answerTo(problem('elu')).gradients.biases).toEqual([[-0.25]]);
  });

  it.each(['leaky-relu', 'elu'] as const)('takes any derivative chosen for %s', (name) => {
    const { gradients, deltas } = answerTo(problem(name), () => 0.5);
    expect(gradients.biases).toEqual([[-0.5]]);
    expect(gradients.inputs).toEqual([[-1]]);
    expect(deltas).toEqual([[[-0.5]]]);
  });
});

describe('maxout', () => {
  // x = (1, 2). Unit 1: pieces 1*1 + 0*2 = 1 and -1*1 + 1*2 = 1, tied. Unit 2: 3 against 2 + 2 = 4.
  const layer: MaxoutLayer = {
    weights: [
      [
        [1, 0],
        [1, 1],
      ],
      [
        [-1, 1],
        [0, 1],
      ],
    ],
    biases: [
      [0, 0],
      [0, 2],
    ],
    activation: { name: 'maxout', pieces: 2 },
  };
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [layer],
    loss: halfSquared,
    inputs: [[1, 2]],
    targets: [[0, 2]],
  };

  it('gives a tied unit to its lowest piece and every other to its largest', () => {
    const { outputs, gradients, deltas, trace } = answerTo(problem);
    expect(outputs).toEqual([[1, 4]]);
    expect(trace.preActivations).toEqual([[[1, 4]]]);
    expect(deltas).toEqual([[[1, 2]]]);
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [1, 2],
          [0, 0],
        ],
        [
          [0, 0],
          [2, 4],
        ],
      ],
    ]);
    expect(plain(gradients.biases)).toEqual([
      [
        [1, 0],
        [0, 2],
      ],
    ]);
    // 1 * (1, 0) of the first unit's first piece, 2 * (0, 1) of the second unit's second.
    expect(gradients.inputs).toEqual([[1, 2]]);
  });

  it('splits the delta by the weights chosen for the pieces', () => {
    const { gradients } = answerTo(problem, (site) =>
      site.kind === 'maxout' && site.unit === 0 ? [0.25, 0.75][site.piece] : undefined,
    );
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [0.25, 0.5],
          [0, 0],
        ],
        [
          [0.75, 1.5],
          [2, 4],
        ],
      ],
    ]);
    expect(plain(gradients.biases)).toEqual([
      [
        [0.25, 0],
        [0.75, 2],
      ],
    ]);
    // 1/4 (1, 0) + 3/4 (-1, 1) + 2 (0, 1)
    expect(gradients.inputs).toEqual([[-0.5, 2.75]]);
  });

  it('answers null for biases that are null', () => {
    const { outputs, gradients } = answerTo({ ...problem, layers: [{ ...layer, biases: null }] });
    expect(outputs).toEqual([[1, 3]]);
    expect(gradients.biases).toEqual([null]);
    expect(plain(gradients.weights)).toEqual([
      [
        [
          [1, 2],
          [1, 2],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ]);
  });
});

describe('hinge', () => {
  // Identity on x, class 2 of 3: margins y - y_2 + 1 = (1/2, -, 0): the second is exactly 0.
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [
      dense(
        'identity',
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        null,
      ),
    ],
    loss: { name: 'hinge', scale: 2 },
    inputs: [[0.5, 1, 0]],
    targets: [[0, 1, 0]],
  };

  it('leaves a margin of exactly 0 inactive', () => {
    const { cost, gradients } = answerTo(problem);
    expect(cost).toBe(1);
    expect(plain(gradients.inputs)).toEqual([[2, -2, 0]]);
  });

  it('takes the derivative chosen for a margin, on both of its scores', () => {
    const { cost, gradients } = answerTo(problem, (site) =>
      site.kind === 'hinge' && site.unit === 2 ? 0.5 : undefined,
    );
    expect(cost).toBe(1);
    expect(plain(gradients.inputs)).toEqual([[2, -3, 1]]);
  });

  it('never asks about the class itself', () => {
    const units: number[] = [];
    answerTo(problem, (site) => {
      if (site.kind === 'hinge') units.push(site.unit);
      return undefined;
    });
    expect(units).toEqual([0, 2]);
  });
});

describe('norm', () => {
  const problem = (target: readonly number[]): MlpProblem => ({
    kind: 'mlp',
    layers: [
      dense(
        'identity',
        [
          [1, 0],
          [0, 1],
        ],
        [0, 0],
      ),
    ],
    loss: { name: 'norm', scale: 0.5 },
    inputs: [[3, 4]],
    targets: [target],
  });

  it('is the Euclidean length', () => {
    const { cost, gradients } = answerTo(problem([0, 0]));
    // 3/4 is exact, sqrt(9/16 + 1) = 5/4 is exact, (3/4) / (5/4) = 3/5 is rounded once.
    expect(cost).toBe(2.5);
    expect(gradients.inputs).toEqual([[0.5 * (3 / 5), 0.5 * (4 / 5)]]);
  });

  it('has gradient 0 at 0', () => {
    const { cost, gradients } = answerTo(problem([3, 4]));
    expect(cost).toBe(0);
    expect(plain(gradients.inputs)).toEqual([[0, 0]]);
  });

  it('takes the components of the gradient that are chosen', () => {
    const { gradients } = answerTo(problem([3, 4]), (site) =>
      site.kind === 'norm' ? [0.5, -0.25][site.unit] : undefined,
    );
    expect(gradients.inputs).toEqual([[0.25, -0.125]]);
  });

  it('stays right where squares underflow or overflow', () => {
    const tiny = 2 ** -600;
    const large = 2 ** 600;
    for (const size of [tiny, large]) {
      const { cost, gradients } = answerTo({ ...problem([0, 0]), inputs: [[3 * size, 4 * size]] });
      expect(cost).toBe(2.5 * size);
      expect(gradients.inputs).toEqual([[0.5 * (3 / 5), 0.5 * (4 / 5)]]);
    }
  });
});

describe('shapes', () => {
  it('keeps non-square and one-wide layers, null biases and the batch apart', () => {
    // z1 = (x1 + 2 x2 - x3), a1 = z1; z2 = (a1, -a1): e = (2, -2) and (-1, 1) for the two examples.
    const { cost, outputs, gradients, deltas } = answerTo({
      kind: 'mlp',
      layers: [dense('identity', [[1, 2, -1]], null), dense('identity', [[1], [-1]], [0, 0])],
      loss: halfSquared,
      inputs: [
        [1, 1, 1],
        [0, 0, 1],
      ],
      targets: [
        [0, 0],
        [0, 0],
      ],
    });
    expect(outputs).toEqual([
      [2, -2],
      [-1, 1],
    ]);
    expect(cost).toBe(5);
    expect(deltas).toEqual([
      [[4], [-2]],
      [
        [2, -2],
        [-1, 1],
      ],
    ]);
    expect(gradients.biases).toEqual([null, [1, -1]]);
    expect(gradients.weights).toEqual([[[4, 4, 2]], [[5], [-5]]]);
    expect(gradients.inputs).toEqual([
      [4, 8, -4],
      [-2, -4, 2],
    ]);
  });
});

describe('the penalty', () => {
  const problem: MlpProblem = {
    kind: 'mlp',
    layers: [dense('identity', [[2]], [4])],
    loss: { name: 'squared-error', scale: 8 },
    inputs: [[0.5], [1]],
    targets: [[5], [6]],
    penalty: { name: 'l2', lambda: 0.25, biases: false },
  };

  it('is added once, neither scaled nor per example', () => {
    const { cost, gradients, deltas } = answerTo(problem);
    expect(cost).toBe(1);
    expect(gradients.weights).toEqual([[[1]]]);
    expect(plain(gradients.biases)).toEqual([[0]]);
    expect(plain(deltas)).toEqual([[[0], [0]]]);
  });

  it('includes the biases when asked to', () => {
    const { cost, gradients } = answerTo({ ...problem, penalty: { name: 'l2', lambda: 0.25, biases: true } });
    expect(cost).toBe(5);
    expect(gradients.biases).toEqual([[2]]);
  });
});

describe('a saturated network stays finite', () => {
  const identity = [
    [1, 0],
    [0, 1],
  ];

  it('in log-loss, whose cost is then |z|', () => {
    const { cost, gradients, outputs } = answerTo({
      kind: 'mlp',
      layers: [{ weights: identity, biases: null, activation: { name: 'sigmoid' } }],
      loss: { name: 'log-loss', scale: 1 },
      inputs: [[1024, -1024]],
      targets: [[0, 1]],
    });
    expect(outputs).toEqual([[1, 0]]);
    // -ln(1 - sigmoid(1024)) is 1024 + e^-1024, and e^-1024 is below every double.
    expect(cost).toBe(2048);
    expect(gradients.inputs).toEqual([[1, -1]]);
  });

  it.each([
    ['softmax', 'cross-entropy'],
    ['identity', 'cross-entropy-logits'],
  ] as const)('in %s with %s, whose cost is then the distance of the logits', (name, loss) => {
    const { cost, gradients } = answerTo({
      kind: 'mlp',
      layers: [{ weights: identity, biases: null, activation: { name } }],
      loss: { name: loss, scale: 1 },
      inputs: [[1024, -1024]],
      targets: [[0, 1]],
    });
    expect(cost).toBe(2048);
    expect(gradients.inputs).toEqual([[1, -1]]);
  });

  it('and keeps the last digits of a cost near 0', () => {
    const { cost } = answerTo({
      kind: 'mlp',
      layers: [{ weights: [[1]], biases: null, activation: { name: 'sigmoid' } }],
      loss: { name: 'log-loss', scale: 1 },
      inputs: [[64]],
      targets: [[1]],
    });
    // ln(1 + e^-64) = e^-64 (1 - e^-64 / 2 + ...): e^-64 to the last bit, since e^-64 < 2^-92.
    expect(cost).toBe(Math.exp(-64));
  });
});

describe('a loss that has no meaning on the last layer', () => {
  it.each([
    ['log-loss', 'sigmoid'],
    ['cross-entropy', 'softmax'],
  ] as const)('is refused: %s without %s', (name, expected) => {
    const answer = gradient(
      {
        kind: 'mlp',
        layers: [dense('relu', [[1]], null)],
        loss: { name, scale: 1 },
        inputs: [[1]],
        targets: [[1]],
      },
      float64,
    );
    expect(answer).toEqual({
      refused: `layers[0].activation.name: expected "${expected}" for ${name}, got "relu"`,
    });
  });
});
