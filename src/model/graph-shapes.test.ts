import { describe, expect, test } from 'vitest';
import { node, one, problem, type Refused, said } from './test-graph-drafts.ts';

describe('a graph is refused for a shape:', () => {
  test.each<Refused>([
    [
      'shapes that differ, for nothing is broadcast',
      one('add', ['v', 'x']),
      'nodes[0].args[1]: expected shape [2] as in args[0], got [] (a scalar)',
    ],
    [
      'a ragged input',
      problem({ inputs: { x: 1, y: 2, z: 3, M: [[1, 2], [3]] } }),
      'inputs.M[1]: expected 2 numbers, got 1',
    ],
    [
      'an input of numbers and lists',
      problem({ inputs: { x: 1, y: 2, z: 3, M: [1, [2]] } }),
      'inputs.M[1]: expected a number, got a list',
    ],
    [
      'an empty list',
      problem({ inputs: { x: [] } }),
      'inputs.x: expected at least 1 entry, got an empty list',
    ],
    ['a null', problem({ inputs: { x: [null] } }), 'inputs.x[0]: expected a number or a list, got null'],
    [
      'a matrix product of vectors',
      one('matmul', ['v', 'v']),
      'nodes[0].args[0]: expected a matrix, got [2]',
    ],
    [
      'a matrix product that does not fit',
      one('matmul', ['M', 'M']),
      'nodes[0].args[1]: expected 3 rows, as args[0] has columns, got [2, 3]',
    ],
    ['a dot product of matrices', one('dot', ['M', 'M']), 'nodes[0].args[0]: expected a vector, got [2, 3]'],
    [
      'a dot product that does not fit',
      one('dot', ['v', 'w']),
      'nodes[0].args[1]: expected shape [2] as in args[0], got [3]',
    ],
    [
      'an affine map of a scalar',
      one('affine', ['x', 'M', 'v']),
      'nodes[0].args[0]: expected a vector or a matrix, got [] (a scalar)',
    ],
    [
      'weights that do not fit',
      one('affine', ['v', 'M', 'v']),
      'nodes[0].args[1]: expected 2 columns, as args[0] has inputs, got [2, 3]',
    ],
    [
      'biases that do not fit',
      one('affine', ['w', 'M', 'w']),
      'nodes[0].args[2]: expected shape [2], one per row of args[1], got [3]',
    ],
    [
      'weights that are no matrix',
      one('affine', ['w', 'w', 'w']),
      'nodes[0].args[1]: expected a matrix, got [3]',
    ],
    [
      'a broadcast without room',
      one('broadcast', ['v'], { shape: [3, 3], axes: [0] }),
      'nodes[0].attributes.axes: expected axes of the result with the sizes [2] of the argument, got [0]',
    ],
    [
      'a broadcast with too many axes',
      one('broadcast', ['v'], { shape: [2, 2], axes: [0, 1] }),
      'nodes[0].attributes.axes: expected 1 axes, one per axis of the argument, got [0, 1]',
    ],
    [
      'a broadcast that transposes',
      one('broadcast', ['M'], { shape: [3, 2], axes: [1, 0] }),
      'nodes[0].attributes.axes: expected increasing axes, got [1, 0]',
    ],
    [
      'a broadcast beyond the result',
      one('broadcast', ['v'], { shape: [2], axes: [1] }),
      'nodes[0].attributes.axes: expected axes of the 1 of the result, got [1]',
    ],
    [
      'a reshape of another size',
      one('reshape', ['M'], { shape: [5] }),
      'nodes[0].attributes.shape: expected 6 entries, as [2, 3] has, got 5',
    ],
    [
      'a transpose without a permutation',
      one('transpose', ['M'], { axes: [0, 0] }),
      'nodes[0].attributes.axes: expected a permutation of [0, 1], got [0, 0]',
    ],
    [
      'a concatenation of different shapes',
      one('concat', ['v', 'M'], { axis: 0 }),
      'nodes[0].args[1]: expected shape [2] except along axis 0, got [2, 3]',
    ],
    [
      'a matrix product with a vector',
      one('matmul', ['M', 'w']),
      'nodes[0].args[1]: expected a matrix, got [3]',
    ],
    [
      'a concatenation along an axis that is not there',
      one('concat', ['v', 'w'], { axis: 1 }),
      'nodes[0].attributes.axis: expected an axis of 1, counted from 0, got 1',
    ],
    [
      'a slice along an axis that is not there',
      one('slice', ['x'], { axis: 0, start: 0, stop: 1 }),
      'nodes[0].attributes.axis: expected an axis of 0, counted from 0, got 0',
    ],
    [
      'a softmax along an axis that is not there',
      one('softmax', ['v'], { axis: 3 }),
      'nodes[0].attributes.axis: expected an axis of 1, counted from 0, got 3',
    ],
    [
      'a hinge along an axis that is not there',
      one('hinge', ['v'], { axis: 1, classes: [0] }),
      'nodes[0].attributes.axis: expected an axis of 1, counted from 0, got 1',
    ],
    [
      'a slice beyond the end',
      one('slice', ['w'], { axis: 0, start: 1, stop: 4 }),
      'nodes[0].attributes.stop: expected a number from 2 to 3, got 4',
    ],
    [
      'a slice of nothing',
      one('slice', ['w'], { axis: 0, start: 3, stop: 4 }),
      'nodes[0].attributes.start: expected an entry from 0 to 2, got 3',
    ],
    [
      'a hinge of one score',
      one('hinge', ['x'], { classes: [0] }),
      'nodes[0].args[0]: expected lanes of at least 2 entries, got 1',
    ],
    [
      'a hinge without a class for every lane',
      one('hinge', ['M'], { axis: 1, classes: [0] }),
      'nodes[0].attributes.classes: expected 2 classes, one per lane, got 1',
    ],
    [
      'a hinge with a class that is none',
      one('hinge', ['M'], { axis: 1, classes: [0, 3] }),
      'nodes[0].attributes.classes: expected classes from 0 to 2, got 3',
    ],
  ])('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });

  test('a wrong node is not blamed for what follows from another', () => {
    const nodes = [node('a', 'add', ['v', 'w']), node('b', 'exp', ['a']), node('c', 'dot', ['b', 'M'])];
    expect(said(problem({ nodes, output: 'c' }))).toBe(
      'nodes[0].args[1]: expected shape [2] as in args[0], got [3]',
    );
  });
});
