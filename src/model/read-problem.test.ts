import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { limits } from './limits.ts';
import { readProblem, readProblemText } from './read-problem.ts';

type Draft = Record<string, unknown>;

const dense = (weights: unknown, biases: unknown, activation: unknown = { name: 'sigmoid' }): Draft => ({
  weights,
  biases,
  activation,
});

const square = [
  [1, 2],
  [3, 4],
];

/** A valid problem of two layers, 2-2-2, with some fields replaced. */
const problem = (fields: Draft = {}): Draft => ({
  kind: 'mlp',
  layers: [dense(square, [5, 6]), dense(square, [5, 6])],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [[1, 2]],
  targets: [[3, 4]],
  ...fields,
});

const layers = (first: unknown, second: unknown = dense(square, [5, 6])): Draft =>
  problem({ layers: [first, second] });

const activation = (value: unknown): Draft => layers(dense(square, [5, 6], value));

const said = (value: unknown): string => {
  const read = readProblem(value);
  return read.ok ? 'valid' : describeAll(read.defects);
};

const saidOfText = (text: string): string => {
  const read = readProblemText(text, 'p.json');
  return read.ok ? 'valid' : describeAll(read.defects);
};

const allActivations =
  'one of "identity", "linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "softmax", "maxout"';

const refused: readonly (readonly [title: string, value: unknown, text: string])[] = [
  // Shapes.
  [
    'a ragged matrix',
    layers(
      dense(
        [
          [1, 2],
          [3, 4, 5],
        ],
        [5, 6],
      ),
    ),
    'layers[0].weights[1]: expected 2 numbers, got 3',
  ],
  [
    'widths that do not chain',
    layers(
      dense(square, [5, 6]),
      dense(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [5, 6],
      ),
    ),
    'layers[1].weights: expected 2x2, got 2x3',
  ],
  [
    'one row that does not chain',
    problem({ layers: [dense(square, [5, 6]), dense([[1, 2, 3]], [5])], targets: [[1]] }),
    'layers[1].weights[0]: expected 2 numbers, got 3',
  ],
  ['a row too few', layers(dense([[1, 2]], [5, 6])), 'layers[0].weights: expected 2x2, got 1x2'],
  [
    'transposed weights',
    problem({
      layers: [
        dense(square, [5, 6]),
        dense(
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
          [7, 8, 9],
        ),
      ],
      targets: [[1, 2, 3]],
    }),
    'layers[1].weights: expected 3x2, got 2x3: it looks transposed',
  ],
  [
    'an empty layer',
    layers(dense([], [])),
    'layers[0].weights: expected at least 1 entry, got an empty list\nlayers[0].biases: expected at least 1 entry, got an empty list',
  ],
  [
    'an empty row',
    layers(dense([[], []], null)),
    'layers[0].weights[0]: expected at least 1 entry, got an empty list\nlayers[0].weights[1]: expected at least 1 entry, got an empty list',
  ],
  ['no layers', problem({ layers: [] }), 'layers: expected at least 1 entry, got an empty list'],
  [
    'zero examples',
    problem({ inputs: [], targets: [] }),
    'inputs: expected at least 1 entry, got an empty list',
  ],
  [
    'more inputs than targets',
    problem({
      inputs: [
        [1, 2],
        [3, 4],
      ],
    }),
    'targets: expected 2x2, got 1x2',
  ],
  ['a wrong input width', problem({ inputs: [[1, 2, 3]] }), 'inputs[0]: expected 2 numbers, got 3'],
  ['a wrong target width', problem({ targets: [[1]] }), 'targets[0]: expected 2 numbers, got 1'],
  ['a bias too many', layers(dense(square, [5, 6, 7])), 'layers[0].biases: expected 2 numbers, got 3'],
  [
    'two ragged rows',
    layers(dense([[1], [3, 4]], [5, 6]), dense([[1, 2], [3]], [5, 6])),
    'layers[0].weights[0]: expected 2 numbers, got 1\nlayers[1].weights[1]: expected 2 numbers, got 1',
  ],
  // Maxout.
  [
    'maxout of one piece',
    layers(dense([square], [[5, 6]], { name: 'maxout', pieces: 1 })),
    'layers[0].activation.pieces: expected a whole number >= 2, got 1',
  ],
  [
    'half a piece',
    layers(dense([square, square], null, { name: 'maxout', pieces: 2.5 })),
    'layers[0].activation.pieces: expected a whole number >= 2, got 2.5',
  ],
  [
    'maxout without a count of pieces',
    layers(dense([square, square], null, { name: 'maxout' })),
    'layers[0].activation.pieces: expected a whole number >= 2, got nothing',
  ],
  [
    'a maxout piece too few',
    layers(dense([square, square], null, { name: 'maxout', pieces: 3 })),
    'layers[0].weights: expected 3x2x2, got 2x2x2',
  ],
  [
    'another count of pieces than everywhere else',
    layers(dense([square, square], square, { name: 'maxout', pieces: 3 })),
    'layers[0].activation.pieces: expected 2, as weights and biases have, got 3',
  ],
  [
    'a maxout piece with a row more',
    layers(dense([square, [...square, [7, 8]]], square, { name: 'maxout', pieces: 2 })),
    'layers[0].weights[1]: expected 2x2, got 3x2',
  ],
  [
    'maxout weights without a piece index',
    layers(dense(square, null, { name: 'maxout', pieces: 2 })),
    'layers[0].weights[0][0]: expected a list, got 1',
  ],
  [
    'dense weights with a piece index',
    layers(dense([square, square], null)),
    'layers[0].weights[0][0]: expected a number, got a list of 2',
  ],
  // Numbers.
  ['NaN', problem({ inputs: [[Number.NaN, 2]] }), 'inputs[0][0]: expected a finite number, got NaN'],
  [
    'infinity',
    problem({ loss: { name: 'norm', scale: Number.POSITIVE_INFINITY } }),
    'loss.scale: expected a finite number, got Infinity',
  ],
  [
    'NaN where a least value is asked',
    activation({ name: 'elu', alpha: Number.NaN }),
    'layers[0].activation.alpha: expected a finite number, got NaN',
  ],
  [
    'negative zero',
    layers(dense(square, [-0, 6])),
    'layers[0].biases[0]: expected a number without negative zero, got -0; write 0',
  ],
  ['a number as text', problem({ targets: [[1, '2']] }), 'targets[0][1]: expected a number, got "2"'],
  ['null as a number', problem({ targets: [[1, null]] }), 'targets[0][1]: expected a number, got null'],
  // Names and keys.
  ['another kind', problem({ kind: 'graph' }), 'kind: expected "mlp", got "graph"'],
  [
    'an unknown activation',
    activation({ name: 'sigmoyd' }),
    `layers[0].activation.name: expected ${allActivations}, got "sigmoyd"; did you mean "sigmoid"?`,
  ],
  [
    'an activation in another case',
    activation({ name: 'ReLU' }),
    `layers[0].activation.name: expected ${allActivations}, got "ReLU"; did you mean "relu"?`,
  ],
  [
    'an activation like none',
    activation({ name: 'softplus' }),
    `layers[0].activation.name: expected ${allActivations}, got "softplus"`,
  ],
  [
    'step',
    activation({ name: 'step' }),
    `layers[0].activation.name: expected ${allActivations}, got "step", which has no useful derivative`,
  ],
  [
    'an activation without a name',
    activation({}),
    `layers[0].activation.name: expected ${allActivations}, got nothing`,
  ],
  ['an activation as text', activation('sigmoid'), 'layers[0].activation: expected an object, got "sigmoid"'],
  [
    'no activation',
    layers({ weights: square, biases: null }),
    'layers[0].activation: expected an object, got nothing',
  ],
  [
    'an unknown activation of a layer with pieces',
    layers(dense([square, square], null, { name: 'maxuot', pieces: 2 })),
    `layers[0].activation.name: expected ${allActivations}, got "maxuot"; did you mean "maxout"?`,
  ],
  [
    'an unknown loss',
    problem({ loss: { name: 'cross-entropi', scale: 1 } }),
    'loss.name: expected one of "squared-error", "norm", "log-loss", "cross-entropy", "cross-entropy-logits", "hinge", got "cross-entropi"; did you mean "cross-entropy"?',
  ],
  [
    'an unknown penalty',
    problem({ penalty: { name: 'l1', lambda: 1, biases: false } }),
    'penalty.name: expected one of "l2", got "l1"; did you mean "l2"?',
  ],
  [
    'an unknown key',
    problem({ zz: 1 }),
    'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "zz"',
  ],
  [
    'a misspelt optional key',
    problem({ penalti: 1 }),
    'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "penalti"; did you mean "penalty"?',
  ],
  [
    'a misspelt required key, once',
    layers({ weights: square, bias: [5, 6], activation: { name: 'tanh' } }),
    'layers[0]: expected no keys but weights, biases, activation, got "bias"; did you mean "biases"?',
  ],
  [
    'a missing part',
    layers({ biases: null, activation: { name: 'tanh' } }),
    'layers[0].weights: expected a list, got nothing',
  ],
  [
    'biases left out',
    layers({ weights: square, activation: { name: 'tanh' } }),
    'layers[0].biases: expected a list or null, got nothing',
  ],
  [
    'a parameter that the activation does not take',
    activation({ name: 'tanh', alpha: 1 }),
    'layers[0].activation: expected no keys but name, got "alpha"',
  ],
  // Parameters.
  [
    'a missing alpha',
    activation({ name: 'leaky-relu' }),
    'layers[0].activation.alpha: expected a number >= 0, got nothing',
  ],
  [
    'a missing beta',
    activation({ name: 'linear', alpha: 1 }),
    'layers[0].activation.beta: expected a number, got nothing',
  ],
  [
    'alpha below 0',
    activation({ name: 'elu', alpha: -0.5 }),
    'layers[0].activation.alpha: expected a number >= 0, got -0.5',
  ],
  ['a scale of 0', problem({ loss: { name: 'norm', scale: 0 } }), 'loss.scale: expected a number > 0, got 0'],
  [
    'lambda below 0',
    problem({ penalty: { name: 'l2', lambda: -1, biases: true } }),
    'penalty.lambda: expected a number >= 0, got -1',
  ],
  [
    'penalised biases as a number',
    problem({ penalty: { name: 'l2', lambda: 1, biases: 1 } }),
    'penalty.biases: expected true or false, got 1',
  ],
  // Loss, last activation, targets.
  [
    'log-loss after tanh',
    problem({ layers: [dense(square, null, { name: 'tanh' })], loss: { name: 'log-loss', scale: 1 } }),
    'loss.name: expected a loss that fits tanh (squared-error, norm, cross-entropy-logits, hinge), got "log-loss", which needs sigmoid as the last activation',
  ],
  [
    'cross-entropy after sigmoid',
    problem({ loss: { name: 'cross-entropy', scale: 1 } }),
    'loss.name: expected a loss that fits sigmoid (squared-error, norm, log-loss, cross-entropy-logits, hinge), got "cross-entropy", which needs softmax as the last activation',
  ],
  [
    'logits after softmax',
    problem({
      layers: [dense(square, null, { name: 'softmax' })],
      loss: { name: 'cross-entropy-logits', scale: 1 },
    }),
    'loss.name: expected a loss that fits softmax (squared-error, norm, cross-entropy, hinge), got "cross-entropy-logits", which needs any last activation but softmax, which it contains',
  ],
  [
    'a target outside log-loss',
    problem({ loss: { name: 'log-loss', scale: 1 }, targets: [[0.5, 1.5]] }),
    'targets[0][1]: expected a number from 0 to 1 ("log-loss"), got 1.5',
  ],
  [
    'a negative target of cross-entropy',
    problem({
      layers: [dense(square, null, { name: 'softmax' })],
      loss: { name: 'cross-entropy', scale: 1 },
      targets: [[-1, 2]],
    }),
    'targets[0][0]: expected a number >= 0 ("cross-entropy"), got -1',
  ],
  [
    'two classes at once',
    problem({ loss: { name: 'hinge', scale: 1 }, targets: [[1, 1]] }),
    'targets[0]: expected one 1 and else 0 ("hinge"), got [1, 1]',
  ],
  [
    'no class',
    problem({ loss: { name: 'hinge', scale: 1 }, targets: [[0, 0]] }),
    'targets[0]: expected one 1 and else 0 ("hinge"), got [0, 0]',
  ],
  [
    'hinge of one output',
    problem({ layers: [dense([[1, 2]], null)], loss: { name: 'hinge', scale: 1 }, targets: [[1]] }),
    'loss.name: expected a loss for 1 output, got "hinge", which needs at least 2',
  ],
  // Not plain JSON data.
  ['null', null, 'expected an object, got null'],
  ['a list', [], 'expected an object, got an empty list'],
  ['nothing', undefined, 'expected plain JSON data, got nothing'],
  ['a function', () => 1, 'expected plain JSON data, got a function'],
  ['a list for an object', problem({ loss: [] }), 'loss: expected an object, got an empty list'],
  [
    'a typed array',
    problem({ inputs: [new Float64Array(2)] }),
    'inputs[0]: expected plain lists and objects, got a Float64Array',
  ],
  ['a map', problem({ loss: new Map() }), 'loss: expected plain lists and objects, got a Map'],
  [
    'a hole',
    problem({ inputs: [new Array(2)] }),
    'inputs[0]: expected a list without holes, got a hole at index 0',
  ],
  [
    'an enormous list of holes',
    problem({ inputs: new Array(2 ** 32 - 1) }),
    'inputs: expected a list without holes, got a hole at index 0',
  ],
  [
    'a getter',
    Object.defineProperty(problem(), 'id', { enumerable: true, get: () => 'x' }),
    'id: expected plain JSON data, got a getter',
  ],
  ['a big integer', problem({ inputs: [[1n, 2]] }), 'inputs[0][0]: expected plain JSON data, got a bigint'],
  ['a symbol as a key', problem({ [Symbol('s')]: 1 }), 'expected plain JSON data, got a symbol as a key'],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    ),
    'expected plain JSON data, got an object that throws when it is read',
  ],
];

describe('readProblem', () => {
  test.each(refused)('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });

  test('accepts the problem that the refused ones are made of', () => {
    expect(said(problem())).toBe('valid');
  });

  test.each([
    [
      'maxout with and without biases',
      layers(
        dense(
          [square, square],
          [
            [1, 2],
            [3, 4],
          ],
          { name: 'maxout', pieces: 2 },
        ),
        dense([square, square, square], null, { name: 'maxout', pieces: 3 }),
      ),
    ],
    [
      'softmax of one unit',
      problem({ layers: [dense([[1, 2]], null, { name: 'softmax' })], targets: [[1]] }),
    ],
    [
      'a target sum other than 1 under cross-entropy',
      problem({
        layers: [dense(square, null, { name: 'softmax' })],
        loss: { name: 'cross-entropy', scale: 1 },
        targets: [[2, 0.5]],
      }),
    ],
    ['targets at the ends of log-loss', problem({ loss: { name: 'log-loss', scale: 1 }, targets: [[0, 1]] })],
    [
      'alpha 0 and lambda 0',
      problem({
        layers: [dense(square, null, { name: 'elu', alpha: 0 })],
        penalty: { name: 'l2', lambda: 0, biases: true },
      }),
    ],
    ['an object without a prototype', Object.assign(Object.create(null), problem())],
  ])('accepts %s', (_title, value) => {
    expect(said(value)).toBe('valid');
  });

  test('reports independent defects together', () => {
    const value = problem({ loss: { name: 'norm', scale: -1 }, inputs: [[Number.NaN, 2]], extra: true });
    expect(said(value).split('\n')).toEqual([
      'inputs[0][0]: expected a finite number, got NaN',
      'expected no keys but kind, id, layers, loss, penalty, inputs, targets, got "extra"',
      'loss.scale: expected a number > 0, got -1',
    ]);
  });

  test('lists twenty defects and counts the rest', () => {
    const lines = said(problem({ inputs: [new Array(25).fill('x')] })).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('and 5 more');
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'refuses the key %s by name and pollutes nothing',
    (key) => {
      const text = JSON.stringify(problem()).replace(
        '"kind"',
        `${JSON.stringify(key)}:{"polluted":1},"kind"`,
      );
      expect(saidOfText(text)).toBe(`expected no key of this name, got "${key}"`);
      expect('polluted' in {}).toBe(false);
    },
  );

  test('keeps a frozen copy that later changes do not reach', () => {
    const inputs = [[1, 2]];
    const read = readProblem(problem({ inputs }));
    inputs[0]?.fill(9);
    if (!read.ok) throw new Error(describeAll(read.defects));
    expect(read.problem.inputs).toEqual([[1, 2]]);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(read.problem)).toBe(true);
  });
});

describe('limits', () => {
  const wide = (width: number): number[] => new Array<number>(width).fill(1);

  test('a problem at the limit of nesting is judged by its form, one past it by its nesting', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(said(nested(limits.depth))).toBe('expected an object, got a list of 1');
    expect(said(nested(limits.depth + 1))).toBe(
      `${'[0]'.repeat(limits.depth)}: expected at most 16 levels of nesting, got more`,
    );
  });

  test('a cycle is too deep', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(said(cycle)).toBe(
      `${'[0]'.repeat(limits.depth)}: expected at most 16 levels of nesting, got more`,
    );
  });

  test('text nested a million deep is refused without exhausting the stack', () => {
    const text = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    expect(saidOfText(text)).toContain('expected at most 16 levels of nesting, got more');
  });

  test('a list that is shared too often counts every time', () => {
    const shared = wide(1000);
    expect(said({ kind: new Array(6000).fill(shared) })).toBe(
      'kind[4995][2]: expected at most 5000000 values in all, got more',
    );
  });

  test('too many layers are refused', () => {
    const value = problem({
      layers: new Array(1025).fill(dense([[1]], null)),
      inputs: [[1]],
      targets: [[1]],
    });
    expect(said(value)).toBe('layers: expected at most 1024 layers, got 1025');
  });

  test('too many examples are refused', () => {
    const rows = new Array(65_537).fill([1]);
    const value = problem({ layers: [dense([[1]], null)], inputs: rows, targets: rows });
    expect(said(value)).toBe('inputs: expected at most 65536 examples, got 65537');
  });

  test('too wide a layer and too wide an input are refused', () => {
    const units = problem({
      layers: [
        dense(
          wide(65_537).map((one) => [one]),
          null,
        ),
      ],
      inputs: [[1]],
      targets: [wide(65_537)],
    });
    expect(said(units)).toBe('layers[0].weights: expected at most 65536 units, got 65537');
    const inputs = problem({ layers: [dense([wide(65_537)], null)], inputs: [wide(65_537)], targets: [[1]] });
    expect(said(inputs)).toBe('inputs[0]: expected at most 65536 components, got 65537');
  });
});

describe('readProblemText', () => {
  test('reads JSON with or without a byte-order mark', () => {
    expect(saidOfText(JSON.stringify(problem()))).toBe('valid');
    expect(saidOfText(`\uFEFF${JSON.stringify(problem())}`)).toBe('valid');
  });

  test.each([
    ['1e400', 'layers[0].biases[0]: expected a finite number, got Infinity'],
    ['-1e400', 'layers[0].biases[0]: expected a finite number, got -Infinity'],
    ['-0.0', 'layers[0].biases[0]: expected a number without negative zero, got -0; write 0'],
    ['-1e-400', 'layers[0].biases[0]: expected a number without negative zero, got -0; write 0'],
    ['1e-400', 'valid'],
  ])('%s as a bias is judged as the double it denotes', (number, text) => {
    expect(saidOfText(JSON.stringify(problem()).replace('[5,6]', `[${number},6]`))).toBe(text);
  });

  test('names file, line and column of what is not JSON', () => {
    expect(saidOfText('{\n  "kind": "mlp",\n  "layers": NaN\n}')).toBe(
      'p.json:3:13: expected a value, got "NaN"',
    );
  });
});

test('ajv is loaded when the first problem is read, not before', () => {
  const room = fileURLToPath(new URL('read-problem.ts', import.meta.url));
  const script = `
    const { createRequire } = await import('node:module');
    const { readProblem } = await import(${JSON.stringify(room)});
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('ajv'));
    const before = loaded();
    readProblem({});
    console.log(before, loaded());`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('false true');
});
