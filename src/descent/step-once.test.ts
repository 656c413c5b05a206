import { describe, expect, it } from 'vitest';
import type { Gradients } from '../model/answer.ts';
import type { Layer } from '../model/problem.ts';
import { stepOnce } from './descend.ts';
import { linear, withLayers } from './test-networks.ts';

type ParameterGradients = Pick<Gradients, 'weights' | 'biases'>;

describe('stepOnce', () => {
  const maxout = (
    weights: readonly (readonly (readonly number[])[])[],
    biases: number[][] | null,
  ): Layer => ({
    weights,
    biases,
    activation: { name: 'maxout', pieces: 2 },
  });

  it('moves every piece of a maxout layer', () => {
    const start = withLayers([maxout([[[1, 2]], [[3, 4]]], [[5], [6]])]);
    const gradients = { weights: [[[[2, 4]], [[6, 8]]]], biases: [[[10], [12]]] };
    expect(stepOnce(start, gradients, 0.25).layers).toEqual([maxout([[[0.5, 1]], [[1.5, 2]]], [[2.5], [3]])]);
  });

  it('leaves null biases of a maxout layer null', () => {
    const start = withLayers([maxout([[[1]], [[3]]], null)]);
    const gradients = { weights: [[[[2]], [[4]]]], biases: [null] };
    expect(stepOnce(start, gradients, 0.5).layers).toEqual([maxout([[[0]], [[1]]], null)]);
  });

  const line = linear(1, 0.5);
  const pieces = maxout([[[1]], [[3]]], [[5], [6]]);
  it.each<[string, Layer, ParameterGradients, string]>([
    [
      'a missing layer',
      line,
      { weights: [], biases: [[1]] },
      'gradients.weights: expected an entry for every layer, got 0',
    ],
    [
      'a missing row',
      line,
      { weights: [[]], biases: [[1]] },
      'gradients.weights[0]: expected 1 entries, got 0',
    ],
    [
      'a surplus input',
      line,
      { weights: [[[1, 2]]], biases: [[1]] },
      'gradients.weights[0][0]: expected 1 entries, got 2',
    ],
    [
      'pieces of a dense layer',
      line,
      { weights: [[[[1]]]], biases: [[1]] },
      'gradients.weights[0]: expected one matrix, got one matrix per piece',
    ],
    [
      'one matrix for all pieces',
      pieces,
      { weights: [[[1]]], biases: [[[1], [1]]] },
      'gradients.weights[0]: expected one matrix per piece, got one matrix',
    ],
    [
      'missing biases',
      line,
      { weights: [[[1]]], biases: [null] },
      'gradients.biases[0]: expected one list, got null',
    ],
    [
      'biases in pieces',
      line,
      { weights: [[[1]]], biases: [[[1]]] },
      'gradients.biases[0]: expected one list, got one list per piece',
    ],
    [
      'biases not in pieces',
      pieces,
      { weights: [[[[1]], [[1]]]], biases: [[1, 1]] },
      'gradients.biases[0]: expected one list per piece, got one list',
    ],
    [
      'biases that the layer has not',
      linear(1, null),
      { weights: [[[1]]], biases: [[1]] },
      'gradients.biases[0]: expected null, got a list of 1',
    ],
  ])('refuses gradients with %s', (_what, layer, gradients, message) => {
    expect(() => stepOnce(withLayers([layer]), gradients, 0.25)).toThrow(new RangeError(message));
  });
});
