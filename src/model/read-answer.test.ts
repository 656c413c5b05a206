import { describe, expect, test } from 'vitest';
import type { Code } from './codes.ts';
import { describeAll } from './defect.ts';
import type { MlpProblem } from './problem.ts';
import { readAnswer } from './read-answer.ts';

/** 3 inputs, a layer of 5, a maxout layer of 2 without biases, 2 examples. */
const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    { weights: new Array(5).fill([1, 2, 3]), biases: [1, 2, 3, 4, 5], activation: { name: 'tanh' } },
    {
      weights: new Array(2).fill(new Array(2).fill([1, 2, 3, 4, 5])),
      biases: null,
      activation: { name: 'maxout', pieces: 2 },
    },
  ],
  loss: { name: 'squared-error', scale: 1 },
  inputs: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  targets: [
    [1, 2],
    [3, 4],
  ],
};

const rows = (count: number, length: number): number[][] =>
  Array.from({ length: count }, (_, row) => Array.from({ length }, (_unused, column) => row + column / 8));

const first = rows(5, 3);
const second = [rows(2, 5), rows(2, 5)];

/** A complete answer with some of its gradients and parts replaced. */
const answer = (gradients: object = {}, parts: object = {}): object => ({
  gradients: { weights: [first, second], biases: [[1, 2, 3, 4, 5], null], ...gradients },
  ...parts,
});

const complete = answer(
  { inputs: rows(2, 3) },
  { cost: 0.5, outputs: rows(2, 2), deltas: [rows(2, 5), rows(2, 2)] },
);

const said = (value: unknown): string => {
  const read = readAnswer(value, problem);
  return read.kind === 'answer' ? 'answer' : `${read.code}\n${describeAll(read.defects)}`;
};

const isNull = 'null (JSON.stringify writes NaN as null)';

const malformed: readonly (readonly [title: string, value: unknown, code: Code, text: string])[] = [
  ['null', null, 'SHAPE', 'expected an object with gradients, got null'],
  ['a number', 5, 'SHAPE', 'expected an object with gradients, got 5'],
  ['a list', [first], 'SHAPE', 'expected an object with gradients, got a list of 1'],
  [
    'no gradients',
    { cost: 1 },
    'MISSING',
    'gradients: expected an object with weights and biases, got nothing',
  ],
  [
    'misspelt gradients',
    { gradient: {} },
    'MISSING',
    'gradients: expected an object with weights and biases, got nothing; is it "gradient"?',
  ],
  [
    'gradients as a list',
    { gradients: [first] },
    'SHAPE',
    'gradients: expected an object with weights and biases, got a list of 1',
  ],
  [
    'no weights',
    answer({ weights: undefined }),
    'MISSING',
    'gradients.weights: expected a list of 2 (one per layer), got nothing',
  ],
  [
    'a wrong number of layers',
    answer({ weights: [first] }),
    'SHAPE',
    'gradients.weights: expected a list of 2 (one per layer), got a list of 1',
  ],
  [
    'transposed weights',
    answer({ weights: [rows(3, 5), second] }),
    'SHAPE',
    'gradients.weights[0]: expected 5x3, got 3x5: it looks transposed',
  ],
  [
    'transposed weights full of gaps',
    answer({ weights: [[[1, null, 1, 1, 1], ...rows(2, 5)], second] }),
    'SHAPE',
    'gradients.weights[0]: expected 5x3, got 3x5: it looks transposed',
  ],
  [
    'layers in the other order',
    answer({ weights: [second, first] }),
    'SHAPE',
    'gradients.weights: expected 5x3 and 2x2x5, got 2x2x5 and 5x3: the layers look reversed',
  ],
  [
    'layers in the other order, each transposed',
    answer({ weights: [[...rows(5, 2).map((row) => [row, row])], rows(3, 5)] }),
    'SHAPE',
    'gradients.weights: expected 5x3 and 2x2x5, got 5x2x2 and 3x5: the layers look reversed, and each transposed',
  ],
  [
    'permuted axes',
    answer({ weights: [first, [...rows(5, 2).map((row) => [row, row])]] }),
    'SHAPE',
    'gradients.weights[1]: expected 2x2x5, got 5x2x2: its axes look permuted',
  ],
  [
    'flattened weights',
    answer({ weights: [first.flat(), second] }),
    'SHAPE',
    'gradients.weights[0]: expected 5x3, got 15 numbers: as many numbers in another shape',
  ],
  [
    'a ragged row',
    answer({ weights: [[...rows(4, 3), [1, 2]], second] }),
    'SHAPE',
    'gradients.weights[0][4]: expected 3 numbers, got 2',
  ],
  [
    'biases as a column',
    answer({ biases: [rows(5, 1), null] }),
    'SHAPE',
    'gradients.biases[0]: expected 5 numbers, got 5x1: as many numbers in another shape',
  ],
  [
    'a number for a row',
    answer({ weights: [[...rows(4, 3), 7], second] }),
    'SHAPE',
    'gradients.weights[0][4]: expected a list of numbers, got 7',
  ],
  [
    'a row for a number',
    answer({ biases: [[1, 2, 3, 4, [5]], null] }),
    'SHAPE',
    'gradients.biases[0][4]: expected a number, got a list',
  ],
  [
    'biases where there are none',
    answer({
      biases: [
        [1, 2, 3, 4, 5],
        [0, 0],
      ],
    }),
    'SHAPE',
    'gradients.biases[1]: expected null (the layer has no biases), got a list of 2',
  ],
  [
    'null where there are biases',
    answer({ biases: [null, null] }),
    'MISSING',
    `gradients.biases[0]: expected a list of numbers, got ${isNull}`,
  ],
  [
    'a null entry',
    answer({ biases: [[null, 2, 3, 4, 5], null] }),
    'MISSING',
    `gradients.biases[0][0]: expected a number, got ${isNull}`,
  ],
  [
    'a null row',
    answer({ weights: [[...rows(4, 3), null], second] }),
    'MISSING',
    `gradients.weights[0][4]: expected a list of numbers, got ${isNull}`,
  ],
  [
    'a hole',
    answer({ biases: [Object.assign(new Array(5), [1, 2, 3, 4]), null] }),
    'MISSING',
    'gradients.biases[0][4]: expected a number, got nothing',
  ],
  ['a null cost', answer({}, { cost: null }), 'MISSING', `cost: expected a number, got ${isNull}`],
  ['a number as text', answer({}, { cost: '0.5' }), 'NOT-A-NUMBER', 'cost: expected a number, got "0.5"'],
  [
    'an object for a number',
    answer({ biases: [[1, 2, 3, 4, {}], null] }),
    'NOT-A-NUMBER',
    'gradients.biases[0][4]: expected a number, got an object',
  ],
  ['a big integer', answer({}, { cost: 1n }), 'NOT-A-NUMBER', 'cost: expected a number, got a bigint'],
  ['outputs by unit', answer({}, { outputs: rows(2, 3) }), 'SHAPE', 'outputs: expected 2x2, got 2x3'],
  [
    'a delta of another width',
    answer({}, { deltas: [rows(2, 5), rows(2, 5)] }),
    'SHAPE',
    'deltas[1]: expected 2x2, got 2x5',
  ],
  [
    'input gradients of one example',
    answer({ inputs: rows(1, 3) }),
    'SHAPE',
    'gradients.inputs: expected 2x3, got 1x3',
  ],
  [
    'nesting without an end',
    answer({ biases: [[1, 2, 3, 4, [[[[[[[[5]]]]]]]]], null] }),
    'SHAPE',
    'gradients.biases[0][4]: expected a number, got a list',
  ],
];

describe('readAnswer', () => {
  test.each(malformed)('%s is malformed', (_title, value, code, text) => {
    expect(said(value)).toBe(`${code}\n${text}`);
  });

  test('keeps every known part as it was sent', () => {
    expect(readAnswer(complete, problem)).toEqual({ kind: 'answer', answer: complete, notes: [] });
  });

  test('needs no more than the gradients of the parameters', () => {
    expect(said(answer())).toBe('answer');
  });

  test('ignores unknown keys with a note', () => {
    const value = answer({ bias: 1 }, { costt: 2, trace: {} });
    expect(readAnswer(value, problem)).toEqual({
      kind: 'answer',
      answer: answer(),
      notes: [
        'ignored the unknown key "costt"; did you mean "cost"?',
        'ignored the unknown key "trace"',
        'ignored the unknown key "bias"; did you mean "biases"?',
      ],
    });
  });

  test('takes the names of the non-finite numbers and such numbers for what they are', () => {
    const biases = [['NaN', 'Infinity', '-Infinity', Number.NaN, Number.POSITIVE_INFINITY], null];
    const read = readAnswer(answer({ biases }), problem);
    if (read.kind === 'malformed') throw new Error(describeAll(read.defects));
    expect(read.answer.gradients.biases[0]).toEqual([NaN, Infinity, -Infinity, NaN, Infinity]);
  });

  test('takes -0 for 0', () => {
    const read = readAnswer(answer({}, { cost: -0 }), problem);
    expect(read.kind === 'answer' && Object.is(read.answer.cost, 0)).toBe(true);
  });

  test('takes typed arrays as rows and keeps plain lists', () => {
    const weights = [first.map((row) => Float64Array.from(row)), second];
    const biases = [Float32Array.from([1, 2, 3, 4, 5]), null];
    expect(readAnswer(answer({ weights, biases }), problem)).toEqual({
      kind: 'answer',
      answer: answer(),
      notes: [],
    });
  });

  test('keeps a copy that later changes do not reach', () => {
    const biases = [[1, 2, 3, 4, 5], null];
    const read = readAnswer(answer({ biases }), problem);
    biases[0]?.fill(9);
    expect(read.kind === 'answer' && read.answer.gradients.biases[0]).toEqual([1, 2, 3, 4, 5]);
    expect(read.kind === 'answer' && Object.isFrozen(read.answer.gradients.biases)).toBe(true);
  });

  test('reads every element once, so that an answer cannot change under the check', () => {
    let reads = 0;
    const biases = [1, 2, 3, 4, 5];
    Object.defineProperty(biases, 4, { enumerable: true, get: () => (reads++ === 0 ? 5 : 'changed') });
    expect(readAnswer(answer({ biases: [biases, null] }), problem)).toMatchObject({ kind: 'answer' });
    expect(reads).toBe(1);
  });
});

describe('a hostile answer', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const cyclic: unknown[] = [];
  cyclic.push(cyclic, cyclic);

  test.each([
    ['a getter that throws', Object.defineProperty({}, 'gradients', { get: boom })],
    ['a proxy that throws', new Proxy({}, { get: boom })],
    ['a proxy whose keys throw', new Proxy({}, { ownKeys: boom })],
    ['a revoked proxy', revoked.proxy],
    ['an entry that throws', answer({ biases: [new Proxy([1, 2, 3, 4, 5], { get: boom }), null] })],
    [
      'an entry that throws nothing',
      answer({
        weights: new Proxy([], {
          get: () => {
            throw undefined;
          },
        }),
      }),
    ],
  ])('%s is unreadable', (_title, value) => {
    expect(said(value)).toBe('UNREADABLE\nexpected plain data, got an object that throws when it is read');
  });

  test.each([
    ['a cycle', answer({ weights: cyclic })],
    ['an endless list', answer({ weights: new Array(2 ** 32 - 1) })],
    [
      'a list that lies about its length',
      answer({ biases: [new Proxy([], { get: (_list, key) => (key === 'length' ? Infinity : 0) }), null] }),
    ],
  ])('%s is of the wrong shape', (_title, value) => {
    expect(said(value)).toMatch(/^SHAPE\n/);
  });
});
