import { describe, expect, test } from 'vitest';
import { apply, constant, emptyGraph, type GrowingGraph, given } from '../build.ts';
import { getEntry, getOperation, type Variable, variablesOf } from '../graph.ts';
import { formula } from '../printing/formula.ts';
import { ancestorsOf } from '../table/prune.ts';
import { buildGrad, gradientBy } from './build-grad.ts';
import { type Symbols, symbolsIn, uniform, write } from './symbols.ts';

describe('simplification is exact and stops there', () => {
  const gradientText = (write: (graph: GrowingGraph, x: Variable, y: Variable) => Variable): string => {
    const graph = emptyGraph();
    const [x, y] = [given(graph, 'x', []), given(graph, 'y', [])];
    const built = buildGrad(graph, write(graph, x, y), [x]);
    return formula(built.graph, gradientBy(built, x), 'text');
  };

  test.each<[string, string, Parameters<typeof gradientText>[0]]>([
    ['x + y', '1', (graph, x, y) => apply(graph, 'add', [x, y])],
    ['y - x', '-1', (graph, x, y) => apply(graph, 'sub', [y, x])],
    ['-(-x)', '1', (graph, x) => apply(graph, 'neg', [apply(graph, 'neg', [x])])],
    ['x y', 'y', (graph, x, y) => apply(graph, 'mul', [x, y])],
    ['x x', 'x + x', (graph, x) => apply(graph, 'mul', [x, x])],
    ['x^1', '1', (graph, x) => apply(graph, 'pow', [x], { exponent: 1 })],
    ['x^0', '0', (graph, x) => apply(graph, 'pow', [x], { exponent: 0 })],
    ['x^3', '3 * x ^ 2', (graph, x) => apply(graph, 'pow', [x], { exponent: 3 })],
    ['e^(x y)', 'exp(x * y) * y', (graph, x, y) => apply(graph, 'exp', [apply(graph, 'mul', [x, y])])],
    ['y', '0', (graph, _x, y) => apply(graph, 'neg', [y])],
    // Two numbers are not computed with: 2 * 3 stays.
    [
      '2 (3 x)',
      '2 * 3',
      (graph, x) => {
        const [two, three] = [constant(graph, [], [2]), constant(graph, [], [3])];
        return apply(graph, 'mul', [two, apply(graph, 'mul', [three, x])]);
      },
    ],
  ])('d/dx of %s is %s', (_title, expected, write) => {
    expect(gradientText(write)).toBe(expected);
  });

  /** What is written for an application to x and constants; `c` in front of a uniform tensor. */
  const writtenFor = (write: (symbols: Symbols, x: Variable, M: Variable) => Variable): string => {
    const graph = emptyGraph();
    const [x, M] = [given(graph, 'x', []), given(graph, 'M', [2, 2])];
    const symbols = symbolsIn(graph);
    const V = write(symbols, x, M);
    return `${formula(graph, V, 'text')} [${getEntry(graph, V).shape}]`;
  };

  test.each<[string, string, Parameters<typeof writtenFor>[0]]>([
    ['x + 0', 'x []', (s, x) => write(s, 'add', [x, uniform(s, [], 0)])],
    ['0 + x', 'x []', (s, x) => write(s, 'add', [uniform(s, [], 0), x])],
    ['x - 0', 'x []', (s, x) => write(s, 'sub', [x, uniform(s, [], 0)])],
    ['0 - x', '-x []', (s, x) => write(s, 'sub', [uniform(s, [], 0), x])],
    ['1 x', 'x []', (s, x) => write(s, 'mul', [uniform(s, [], 1), x])],
    ['x 1', 'x []', (s, x) => write(s, 'mul', [x, uniform(s, [], 1)])],
    ['x 0', '0 []', (s, x) => write(s, 'mul', [x, uniform(s, [], 0)])],
    ['0 / x', '0 []', (s, x) => write(s, 'div', [uniform(s, [], 0), x])],
    ['x / 1', 'x []', (s, x) => write(s, 'div', [x, uniform(s, [], 1)])],
    ['x / x, which stays', 'x / x []', (s, x) => write(s, 'div', [x, x])],
    ['x - x, which stays', 'x - x []', (s, x) => write(s, 'sub', [x, x])],
    ['-0', '0 []', (s) => write(s, 'neg', [uniform(s, [], 0)])],
    ['a sum of zeros', '0 [2]', (s) => write(s, 'sum', [uniform(s, [2, 3], 0)], { axis: 1 })],
    ['a product with a zero matrix', '0 [2,3]', (s, _x, M) => write(s, 'matmul', [M, uniform(s, [2, 3], 0)])],
    [
      'equal entries, moved',
      '7 [3,2]',
      (s) => write(s, 'transpose', [uniform(s, [2, 3], 7)], { axes: [1, 0] }),
    ],
    [
      'equal entries, repeated',
      '7 [2]',
      (s) => write(s, 'broadcast', [uniform(s, [], 7)], { shape: [2], axes: [] }),
    ],
    ['a reshape to the same shape', 'M [2,2]', (s, _x, M) => write(s, 'reshape', [M], { shape: [2, 2] })],
    [
      'a slice of everything',
      'M [2,2]',
      (s, _x, M) => write(s, 'slice', [M], { axis: 0, start: 0, stop: 2 }),
    ],
    ['a concatenation of one', 'M [2,2]', (s, _x, M) => write(s, 'concat', [M], { axis: 0 })],
    [
      'a transpose of a square, which stays',
      'transpose(M; axes=[1, 0]) [2,2]',
      (s, _x, M) => write(s, 'transpose', [M], { axes: [1, 0] }),
    ],
  ])('%s is written as %s', (_title, expected, writing) => {
    expect(writtenFor(writing)).toBe(expected);
  });

  test('an argument that does not fit is refused before anything is written', () => {
    const graph = emptyGraph();
    const symbols = symbolsIn(graph);
    const [two, three] = [uniform(symbols, [2], 0), uniform(symbols, [3], 1)];
    expect(() => write(symbols, 'mul', [two, three])).toThrow(
      'mul: expected shape [2] as in args[0], got [3]',
    );
  });

  test('what is written twice is one variable', () => {
    const graph = emptyGraph();
    const x = given(graph, 'x', []);
    const e = apply(graph, 'exp', [x]);
    const output = apply(graph, 'add', [apply(graph, 'tanh', [e]), apply(graph, 'tanh', [e])]);
    const built = buildGrad(graph, output, [x]);
    const needed = ancestorsOf(built.graph, gradientBy(built, x));
    const sigmoids = variablesOf(built.graph).filter(
      (V) => needed.has(V) && getOperation(built.graph, V)?.name === 'sigmoid',
    );
    expect(sigmoids).toHaveLength(2);
  });
});
