import { describe, expect, test } from 'vitest';
import { dense, layers, problem, type Refused, said, square } from './test-problem-drafts.ts';

describe('the shapes of a problem', () => {
  test.each<Refused>([
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
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});

describe('the shapes of a maxout layer', () => {
  test.each<Refused>([
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
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
