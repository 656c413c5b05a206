import { describe, expect, test } from 'vitest';
import svm from '#fixtures/sarkar-svm.json' with { type: 'json' };
import logits from '#fixtures/srihari-logits.json' with { type: 'json' };
import { bigNumberArithmetic } from '../arithmetic/bignumber.ts';
import { float64 } from '../arithmetic/float64.ts';
import { type Fraction, fractionArithmetic } from '../arithmetic/fraction.ts';
import { isRefusal } from '../model/answer.ts';
import { describeAll } from '../model/defect.ts';
import type { GraphProblem, NestedNumbers } from '../model/graph.ts';
import { readGraphProblem } from '../model/read-graph.ts';
import { gradientOfGraph } from './gradient.ts';

type Step = readonly [name: string, op: string, args: string, attributes?: object];

/** A problem from steps such as `['q', 'add', 'x y']`; the last step is the output. */
const problemOf = (
  inputs: Readonly<Record<string, NestedNumbers>>,
  steps: readonly Step[],
  wrt = Object.keys(inputs),
): GraphProblem => {
  const read = readGraphProblem({
    kind: 'graph',
    inputs,
    nodes: steps.map(([name, op, args, attributes]) => ({
      name,
      op,
      args: args.split(' '),
      ...(attributes === undefined ? {} : { attributes }),
    })),
    output: steps.at(-1)?.[0] ?? '',
    wrt,
  });
  if (!read.ok) throw new Error(describeAll(read.defects));
  return read.problem;
};

const answerOf = (problem: GraphProblem) => gradientOfGraph(problem, float64);

const mapNested = <T, U>(nested: NestedNumbers<T>, f: (entry: T) => U): NestedNumbers<U> =>
  Array.isArray(nested)
    ? (nested as readonly NestedNumbers<T>[]).map((part) => mapNested(part, f))
    : f(nested as T);

// Expected values by hand, exact.
describe('small graphs', () => {
  // @clause TABLE-NODES
  // @clause CHAIN-BRANCHES
  test('(x + y) z at (-2, 5, -4)', () => {
    const steps: readonly Step[] = [
      ['q', 'add', 'x y'],
      ['f', 'mul', 'q z'],
    ];
    expect(answerOf(problemOf({ x: -2, y: 5, z: -4 }, steps, ['x', 'y', 'z', 'q', 'f']))).toEqual({
      value: -12,
      gradients: { x: -4, y: -4, z: 3, q: -4, f: 1 },
    });
  });

  // @clause GRAPH-EXAMPLES
  test('z = x y', () => {
    expect(answerOf(problemOf({ x: 3, y: 5 }, [['z', 'mul', 'x y']]))).toEqual({
      value: 15,
      gradients: { x: 5, y: 3 },
    });
  });

  test('a logistic regression: y = sigma(x . w + b) at x . w + b = 0, where the slope is 1/4', () => {
    const steps: readonly Step[] = [
      ['u', 'dot', 'x w'],
      ['z', 'add', 'u b'],
      ['y', 'sigmoid', 'z'],
    ];
    expect(answerOf(problemOf({ x: [1, -2], w: [3, 2], b: 1 }, steps))).toEqual({
      value: 0.5,
      gradients: { x: [0.75, 0.5], w: [0.25, -0.5], b: 0.25 },
    });
  });

  test('a rectified layer H = max(0, X W + b), whose biases get the sum over the examples', () => {
    const inputs = {
      X: [
        [1, 2],
        [-1, 1],
      ],
      W: [
        [1, -1, 0],
        [1, 1, -1],
      ],
      b: [0, 1, 1],
    };
    const steps: readonly Step[] = [
      ['U', 'matmul', 'X W'],
      ['B', 'broadcast', 'b', { shape: [2, 3], axes: [1] }],
      ['Z', 'add', 'U B'],
      ['H', 'relu', 'Z'],
      ['s', 'sum', 'H'],
    ];
    // Z = [[3, 2, -1], [0, 3, 0]]: one entry is below 0, two are at 0 and count as positive.
    expect(answerOf(problemOf(inputs, steps))).toEqual({
      value: 8,
      gradients: {
        X: [
          [0, 2],
          [0, 1],
        ],
        W: [
          [0, 0, -1],
          [3, 3, 1],
        ],
        b: [2, 2, 1],
      },
    });
  });

  test('a linear regression with weight decay: w is used twice and gets both contributions', () => {
    const inputs = { x: [1, 2], w: [3, -1], t: 0.5, lambda: 0.25 };
    const steps: readonly Step[] = [
      ['y', 'dot', 'x w'],
      ['loss', 'squared-error', 'y t'],
      ['omega', 'dot', 'w w'],
      ['decay', 'mul', 'lambda omega'],
      ['J', 'add', 'loss decay'],
    ];
    // y = 1, 2 (y - t) = 1: x from the loss, 2 lambda w from the penalty.
    expect(answerOf(problemOf(inputs, steps, ['w', 'lambda']))).toEqual({
      value: 2.75,
      gradients: { w: [1 + 1.5, 2 - 0.5], lambda: 10 },
    });
  });

  // @clause GENERAL-MATMUL
  test('L = sum of the squares of X W, with a factor that fills one slot of a product with data', () => {
    const inputs = {
      X: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      W: [
        [1, -2],
        [3, 4],
      ],
    };
    const steps: readonly Step[] = [
      ['U', 'matmul', 'X W'],
      ['S', 'square', 'U'],
      ['L', 'sum', 'S'],
    ];
    // 2 X' X W = [[70, 88], [88, 112]] W.
    expect(answerOf(problemOf(inputs, steps, ['W']))).toEqual({
      value: 49 + 36 + 225 + 100 + 529 + 196,
      gradients: {
        W: [
          [334, 212],
          [424, 272],
        ],
      },
    });
  });

  // @clause GATE-MAX
  test.each([
    ['maximum', 2, 1, [5, 0]],
    ['maximum', 1, 1, [5, 0]],
    ['maximum', 1, 2, [0, 5]],
    ['minimum', 2, 1, [0, 5]],
    ['minimum', 1, 1, [5, 0]],
  ])('%s of %d and %d routes the whole gradient', (op, x, y, gradients) => {
    const problem = problemOf({ x, y, five: 5 }, [
      ['m', op, 'x y'],
      ['f', 'mul', 'five m'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : [answer.gradients['x'], answer.gradients['y']]).toEqual(gradients);
  });

  test.each([
    ['max', [2, 7, 7, 1], { axis: 0 }, [0, 1, 0, 0]],
    ['min', [2, 1, 7, 1], {}, [0, 1, 0, 0]],
    ['norm', [3, -4], {}, [0.6, -0.8]],
    ['norm', [0, 0], {}, [0, 0]],
    ['mean', [3, -4], {}, [0.5, 0.5]],
    ['hinge', [3, 3.5, 2], { classes: [0] }, [-1, 1, 0]],
    ['logsumexp', [1, 1], { axis: 0 }, [0.5, 0.5]],
  ])('%s of %j with %j', (op, x, attributes, gradient) => {
    const answer = answerOf(problemOf({ x }, [['f', op, 'x', attributes]]));
    expect(isRefusal(answer) ? answer : answer.gradients['x']).toEqual(gradient);
  });

  // At 0, where the documents' conventions decide; and one point on either side.
  test.each([
    ['relu', {}, [-1, 0, 2], [0, 1, 1]],
    ['leaky-relu', { alpha: 0.25 }, [-1, 0, 2], [0.25, 1, 1]],
    ['elu', { alpha: 0.25 }, [0, 2, 3], [0.25, 1, 1]],
    ['softplus', {}, [0, 0, 0], [0.5, 0.5, 0.5]],
    ['tanh', {}, [0, 0, 0], [1, 1, 1]],
  ])('the slope of %s with %j at %j is %j', (op, attributes, x, slopes) => {
    const problem = problemOf({ x }, [
      ['y', op, 'x', attributes],
      ['f', 'sum', 'y'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : answer.gradients['x']).toEqual(slopes);
  });

  test('a tensor of three axes has a gradient of three axes', () => {
    const x = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    ];
    const problem = problemOf({ x }, [
      ['t', 'transpose', 'x', { axes: [2, 0, 1] }],
      ['r', 'reshape', 't', { shape: [4, 3] }],
      ['row', 'slice', 'r', { axis: 0, start: 1, stop: 2 }],
      ['q', 'square', 'row'],
      ['s', 'sum', 'q'],
    ]);
    // Row 1 of the transposed and reshaped tensor is 7, 9, 11.
    expect(answerOf(problem)).toEqual({
      value: 49 + 81 + 121,
      gradients: {
        x: [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
          [
            [14, 0],
            [18, 0],
            [22, 0],
          ],
        ],
      },
    });
  });

  test('extreme arguments neither overflow nor cancel', () => {
    const problem = problemOf({ x: [800, -800, 40] }, [
      ['s', 'sigmoid', 'x'],
      ['p', 'softplus', 'x'],
      ['l', 'logsumexp', 'x'],
      ['a', 'add', 's p'],
      ['t', 'sum', 'a'],
      ['f', 'add', 't l'],
    ]);
    const answer = answerOf(problem);
    expect(isRefusal(answer) ? answer : answer.value).toBe(1 + 800 + 1 + 40 + 800);
    // The slope of the sigmoid at 40 is 4.248354255291589e-18, which is below the last digit of 1.
    const slope = answerOf(problemOf({ x: 40 }, [['s', 'sigmoid', 'x']]));
    expect(isRefusal(slope) ? slope : slope.gradients['x']).toBe(4.248354255291589e-18);
  });
});

// @clause GATE-FUSED
// @clause GATE-UNARY
describe('the sigmoid neuron at w = (2, -3, -3), x = (-1, -2, 1)', () => {
  const inputs = { w0: 2, w1: -3, w2: -3, x0: -1, x1: -2, x2: 1, one: 1 };
  const dot: readonly Step[] = [
    ['p0', 'mul', 'w0 x0'],
    ['p1', 'mul', 'w1 x1'],
    ['p2', 'mul', 'w2 x2'],
    ['p', 'add', 'p0 p1'],
    ['dot', 'add', 'p p2'],
  ];
  const staged: readonly Step[] = [
    ...dot,
    ['m', 'neg', 'dot'],
    ['e', 'exp', 'm'],
    ['d', 'add', 'one e'],
    ['f', 'reciprocal', 'd'],
  ];
  const fused: readonly Step[] = [...dot, ['f', 'sigmoid', 'dot']];

  // Computed apart, with mpmath at 50 digits.
  const slope = '0.196611933241481852537424733586';
  const expected = {
    w0: `-${slope}`,
    x0: '0.393223866482963705074849467172',
    w1: '-0.393223866482963705074849467172',
    x1: '-0.589835799724445557612274200758',
    w2: slope,
    x2: '-0.589835799724445557612274200758',
    dot: slope,
  };

  test.each([
    ['in stages', staged, { ...expected, m: `-${slope}`, e: '-0.534446645388523026713734508236' }],
    ['by one gate', fused, expected],
  ])('has the known derivatives %s', async (_title, steps, known) => {
    const problem = problemOf(inputs, steps, Object.keys(known));
    const answer = gradientOfGraph(problem, await bigNumberArithmetic(40));
    if (isRefusal(answer)) throw new Error(answer.refused);
    expect(answer.value.toSignificantDigits(30).toString()).toBe('0.731058578630004879251159241822');
    const written = Object.entries(answer.gradients).map(([name, gradient]) => [
      name,
      mapNested(gradient, (entry) => entry.toSignificantDigits(30).toString()),
    ]);
    expect(Object.fromEntries(written)).toEqual(known);
  });
});

const transposed = <T>(matrix: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  (matrix[0] ?? []).map((_, column) => matrix.flatMap((row) => row.slice(column, column + 1)));

// @clause LOSS-CROSS-ENTROPY-LOGITS
describe('the training step of the text: ReLU, cross-entropy and weight decay, with both paths to the weights', () => {
  const { problem: network, expectation } = logits;
  const problem = problemOf(
    {
      X: network.inputs,
      W1: transposed(network.layers[0]?.weights ?? []),
      W2: transposed(network.layers[1]?.weights ?? []),
      T: network.targets,
      scale: network.loss.scale,
      lambda: network.penalty.lambda,
    },
    [
      ['U1', 'matmul', 'X W1'],
      ['H', 'relu', 'U1'],
      ['U2', 'matmul', 'H W2'],
      ['losses', 'cross-entropy-logits', 'U2 T', { axis: 1 }],
      ['loss', 'sum', 'losses'],
      ['data', 'mul', 'scale loss'],
      ['squares1', 'square', 'W1'],
      ['squares2', 'square', 'W2'],
      ['omega1', 'sum', 'squares1'],
      ['omega2', 'sum', 'squares2'],
      ['omega', 'add', 'omega1 omega2'],
      ['decay', 'mul', 'lambda omega'],
      ['J', 'add', 'data decay'],
    ],
    ['X', 'W1', 'W2'],
  );

  test('agrees with the fixture, made by central differences, in all of its 40 digits', async () => {
    const answer = gradientOfGraph(problem, await bigNumberArithmetic(60));
    if (isRefusal(answer)) throw new Error(answer.refused);
    const text = (nested: (typeof answer.gradients)[string] | undefined) =>
      mapNested(nested ?? [], (entry) => entry.toSignificantDigits(40).toString());
    expect(answer.value.toSignificantDigits(40).toString()).toBe(expectation.exact.cost);
    const [first, second] = expectation.exact.gradients.weights;
    expect(text(answer.gradients['W1'])).toEqual(transposed(first ?? []));
    expect(text(answer.gradients['W2'])).toEqual(transposed(second ?? []));
  });
});

// @clause LOSS-HINGE
test('the staged SVM agrees with the fixture, made by differences of rationals, exactly', async () => {
  const { problem: network, expectation } = svm;
  const problem = problemOf(
    {
      X: network.inputs,
      W: transposed(network.layers[0]?.weights ?? []),
      scale: network.loss.scale,
      lambda: network.penalty.lambda,
    },
    [
      ['scores', 'matmul', 'X W'],
      ['margins', 'hinge', 'scores', { axis: 1, classes: [0, 2] }],
      ['sum', 'sum', 'margins'],
      ['data_loss', 'mul', 'scale sum'],
      ['squares', 'square', 'W'],
      ['omega', 'sum', 'squares'],
      ['reg_loss', 'mul', 'lambda omega'],
      ['loss', 'add', 'data_loss reg_loss'],
    ],
    ['X', 'W', 'scores', 'data_loss'],
  );
  const fractions = await fractionArithmetic();
  const answer = gradientOfGraph(problem, fractions);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const number = (entry: Fraction): string => String(fractions.toNumber(entry));
  const { gradients, cost, deltas } = expectation.exact;
  expect(number(answer.value)).toBe(cost);
  expect(mapNested(answer.gradients['W'] ?? [], number)).toEqual(transposed(gradients.weights[0] ?? []));
  expect(mapNested(answer.gradients['X'] ?? [], number)).toEqual(gradients.inputs);
  expect(mapNested(answer.gradients['scores'] ?? [], number)).toEqual(deltas[0]);
  expect(mapNested(answer.gradients['data_loss'] ?? [], number)).toBe('1');
});

// @clause GRAPH-ANY
describe('a derivative that is chosen at a kink', () => {
  /** The gradient of g * op(x), or of <g, op(x)>, with these derivatives at the entries of x. */
  const chosen = (
    [op, x, attributes]: readonly [string, NestedNumbers, object],
    g: NestedNumbers,
    choices: readonly (number | undefined)[],
  ) => {
    const problem = problemOf(
      { x, g },
      [
        ['y', op, 'x', attributes],
        ['p', 'mul', 'y g'],
        ['f', 'sum', 'p'],
      ],
      ['x'],
    );
    const answer = gradientOfGraph(problem, float64, ({ node, entry }) =>
      node === 'y' ? choices[entry] : undefined,
    );
    return isRefusal(answer) ? answer : answer.gradients['x'];
  };

  test.each<[Parameters<typeof chosen>, NestedNumbers]>([
    [
      [
        ['relu', [0, 0, 2], {}],
        [4, 4, 4],
        [0.25, undefined, undefined],
      ],
      [1, 4, 4],
    ],
    [[['leaky-relu', [0], { alpha: 0.5 }], [4], [0.75]], [3]],
    [[['elu', [0], { alpha: 0.5 }], [4], [0.75]], [3]],
    [
      [['max', [1, 3, 3], {}], 4, [undefined, 0.25, 0.75]],
      [0, 1, 3],
    ],
    [
      [['min', [1, 1, 3], { axis: 0 }], 4, [0.5, 0.5, undefined]],
      [2, 2, 0],
    ],
    [
      [
        [
          'max',
          [
            [1, 1],
            [2, 3],
          ],
          { axis: 1 },
        ],
        [4, 4],
        [0.5, 0.5, undefined, undefined],
      ],
      [
        [2, 2],
        [0, 4],
      ],
    ],
    [
      [['norm', [0, 0], {}], 4, [0.5, -0.25]],
      [2, -1],
    ],
    [
      [['hinge', [1, 0, 3], { classes: [0] }], 4, [undefined, 0.5, undefined]],
      [-6, 2, 4],
    ],
  ])('%j', (parts, expected) => {
    expect(chosen(...parts)).toEqual(expected);
  });

  test('is shared by both sides of a maximum', () => {
    const problem = problemOf({ x: [1, 2], y: [1, 5] }, [
      ['m', 'maximum', 'x y'],
      ['f', 'sum', 'm'],
    ]);
    const choice = ({ entry }: { readonly entry: number }) => (entry === 0 ? 0.25 : undefined);
    expect(gradientOfGraph(problem, float64, choice)).toEqual({
      value: 6,
      gradients: { x: [0.25, 0], y: [0.75, 1] },
    });
  });

  test('is not asked of an operation without kinks', () => {
    const problem = problemOf({ x: 2 }, [['s', 'square', 'x']]);
    expect(gradientOfGraph(problem, float64, () => 100)).toEqual({ value: 4, gradients: { x: 4 } });
  });
});

// @clause GRAPH-ANY
describe('a graph without a finite answer is refused, with the variable and the reason', () => {
  const refusalOf = (answer: object): string => (isRefusal(answer) ? answer.refused : 'an answer');

  test.each<[string, GraphProblem, string]>([
    [
      'a logarithm of 0',
      problemOf({ x: [1, 0] }, [
        ['l', 'log', 'x'],
        ['s', 'sum', 'l'],
      ]),
      'the value of "l" (log)[1]: expected a finite number, got -Infinity',
    ],
    [
      'a logarithm of less than 0',
      problemOf({ x: -1 }, [['l', 'log', 'x']]),
      'the value of "l" (log): expected a finite number, got NaN',
    ],
    [
      'a quotient by 0',
      problemOf({ x: 1, y: 0 }, [['q', 'div', 'x y']]),
      'the value of "q" (div): expected a finite number, got Infinity',
    ],
    [
      'an overflow',
      problemOf({ x: 1000 }, [['e', 'exp', 'x']]),
      'the value of "e" (exp): expected a finite number, got Infinity',
    ],
    [
      'an infinite derivative',
      problemOf({ x: [4, 0] }, [
        ['r', 'sqrt', 'x'],
        ['s', 'sum', 'r'],
      ]),
      'the derivative of "r" (sqrt) by args[0][1]: expected a finite number, got Infinity',
    ],
    [
      'a derivative that overflows',
      problemOf({ x: 0, big: 1.5e308 }, [
        ['p', 'mul', 'x big'],
        ['f', 'add', 'p p'],
      ]),
      'the derivative of "p" (mul) by args[0]: expected a finite number, got Infinity',
    ],
    [
      'gradients that overflow where they add',
      problemOf({ x: 0, big: 1.5e308 }, [
        ['p', 'mul', 'x big'],
        ['q', 'mul', 'x big'],
        ['f', 'add', 'p q'],
      ]),
      'the gradient by "x": expected a finite number, got Infinity',
    ],
  ])('%s', (_title, problem, text) => {
    expect(refusalOf(answerOf(problem))).toBe(text);
  });

  test('a function that the arithmetic does not have', async () => {
    const problem = problemOf({ x: 1 }, [['t', 'tanh', 'x']]);
    expect(refusalOf(gradientOfGraph(problem, await fractionArithmetic()))).toBe(
      'the value of "t" (tanh): fraction has no tanh: its values are not closed under it',
    );
  });

  test('a division by 0 in exact numbers', async () => {
    const problem = problemOf({ x: 0 }, [['r', 'reciprocal', 'x']]);
    expect(refusalOf(gradientOfGraph(problem, await fractionArithmetic()))).toBe(
      'the value of "r" (reciprocal): div: expected a divisor other than 0, got 0',
    );
  });
});
