import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { type Fraction, fractionArithmetic } from '../../arithmetic/fraction.ts';
import { apply, constant, emptyGraph, type GrowingGraph, given } from '../build.ts';
import { getEntry, getOperation, type Variable, variablesOf } from '../graph.ts';
import { formula } from '../printing/formula.ts';
import { backpropagate } from '../table/backpropagate.ts';
import { forward } from '../table/forward.ts';
import { inNumbers } from '../table/numbers.ts';
import { ancestorsOf, consumersWithin, prune } from '../table/prune.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { buildGrad, gradientBy } from './build-grad.ts';
import { hessianVectorProduct, nthDerivative } from './higher-order.ts';
import { type Symbols, symbolsIn, uniform, write } from './symbols.ts';

const scalar = (entry: number): Tensor<number> => ({ shape: [], entries: [entry] });

const vector = (...entries: readonly number[]): Tensor<number> => ({ shape: [entries.length], entries });

/** w^8 as f(f(f(w))) with f(x) = x * x. */
const eighthPower = () => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < 3; k += 1) output = apply(graph, 'mul', [output, output]);
  return { graph, w, output };
};

// @clause SYMBOL-HIGHER
describe('derivatives of f(f(f(w))) with f(x) = x^2 at 3/2', () => {
  test.each([
    [1, 136.6875],
    [2, 637.875],
    [3, 2551.5],
    [4, 8505],
    [5, 22680],
    [8, 40320],
    [9, 0],
  ])('of order %i is %d', (n, expected) => {
    const { graph, w, output } = eighthPower();
    const derived = nthDerivative(graph, output, w, n);
    const values = forward(derived.graph, float64, new Map([['w', scalar(1.5)]]));
    expect(entryAt(values, derived.result).entries).toEqual([expected]);
  });
});

/** Polynomials and maxima of scalars and vectors of 3: all rational, with kinks. */
const randomGraph = fc
  .array(
    fc.record({
      name: fc.constantFrom(
        'add' as const,
        'sub' as const,
        'mul' as const,
        'maximum' as const,
        'relu' as const,
        'square' as const,
      ),
      left: fc.nat(),
      right: fc.nat(),
    }),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((operations) => {
    const graph = emptyGraph();
    const inputs = [given(graph, 'x', [3]), given(graph, 'y', [3])];
    const variables = [...inputs];
    for (const { name, left, right } of operations) {
      const pick = (place: number): Variable =>
        entryAt(variables, variables.length - 1 - (place % variables.length));
      const picked = name === 'relu' || name === 'square' ? [pick(left)] : [pick(left), pick(right)];
      variables.push(apply(graph, name, picked));
    }
    const last = entryAt(variables, variables.length - 1);
    return { graph, inputs, output: apply(graph, 'sum', [last]) };
  });

const integers = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });

const rational = async () => {
  const fractions = await fractionArithmetic();
  const tensor = (entries: readonly number[]): Tensor<Fraction> => ({
    shape: [entries.length],
    entries: entries.map(fractions.of),
  });
  return { fractions, tensor };
};

const written = ({ entries }: Tensor<Fraction>): readonly string[] =>
  entries.map((entry) => entry.toFraction());

// @clause SYMBOL-EVALUATE
describe('a graph of gradients', () => {
  test('has exactly the values of the direct reverse pass, wherever it is evaluated', async () => {
    const { fractions, tensor } = await rational();
    let nonzero = 0;
    fc.assert(
      fc.property(
        randomGraph,
        fc.array(fc.tuple(integers, integers), { minLength: 2, maxLength: 2 }),
        ({ graph, inputs, output }, points) => {
          const built = buildGrad(graph, output, inputs);
          for (const [x, y] of points) {
            const at = new Map([
              ['x', tensor(x)],
              ['y', tensor(y)],
            ]);
            const table = backpropagate(
              graph,
              output,
              inputs,
              inNumbers(graph, fractions, forward(graph, fractions, at)),
            );
            const values = forward(built.graph, fractions, at);
            for (const V of inputs) {
              const number = table.get(V);
              expect(written(entryAt(values, gradientBy(built, V)))).toEqual(number && written(number));
              if (number?.entries.some((entry) => !entry.equals(0))) nonzero += 1;
            }
          }
        },
      ),
      { seed: 17, numRuns: 100 },
    );
    expect(nonzero).toBeGreaterThan(100);
  });

  // @clause SYMBOL-GRAPH
  test('contains the graph unchanged, every variable in its place, and no values', () => {
    const { graph, w, output } = eighthPower();
    const built = buildGrad(graph, output, [w]);
    expect(built.graph.variables.slice(0, graph.variables.length)).toEqual(graph.variables);
    expect(graph.variables).toHaveLength(4);
    const constants = built.graph.variables.flatMap(({ origin }) =>
      origin.kind === 'constant' ? origin.entries : [],
    );
    expect(constants).toEqual([1]);
  });

  test('is built in as many steps as the pruned graph has edges', () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, inputs, output }) => {
        const targets = inputs.slice(0, 1);
        const visited: string[] = [];
        buildGrad(graph, output, targets, {
          visited: ({ consumer, slot }) => visited.push(`${consumer}.${slot}`),
        });
        const pruned = prune(graph, output, targets);
        const edges = [...pruned].flatMap((V) => consumersWithin(graph, pruned, V));
        expect(visited).toHaveLength(edges.length);
        expect(new Set(visited).size).toBe(visited.length);
      }),
      { seed: 19, numRuns: 50 },
    );
  });

  test('grows linearly: the gradient of n squarings has at most 3 variables for each', () => {
    const graph = emptyGraph();
    const w = given(graph, 'w', []);
    let output = w;
    for (let k = 0; k < 50; k += 1) output = apply(graph, 'mul', [output, output]);
    const built = buildGrad(graph, output, [w]);
    expect(built.graph.variables.length).toBeLessThanOrEqual(graph.variables.length + 3 * 50);
    const values = forward(built.graph, float64, new Map([['w', scalar(1)]]));
    expect(entryAt(values, gradientBy(built, w)).entries).toEqual([2 ** 50]);
  });

  test('differentiates one number only, and says so', () => {
    const graph = emptyGraph();
    const v = given(graph, 'v', [2]);
    expect(() => buildGrad(graph, v, [v])).toThrow('output: expected a scalar, got "v" of shape [2]');
    const s = apply(graph, 'sum', [v]);
    const built = buildGrad(graph, s, [s]);
    expect(() => gradientBy(built, v)).toThrow('expected a target, got variable 0');
  });
});

// @clause SYMBOL-HIGHER
describe('second derivatives', () => {
  /** x' A x + b . x^3 with its Hessian A + A' + diag(6 b x) by hand. */
  const cubic = () => {
    const graph = emptyGraph();
    const [x, A, b] = [given(graph, 'x', [3]), given(graph, 'A', [3, 3]), given(graph, 'b', [3])];
    const row = apply(graph, 'reshape', [x], { shape: [1, 3] });
    const product = apply(graph, 'reshape', [apply(graph, 'matmul', [row, A])], { shape: [3] });
    const cubes = apply(graph, 'pow', [x], { exponent: 3 });
    const output = apply(graph, 'add', [apply(graph, 'dot', [product, x]), apply(graph, 'dot', [b, cubes])]);
    return { graph, x, output };
  };

  const hessianRow = (unit: number): readonly number[] => {
    const { graph, x, output } = cubic();
    const { graph: second, result } = hessianVectorProduct(graph, output, x, 'v');
    const values = forward(
      second,
      float64,
      new Map([
        ['x', vector(1, -2, 3)],
        ['A', { shape: [3, 3], entries: [1, 2, 3, 4, 5, 6, 7, 8, 9] }],
        ['b', vector(1, 0, -1)],
        ['v', vector(...[0, 1, 2].map((place) => (place === unit ? 1 : 0)))],
      ]),
    );
    return entryAt(values, result).entries;
  };

  test('come as products of the Hessian with unit vectors', () => {
    expect([0, 1, 2].map(hessianRow)).toEqual([
      [2 + 6, 6, 10],
      [6, 10, 14],
      [10, 14, 18 - 18],
    ]);
  });

  test('do not depend on the order: the Hessian of random rational graphs is symmetric, exactly', async () => {
    const { fractions, tensor } = await rational();
    const unit = (place: number) => tensor([0, 1, 2].map((other) => (other === place ? 1 : 0)));
    let mixed = 0;
    fc.assert(
      fc.property(randomGraph, integers, integers, ({ graph, inputs, output }, x, y) => {
        // Products of neighbours, so that different entries of x meet.
        const X = entryAt(inputs, 0);
        const turned = turn(graph, output, X);
        const { graph: second, result } = hessianVectorProduct(graph, turned, X, 'v');
        const rows = [0, 1, 2].map((place) => {
          const at = new Map([
            ['x', tensor(x)],
            ['y', tensor(y)],
            ['v', unit(place)],
          ]);
          return written(entryAt(forward(second, fractions, at), result));
        });
        for (const i of [0, 1, 2]) {
          for (const j of [0, 1, 2]) {
            expect(rows[i]?.[j]).toBe(rows[j]?.[i]);
            if (i !== j && rows[i]?.[j] !== '0') mixed += 1;
          }
        }
      }),
      { seed: 23, numRuns: 60 },
    );
    expect(mixed).toBeGreaterThan(60);
  });
});

/** output * <x, x turned by one place>. */
const turn = (graph: GrowingGraph, output: Variable, x: Variable): Variable => {
  const head = apply(graph, 'slice', [x], { axis: 0, start: 0, stop: 1 });
  const tail = apply(graph, 'slice', [x], { axis: 0, start: 1, stop: 3 });
  const turned = apply(graph, 'concat', [tail, head], { axis: 0 });
  return apply(graph, 'mul', [output, apply(graph, 'dot', [x, turned])]);
};

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
