import { describe, expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { graphLimits } from './graph-shapes.ts';
import { limits } from './limits.ts';
import { operationNames } from './operations.ts';
import { readGraphProblem, readGraphProblemText } from './read-graph.ts';

type Draft = Record<string, unknown>;

const node = (name: string, op: unknown, args: readonly unknown[], attributes?: unknown): Draft =>
  attributes === undefined ? { name, op, args } : { name, op, args, attributes };

const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];

/** A valid problem, (x + y) z, with some fields replaced. */
const problem = (fields: Draft = {}): Draft => ({
  kind: 'graph',
  inputs: { x: -2, y: 5, z: -4, v: [1, 2], w: [3, 4, 5], M: matrix },
  nodes: [node('q', 'add', ['x', 'y']), node('f', 'mul', ['q', 'z'])],
  output: 'f',
  wrt: ['x', 'y', 'z'],
  ...fields,
});

/** A graph of one operation and the sum of its result. */
const one = (op: string, args: readonly string[], attributes?: unknown): Draft =>
  problem({ nodes: [node('r', op, args, attributes), node('s', 'sum', ['r'])], output: 's' });

const said = (value: unknown): string => {
  const read = readGraphProblem(value);
  return read.ok ? 'valid' : describeAll(read.defects);
};

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

const refused: readonly (readonly [title: string, value: unknown, text: string])[] = [
  // Names and order.
  [
    'an unknown argument',
    problem({ nodes: [node('h', 'neg', ['x']), node('f', 'mul', ['h', 'q'])] }),
    'nodes[1].args[1]: expected the name of an input or an earlier node, got "q"',
  ],
  [
    'a misspelt argument',
    problem({ inputs: { weights: 1 }, nodes: [node('f', 'square', ['wieghts'])], wrt: ['weights'] }),
    'nodes[0].args[0]: expected the name of an input or an earlier node, got "wieghts"; did you mean "weights"?',
  ],
  [
    'nodes out of order',
    problem({ nodes: [node('f', 'mul', ['q', 'z']), node('q', 'add', ['x', 'y'])] }),
    'nodes[0].args[0]: expected the name of an input or an earlier node, got "q", which is nodes[1]; ' +
      'nodes stand in topological order',
  ],
  [
    'a cycle',
    problem({ nodes: [node('f', 'mul', ['q', 'z']), node('q', 'add', ['x', 'f'])] }),
    'nodes[0].args[0]: expected a graph without cycles, got "q", which needs "f", which needs "q"',
  ],
  [
    'a node that needs itself',
    problem({ nodes: [node('f', 'mul', ['x', 'f'])] }),
    'nodes[0].args[1]: expected a graph without cycles, got "f", which needs "f"',
  ],
  [
    'a long cycle',
    problem({
      nodes: Array.from({ length: 9 }, (_, i) => node(`n${i}`, 'neg', [`n${(i + 1) % 9}`])),
      output: 'n0',
    }),
    'nodes[0].args[0]: expected a graph without cycles, got "n1", which needs "n2", which needs "n3", ' +
      'which needs "n4", which needs "n5", which needs ..., which needs "n1"',
  ],
  [
    'a name twice',
    problem({ nodes: [node('q', 'neg', ['x']), node('q', 'neg', ['y'])], output: 'x' }),
    'nodes[1].name: expected a name of its own, got "q", the name of nodes[0]',
  ],
  [
    'the name of an input again',
    problem({ nodes: [node('x', 'neg', ['y'])], output: 'x' }),
    'nodes[0].name: expected a name of its own, got "x", the name of an input',
  ],
  [
    'no name',
    problem({ nodes: [{ op: 'neg', args: ['x'] }] }),
    'nodes[0].name: expected a text, got nothing',
  ],
  [
    'a malformed name',
    problem({ nodes: [node('2x', 'neg', ['x'])], output: 'x' }),
    'nodes[0].name: expected a name of a letter, then letters, digits or underscores, at most 64 characters, ' +
      'got "2x"',
  ],
  [
    'a malformed input',
    problem({ inputs: { x: 1, y: 2, z: 3, 'a b': 4 } }),
    'inputs: expected a name of a letter, then letters, digits or underscores, at most 64 characters, got "a b"',
  ],
  [
    'a reserved name',
    problem({ nodes: [node('prototype', 'neg', ['x'])], output: 'x' }),
    'nodes[0].name: expected a name of a letter, then letters, digits or underscores, at most 64 characters, ' +
      'got "prototype", which is reserved',
  ],
  ['an unknown output', problem({ output: 'g' }), 'output: expected the name of an input or a node, got "g"'],
  [
    'an output that is no scalar',
    problem({ output: 'M' }),
    'output: expected the name of a scalar, got "M" of shape [2, 3]',
  ],
  [
    'an unknown target',
    problem({ wrt: ['x', 'unknown'] }),
    'wrt[1]: expected the name of an input or a node, got "unknown"',
  ],
  ['a target twice', problem({ wrt: ['x', 'y', 'x'] }), 'wrt[2]: expected each name once, got "x" again'],
  ['no target', problem({ wrt: [] }), 'wrt: expected at least 1 entry, got an empty list'],
  // Operations, arguments, attributes.
  [
    'a misspelt operation',
    problem({ nodes: [node('f', 'sigmoyd', ['x'])] }),
    `nodes[0].op: expected one of ${operationNames.map((name) => `"${name}"`).join(', ')}, ` +
      'got "sigmoyd"; did you mean "sigmoid"?',
  ],
  ['too few arguments', one('add', ['x']), 'nodes[0].args: expected 2 names ("add"), got 1'],
  ['too many arguments', one('neg', ['x', 'y']), 'nodes[0].args: expected 1 name ("neg"), got 2'],
  ['no arguments', one('concat', []), 'nodes[0].args: expected at least 1 entry, got an empty list'],
  [
    'an attribute of another operation',
    one('exp', ['v'], { axis: 0 }),
    'nodes[0].attributes.axis: expected no such attribute of "exp", got 0',
  ],
  [
    'an unknown attribute',
    one('sum', ['v'], { axes: [0], dim: 1 }),
    'nodes[0].attributes: expected no keys but axis, axes, shape, exponent, alpha, start, stop, classes, got "dim"',
  ],
  [
    'a missing attribute',
    one('pow', ['v']),
    'nodes[0].attributes.exponent: expected a number ("pow"), got nothing',
  ],
  [
    'an exponent out of range',
    one('pow', ['v'], { exponent: 65 }),
    'nodes[0].attributes.exponent: expected a number from -64 to 64, got 65',
  ],
  [
    'a negative slope',
    one('elu', ['v'], { alpha: -1 }),
    'nodes[0].attributes.alpha: expected a number >= 0, got -1',
  ],
  [
    'an axis that is no index',
    one('sum', ['v'], { axis: -1 }),
    'nodes[0].attributes.axis: expected a whole number >= 0, got -1',
  ],
  [
    'an axis that is not there',
    one('sum', ['M'], { axis: 2 }),
    'nodes[0].attributes.axis: expected an axis of 2, counted from 0, got 2',
  ],
  // Shapes.
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
  ['an empty list', problem({ inputs: { x: [] } }), 'inputs.x: expected at least 1 entry, got an empty list'],
  ['a null', problem({ inputs: { x: [null] } }), 'inputs.x[0]: expected a number or a list, got null'],
  ['a matrix product of vectors', one('matmul', ['v', 'v']), 'nodes[0].args[0]: expected a matrix, got [2]'],
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
  // The form of the whole.
  ['another kind', problem({ kind: 'mlp' }), 'kind: expected "graph", got "mlp"'],
  [
    'an unknown key',
    problem({ targets: [] }),
    'expected no keys but kind, id, inputs, nodes, output, wrt, got "targets"',
  ],
  ['no graph at all', [], 'expected an object, got an empty list'],
  [
    'a number that is not finite',
    problem({ inputs: { x: 1, y: 2, z: 3, n: [1, Number.NaN] } }),
    'inputs.n[1]: expected a finite number, got NaN',
  ],
  [
    'too many axes',
    problem({ inputs: { x: 1, y: 2, z: 3, t: nested(9) } }),
    `inputs.t: expected at most ${graphLimits.rank} axes, got 9`,
  ],
  [
    'more nesting than anything needs',
    problem({ inputs: { x: nested(20) } }),
    `inputs.x${'[0]'.repeat(14)}: expected at most ${limits.depth} levels of nesting, got more`,
  ],
  [
    'a result that is too large',
    one('broadcast', ['x'], { shape: [3000, 3000], axes: [] }),
    `nodes[0]: expected at most ${graphLimits.entries} entries in all variables together, got more`,
  ],
];

describe('a graph that is refused', () => {
  test.each(refused)('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });

  test('more nodes than the limit', () => {
    const nodes = Array.from({ length: graphLimits.nodes + 1 }, (_, i) => node(`n${i}`, 'neg', ['x']));
    expect(said(problem({ nodes, output: 'n0' }))).toBe('nodes: expected at most 100000 nodes, got 100001');
  });

  test('a long graph in reverse order, in no more than linear time', () => {
    const count = 20_000;
    const nodes = Array.from({ length: count }, (_, i) =>
      node(`n${i}`, 'neg', [i === count - 1 ? 'x' : `n${i + 1}`]),
    );
    const read = readGraphProblem(problem({ nodes, output: 'n0' }));
    expect(read.ok ? 0 : read.defects.length).toBe(count - 1);
  });

  test('a wrong node is not blamed for what follows from another', () => {
    const nodes = [node('a', 'add', ['v', 'w']), node('b', 'exp', ['a']), node('c', 'dot', ['b', 'M'])];
    expect(said(problem({ nodes, output: 'c' }))).toBe(
      'nodes[0].args[1]: expected shape [2] as in args[0], got [3]',
    );
  });
});

// @clause GRAPH-NODES
// @clause GRAPH-SLOTS
describe('a graph that is read', () => {
  test('may fill two slots with one variable, ask for a node, and have inputs that nothing uses', () => {
    expect(said(problem({ nodes: [node('f', 'mul', ['x', 'x'])], wrt: ['f', 'x', 'w'] }))).toBe('valid');
  });

  test('may be an input alone', () => {
    expect(said(problem({ nodes: [], output: 'x', wrt: ['x'] }))).toBe('valid');
  });

  test('may contract a scalar along no axis and a vector along its only one', () => {
    expect(said(one('mean', ['x']))).toBe('valid');
    expect(said(problem({ nodes: [node('s', 'max', ['v'], { axis: 0 })], output: 's' }))).toBe('valid');
  });

  test('is a frozen copy', () => {
    const value = problem();
    const read = readGraphProblem(value);
    value['output'] = 'q';
    expect(read.ok && read.problem.output).toBe('f');
    expect(read.ok && Object.isFrozen(read.problem.nodes)).toBe(true);
  });

  test('comes from JSON text, or from a place at which the text stops being JSON', () => {
    expect(readGraphProblemText(JSON.stringify(problem()), 'g.json').ok).toBe(true);
    const broken = readGraphProblemText('{"kind": graph}', 'g.json');
    expect(broken.ok ? 'valid' : describeAll(broken.defects)).toBe(
      'g.json:1:10: expected a value, got "graph"',
    );
  });
});
