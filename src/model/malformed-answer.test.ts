import { expect, test } from 'vitest';
import type { Code } from './codes.ts';
import { answer, first, rows, said, second } from './test-answers.ts';

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
    'the gradients beside where they belong',
    { weights: [], biases: [] },
    'MISSING',
    'gradients: expected an object with weights and biases, got nothing, but "weights", "biases"',
  ],
  [
    'gradients of other names',
    { gradients: { dW: [], db: [] } },
    'MISSING',
    'gradients.weights: expected a list of 2 (one per layer), got nothing, but "dW", "db"\n' +
      'gradients.biases: expected a list of 2 (one per layer), got nothing, but "dW", "db"',
  ],
  [
    'a misspelt part',
    answer({ weights: undefined, weight: [] }),
    'MISSING',
    'gradients.weights: expected a list of 2 (one per layer), got nothing; is it "weight"?',
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

test.each(malformed)('%s is malformed', (_title, value, code, text) => {
  expect(said(value)).toBe(`${code}\n${text}`);
});
