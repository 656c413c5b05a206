import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import { apply, emptyGraph, given } from '../build.ts';
import { entryAt } from '../tensor/tensor.ts';
import { backpropagate } from './backpropagate.ts';
import { forward } from './forward.ts';
import { inNumbers } from './numbers.ts';
import { prune } from './prune.ts';
import { fillGradTable } from './scalar-table.ts';
import { countEdges, point, randomGraph, scalars } from './test-graphs.ts';

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
