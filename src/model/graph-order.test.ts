import { describe, expect, test } from 'vitest';
import { readGraphProblem } from './read-graph.ts';
import { node, problem, type Refused, said } from './test-graph-drafts.ts';

describe('a graph is refused for its order:', () => {
  test.each<Refused>([
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
  ])('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });

  test('a long graph in reverse order, in no more than linear time', () => {
    const count = 20_000;
    const nodes = Array.from({ length: count }, (_, i) =>
      node(`n${i}`, 'neg', [i === count - 1 ? 'x' : `n${i + 1}`]),
    );
    const read = readGraphProblem(problem({ nodes, output: 'n0' }));
    expect(read.ok ? 0 : read.defects.length).toBe(count - 1);
  });
});
