import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import { apply, emptyGraph, type GrowingGraph, given } from '../build.ts';
import { type Edge, type Graph, getInputs, type Variable, variableNamed, variablesOf } from '../graph.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';
import { backpropagate } from './backpropagate.ts';
import { forward } from './forward.ts';
import { naiveGradient } from './naive.ts';
import { inNumbers } from './numbers.ts';
import { ancestorsOf, consumersWithin, prune } from './prune.ts';
import { recomputing } from './recompute.ts';
import { fillGradTable, namedTable } from './scalar-table.ts';

const scalars = (values: Readonly<Record<string, number>>): ReadonlyMap<string, Tensor<number>> =>
  new Map(Object.entries(values).map(([name, value]) => [name, { shape: [], entries: [value] }]));

/** (x + y) z, at (-2, 5, -4) in the text. */
const sumThenProduct = (): GrowingGraph => {
  const graph = emptyGraph();
  const [x, y, z] = [given(graph, 'x', []), given(graph, 'y', []), given(graph, 'z', [])];
  const q = apply(graph, 'add', [x, y], {}, 'q');
  apply(graph, 'mul', [q, z], {}, 'f');
  return graph;
};

/** x_(k+1) = x_k * x_k, n times: 2^n paths in 2n edges. */
const squarings = (n: number): { graph: Graph; w: Variable; output: Variable } => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < n; k += 1) output = apply(graph, 'mul', [output, output]);
  return { graph, w, output };
};

/** f(f(...f(w))), n calls. */
const chain = (name: 'square' | 'tanh', n: number): { graph: Graph; w: Variable; output: Variable } => {
  const graph = emptyGraph();
  const w = given(graph, 'w', []);
  let output = w;
  for (let k = 0; k < n; k += 1) output = apply(graph, name, [output]);
  return { graph, w, output };
};

/** A graph of sums, differences and products of scalars, each of any two earlier variables. */
const randomGraph = fc
  .array(
    fc.record({
      name: fc.constantFrom('add' as const, 'sub' as const, 'mul' as const, 'maximum' as const),
      left: fc.nat(),
      right: fc.nat(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((operations) => {
    const graph = emptyGraph();
    const variables = ['a', 'b', 'c'].map((name) => given(graph, name, []));
    for (const { name, left, right } of operations) {
      const inputs = [left, right].map((pick) => entryAt(variables, pick % variables.length));
      variables.push(apply(graph, name, inputs));
    }
    return { graph, inputs: variables.slice(0, 3), output: entryAt(variables, variables.length - 1) };
  });

const point = fc.record({
  a: fc.integer({ min: -4, max: 4 }),
  b: fc.integer({ min: -4, max: 4 }),
  c: fc.integer({ min: -4, max: 4 }),
});

const countEdges = (graph: Graph, within: ReadonlySet<Variable>): number =>
  [...within].reduce((count, V) => count + consumersWithin(graph, within, V).length, 0);

// @clause GRAPH-ORDER
// @clause TABLE-REVERSE
// @clause GATE-ADD
// @clause GATE-MULTIPLY
describe('Algorithms 1 and 2', () => {
  test('give the values and derivatives of (x + y) z at (-2, 5, -4), in four edges', () => {
    const graph = sumThenProduct();
    const values = forward(graph, float64, scalars({ x: -2, y: 5, z: -4 }));
    expect(values.map(({ entries }) => entries[0])).toEqual([-2, 5, -4, 3, -12]);
    const visited: Edge[] = [];
    const table = fillGradTable(graph, float64, values, variableNamed(graph, 'f'), {
      visited: (edge) => visited.push(edge),
    });
    expect(Object.fromEntries(namedTable(graph, table))).toEqual({ x: -4, y: -4, z: 3, q: -4, f: 1 });
    expect(visited).toHaveLength(4);
  });

  // @clause TABLE-REUSE
  test('evaluate each variable once, in order, and visit each edge below the output once', () => {
    fc.assert(
      fc.property(randomGraph, point, ({ graph, output }, at) => {
        const evaluated: Variable[] = [];
        const values = forward(graph, float64, scalars(at), { evaluated: (V) => evaluated.push(V) });
        expect(evaluated).toEqual(variablesOf(graph));
        const visited: string[] = [];
        fillGradTable(graph, float64, values, output, {
          visited: ({ consumer, slot }) => visited.push(`${consumer}.${slot}`),
        });
        expect(visited).toHaveLength(countEdges(graph, ancestorsOf(graph, output)));
        expect(new Set(visited).size).toBe(visited.length);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('refuse to evaluate without a value of the right shape', () => {
    const graph = sumThenProduct();
    expect(() => forward(graph, float64, scalars({ x: 1, y: 2 }))).toThrow(
      'the value of "z": expected a value, got nothing',
    );
    const wrong = new Map([...scalars({ x: 1, y: 2 }), ['z', { shape: [1], entries: [3] }]]);
    expect(() => forward(graph, float64, wrong)).toThrow('the value of "z": expected shape [], got [1]');
  });

  test('refuse what is no scalar', () => {
    const graph = emptyGraph();
    const v = given(graph, 'v', [2]);
    const output = apply(graph, 'sum', [v]);
    const values = forward(graph, float64, new Map([['v', { shape: [2], entries: [1, 2] }]]));
    expect(() => fillGradTable(graph, float64, values, output)).toThrow(
      'expected scalars, got "v" of shape [2]',
    );
  });
});

// @clause GENERAL-BUILD
// @clause GENERAL-SEED
// @clause TABLE-NODES
describe('Algorithms 5 and 6', () => {
  test('give every entry that Algorithm 2 gives, exactly', async () => {
    const fractions = await fractionArithmetic();
    fc.assert(
      fc.property(randomGraph, point, ({ graph, inputs, output }, at) => {
        const rationals = new Map(
          Object.entries(at).map(([name, value]) => [name, { shape: [], entries: [fractions.of(value)] }]),
        );
        const values = forward(graph, fractions, rationals);
        const table = fillGradTable(graph, fractions, values, output);
        const general = backpropagate(graph, output, inputs, inNumbers(graph, fractions, values));
        for (const [V, { entries }] of general)
          expect(entryAt(entries, 0).equals(entryAt(table, V))).toBe(true);
        expect([...general.keys()]).toEqual(expect.arrayContaining([...inputs]));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  // @clause GENERAL-PRUNE
  test('visit the edges of the pruned graph, each once, and no other', () => {
    fc.assert(
      fc.property(randomGraph, point, fc.subarray([0, 1, 2]), ({ graph, inputs, output }, at, picked) => {
        const targets = picked.map((place) => entryAt(inputs, place));
        const values = forward(graph, float64, scalars(at));
        const visited: string[] = [];
        backpropagate(graph, output, targets, inNumbers(graph, float64, values), {
          visited: ({ consumer, slot }) => visited.push(`${consumer}.${slot}`),
        });
        expect(visited).toHaveLength(countEdges(graph, prune(graph, output, targets)));
        expect(new Set(visited).size).toBe(visited.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  // @clause GRAPH-CONSTANTS
  test('do not go where no target is: y of x y costs no edge and has no entry', () => {
    const graph = emptyGraph();
    const [x, y] = [given(graph, 'x', []), given(graph, 'y', [])];
    const doubled = apply(graph, 'add', [y, y]);
    const output = apply(graph, 'mul', [x, doubled]);
    const values = forward(graph, float64, scalars({ x: 3, y: 5 }));
    let edges = 0;
    const table = backpropagate(graph, output, [x], inNumbers(graph, float64, values), {
      visited: () => {
        edges += 1;
      },
    });
    expect([...table.keys()].sort()).toEqual([x, output]);
    expect(table.get(x)?.entries).toEqual([10]);
    expect(edges).toBe(1);
  });

  test.each<[string, 'mul' | 'add' | 'maximum' | 'sub' | 'div', number, number]>([
    ['x * x at 3 is 6, one x from each slot', 'mul', 3, 6],
    ['x + x has 2', 'add', 3, 2],
    ['x - x has 0', 'sub', 3, 0],
    ['x / x has 0', 'div', 4, 0],
    ['max(x, x) has 1', 'maximum', 3, 1],
  ])('%s', (_title, name, at, derivative) => {
    const graph = emptyGraph();
    const x = given(graph, 'x', []);
    const output = apply(graph, name, [x, x]);
    const values = forward(graph, float64, scalars({ x: at }));
    expect(backpropagate(graph, output, [x], inNumbers(graph, float64, values)).get(x)?.entries).toEqual([
      derivative,
    ]);
  });

  // @clause CHAIN-BRANCHES
  test('gradients add at branches: w * w + 3 w at 2 has 7', () => {
    const graph = emptyGraph();
    const [w, three] = [given(graph, 'w', []), given(graph, 'three', [])];
    const output = apply(graph, 'add', [apply(graph, 'mul', [w, w]), apply(graph, 'mul', [three, w])]);
    const values = forward(graph, float64, scalars({ w: 2, three: 3 }));
    expect(backpropagate(graph, output, [w], inNumbers(graph, float64, values)).get(w)?.entries).toEqual([7]);
  });

  test('a target that the output does not depend on has gradient 0 in its shape; the output itself 1', () => {
    const graph = emptyGraph();
    const [x, v] = [given(graph, 'x', []), given(graph, 'v', [3])];
    const output = apply(graph, 'neg', [x]);
    const values = forward(
      graph,
      float64,
      new Map([...scalars({ x: 1 }), ['v', { shape: [3], entries: [1, 2, 3] }]]),
    );
    const table = backpropagate(graph, output, [v, output], inNumbers(graph, float64, values));
    expect(table.get(v)).toEqual({ shape: [3], entries: [0, 0, 0] });
    expect(table.get(output)).toEqual({ shape: [], entries: [1] });
  });

  test('differentiate one number only', () => {
    const graph = emptyGraph();
    const v = given(graph, 'v', [2]);
    const output = apply(graph, 'exp', [v], {}, 'e');
    const values = forward(graph, float64, new Map([['v', { shape: [2], entries: [0, 0] }]]));
    expect(() => backpropagate(graph, output, [v], inNumbers(graph, float64, values))).toThrow(
      'output: expected a scalar, got "e" of shape [2]',
    );
  });

  test('do not exhaust the stack on a chain of 50,000', () => {
    const graph = emptyGraph();
    const x = given(graph, 'x', []);
    let output = x;
    for (let k = 0; k < 50_000; k += 1) output = apply(graph, 'neg', [output]);
    const values = forward(graph, float64, scalars({ x: 1 }));
    expect(backpropagate(graph, output, [x], inNumbers(graph, float64, values)).get(x)?.entries).toEqual([1]);
  });
});

/** How often each is called on f(f(...f(w))), without the last call, whose value no factor needs. */
const callsOn = (n: number) => {
  const { graph, w, output } = chain('tanh', n);
  const at = scalars({ w: 0.5 });
  const counts = { stored: 0, recomputed: 0, slopes: 0 };
  const isCall = (V: Variable): boolean => getInputs(graph, V).length > 0;
  const values = forward(graph, float64, at, {
    evaluated: (V) => {
      if (isCall(V) && V !== output) counts.stored += 1;
    },
  });
  const table = backpropagate(graph, output, [w], inNumbers(graph, float64, values), {
    visited: () => {
      counts.slopes += 1;
    },
  });
  const calculus = recomputing(graph, float64, at, {
    evaluated: (V) => {
      if (isCall(V)) counts.recomputed += 1;
    },
  });
  const again = backpropagate(graph, output, [w], calculus);
  return { ...counts, gradients: [table.get(w)?.entries, again.get(w)?.entries] };
};

// @clause TABLE-MEMORY
// @clause CHAIN-REPEATED
describe('two strategies for f(f(f(w)))', () => {
  test.each([
    [3, 2, 3],
    [10, 9, 45],
    [100, 99, 4950],
  ])(
    'with %i calls: f takes %i values when stored, %i when recomputed, and the gradient is the same',
    (n, stored, recomputed) => {
      const counts = callsOn(n);
      expect(counts).toMatchObject({ stored, recomputed, slopes: n });
      expect(counts.gradients[1]).toEqual(counts.gradients[0]);
    },
  );

  test('of w^8 at 3/2 both give 8 w^7', () => {
    const { graph, w, output } = chain('square', 3);
    const at = scalars({ w: 1.5 });
    const values = forward(graph, float64, at);
    expect(values.at(-1)?.entries).toEqual([25.62890625]);
    for (const calculus of [inNumbers(graph, float64, values), recomputing(graph, float64, at)])
      expect(backpropagate(graph, output, [w], calculus).get(w)?.entries).toEqual([136.6875]);
  });
});

// @clause TABLE-COST
describe('the chain rule without a table', () => {
  test.each([
    [3, 15, 6],
    [5, 63, 10],
    [10, 2047, 20],
    [14, 32_767, 28],
  ])('asks for %i squarings %i times what the table has in %i edges', (n, questions, edges) => {
    const { graph, w, output } = squarings(n);
    const values = forward(graph, float64, scalars({ w: 1 }));
    let asked = 0;
    let visited = 0;
    const naive = naiveGradient(graph, float64, values, output, {
      asked: () => {
        asked += 1;
      },
    })(w);
    const table = fillGradTable(graph, float64, values, output, {
      visited: () => {
        visited += 1;
      },
    });
    expect(naive.entries).toEqual([2 ** n]);
    expect(table[w]).toBe(2 ** n);
    expect([asked, visited]).toEqual([questions, edges]);
  });
});
