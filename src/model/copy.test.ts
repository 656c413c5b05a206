import { describe, expect, test } from 'vitest';
import { activation, dense, layers, problem, type Refused, said, square } from './test-problem-drafts.ts';

describe('a number of a problem', () => {
  test.each<Refused>([
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
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});

describe('what is not plain JSON data', () => {
  test.each<Refused>([
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
  ])('refuses %s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });
});
