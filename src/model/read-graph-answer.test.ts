import { describe, expect, it, test } from 'vitest';
import { describeAll } from './defect.ts';
import type { GraphProblem } from './graph.ts';
import { readGraphAnswer } from './read-graph-answer.ts';

/** `toString` is a name like any other. */
const problem: GraphProblem = {
  kind: 'graph',
  inputs: {
    W: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    toString: 2,
  },
  nodes: [
    { name: 's', op: 'sum', args: ['W'] },
    { name: 'f', op: 'mul', args: ['s', 'toString'] },
  ],
  output: 'f',
  wrt: ['W', 'toString', 's'],
};

const W = [
  [2, 2, 2],
  [2, 2, 2],
];

const gradients = (changed: object = {}): object => ({ W, toString: 21, s: 2, ...changed });

const said = (value: unknown): string => {
  const read = readGraphAnswer(value, problem);
  return read.kind === 'answer' ? 'answer' : `${read.code}\n${describeAll(read.defects)}`;
};

const without = (name: string): object =>
  Object.fromEntries(Object.entries(gradients()).filter(([key]) => key !== name));

const longList = (): unknown =>
  new Proxy([], { get: (_list, key) => (key === 'length' ? 100_000 : Number.NaN) });

const malformed: readonly (readonly [title: string, value: unknown, says: string])[] = [
  ['null', null, 'SHAPE\nexpected an object with value and gradients, got null'],
  [
    'a list far longer than anything asked for',
    { value: 42, gradients: gradients({ s: longList() }) },
    'NOT-A-NUMBER\ngradients.s: expected a number, got a list of 100000',
  ],
  ['a list', [1], 'SHAPE\nexpected an object with value and gradients, got a list of 1'],
  ['no value', { gradients: gradients() }, 'MISSING\nvalue: expected a number, got nothing'],
  ['a list as value', { value: [42], gradients: gradients() }, 'SHAPE\nvalue: expected a number, got a list'],
  [
    'no gradients',
    { value: 42 },
    'MISSING\ngradients: expected an object with a gradient by name, got nothing',
  ],
  [
    'misspelt gradients',
    { value: 42, gradient: gradients() },
    'MISSING\ngradients: expected an object with a gradient by name, got nothing; is it "gradient"?',
  ],
  [
    'gradients in a list',
    { value: 42, gradients: [W, 21, 2] },
    'SHAPE\ngradients: expected an object with a gradient by name, got a list of 3',
  ],
  [
    'no gradient by a name',
    { value: 42, gradients: without('s') },
    'MISSING\ngradients.s: expected a number, got nothing; where the output does not depend on it, zeros',
  ],
  [
    'no gradient by a name that every object inherits',
    { value: 42, gradients: without('toString') },
    'MISSING\ngradients.toString: expected a number, got nothing; where the output does not depend on it, zeros',
  ],
  [
    'another case',
    { value: 42, gradients: { ...without('W'), w: W } },
    'MISSING\ngradients.W: expected a list of lists, got nothing; is it "w"?',
  ],
  [
    'a matrix transposed',
    {
      value: 42,
      gradients: gradients({
        W: [
          [2, 2],
          [2, 2],
          [2, 2],
        ],
      }),
    },
    'SHAPE\ngradients.W: expected 2x3, got 3x2: it looks transposed',
  ],
  [
    'a matrix as one row',
    { value: 42, gradients: gradients({ W: [2, 2, 2, 2, 2, 2] }) },
    'SHAPE\ngradients.W: expected 2x3, got 6 numbers: as many numbers in another shape',
  ],
  [
    'a scalar in a list',
    { value: 42, gradients: gradients({ s: [2] }) },
    'SHAPE\ngradients.s: expected a number, got a list',
  ],
  [
    'null, as JSON writes NaN',
    { value: 42, gradients: gradients({ s: null }) },
    'MISSING\ngradients.s: expected a number, got null (JSON.stringify writes NaN as null)',
  ],
  [
    'a text',
    {
      value: 42,
      gradients: gradients({
        W: [
          [2, 2, 'two'],
          [2, 2, 2],
        ],
      }),
    },
    'NOT-A-NUMBER\ngradients.W[0][2]: expected a number, got "two"',
  ],
];

describe('a malformed answer is refused with its place', () => {
  test.each(malformed)('%s', (_title, value, says) => {
    expect(said(value)).toBe(says);
  });

  it('that throws when it is read', () => {
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    );
    expect(said(hostile)).toBe('UNREADABLE\nexpected plain data, got an object that throws when it is read');
  });
});

describe('a complete answer', () => {
  it('is copied and frozen, name by name', () => {
    const given = { value: -0, gradients: gradients({ W: [new Float64Array([2, 2, 2]), [2, -0, 2]] }) };
    const read = readGraphAnswer(given, problem);
    expect(read).toEqual({
      kind: 'answer',
      answer: {
        value: 0,
        gradients: {
          W: [
            [2, 2, 2],
            [2, 0, 2],
          ],
          toString: 21,
          s: 2,
        },
      },
      notes: [],
    });
    expect(read.kind === 'answer' && Object.isFrozen(read.answer.gradients['W'])).toBe(true);
  });

  it('keeps what is not finite, as a number or by its name', () => {
    const read = readGraphAnswer(
      {
        value: 'NaN',
        gradients: gradients({
          s: Number.NEGATIVE_INFINITY,
          W: [
            ['Infinity', 2, 2],
            [2, 2, 2],
          ],
        }),
      },
      problem,
    );
    expect(read).toMatchObject({
      answer: {
        value: Number.NaN,
        gradients: {
          s: -Infinity,
          W: [
            [Infinity, 2, 2],
            [2, 2, 2],
          ],
        },
      },
    });
  });

  it('may have keys that nobody asked for, which are noted', () => {
    const read = readGraphAnswer({ value: 42, gradients: gradients({ t: 1 }), time: 3 }, problem);
    expect(read).toMatchObject({
      notes: ['ignored the unknown key "time"', 'ignored the unknown key "t"'],
    });
  });

  it('has no key that changes every object', () => {
    const value = JSON.parse(
      '{"value":42,"gradients":{"W":[[2,2,2],[2,2,2]],"toString":21,"s":2,"__proto__":{"polluted":1}}}',
    );
    expect(said(value)).toBe('answer');
    expect('polluted' in {}).toBe(false);
  });
});

test('a gradient in the shape of a result says of which: what was broadcast is summed on the way back', () => {
  const repeated: GraphProblem = {
    kind: 'graph',
    inputs: { b: [1, 2] },
    nodes: [
      { name: 'n', op: 'broadcast', args: ['b'], attributes: { shape: [3, 2], axes: [1] } },
      { name: 'f', op: 'sum', args: ['n'] },
    ],
    output: 'f',
    wrt: ['b'],
  };
  const rows = [1, 1];
  const read = readGraphAnswer({ value: 9, gradients: { b: [rows, rows, rows] } }, repeated);
  expect(read.kind === 'malformed' && describeAll(read.defects)).toBe(
    'gradients.b: expected 2 numbers, got 3x2; ' +
      'that is the shape of n = broadcast(b): what goes back to b has that of b',
  );
});
