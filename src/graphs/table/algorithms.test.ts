import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { apply, emptyGraph, type GrowingGraph, given } from '../build.ts';
import { type Edge, type Variable, variableNamed, variablesOf } from '../graph.ts';
import { forward } from './forward.ts';
import { ancestorsOf } from './prune.ts';
import { fillGradTable, namedTable } from './scalar-table.ts';
import { countEdges, point, randomGraph, scalars } from './test-graphs.ts';

/** (x + y) z, at (-2, 5, -4) in the text. */
const sumThenProduct = (): GrowingGraph => {
  const graph = emptyGraph();
  const [x, y, z] = [given(graph, 'x', []), given(graph, 'y', []), given(graph, 'z', [])];
  const q = apply(graph, 'add', [x, y], {}, 'q');
  apply(graph, 'mul', [q, z], {}, 'f');
  return graph;
};

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
