import { describe, expect, test } from 'vitest';
import type { GraphProblem } from '../model/graph.ts';
import { apply, constant, emptyGraph, given, graphOf, grow } from './build.ts';
import { getConsumers, getEntry, getInputs, getOperation, variableNamed, variablesOf } from './graph.ts';

const problem: GraphProblem = {
  kind: 'graph',
  inputs: { x: -2, v: [1, 2], unused: 7 },
  nodes: [
    { name: 'b', op: 'broadcast', args: ['x'], attributes: { shape: [2], axes: [] } },
    { name: 'd', op: 'sub', args: ['v', 'b'] },
    { name: 's', op: 'dot', args: ['d', 'd'] },
    { name: 'f', op: 'mul', args: ['s', 'x'] },
  ],
  output: 'f',
  wrt: ['x', 'v'],
};

// @clause GRAPH-ACCESSORS
describe('the accessors of the text', () => {
  const graph = graphOf(problem);
  const named = (name: string) => variableNamed(graph, name);
  const names = (list: readonly { readonly consumer: ReturnType<typeof named>; readonly slot: number }[]) =>
    list.map(({ consumer, slot }) => `${getEntry(graph, consumer).name}.${slot}`);

  test('tell the operation of every variable with its attributes', () => {
    expect(getOperation(graph, named('x'))).toBeUndefined();
    expect(getOperation(graph, named('b'))).toEqual({
      name: 'broadcast',
      attributes: { shape: [2], axes: [] },
    });
    expect(getOperation(graph, named('f'))).toEqual({ name: 'mul', attributes: {} });
  });

  // @clause GRAPH-SLOTS
  test('tell the inputs in the order of the slots, one variable as often as it fills one', () => {
    expect(getInputs(graph, named('d'))).toEqual([named('v'), named('b')]);
    expect(getInputs(graph, named('s'))).toEqual([named('d'), named('d')]);
    expect(getInputs(graph, named('v'))).toEqual([]);
  });

  test('tell the consumers with their slots', () => {
    expect(names(getConsumers(graph, named('x')))).toEqual(['b.0', 'f.1']);
    expect(names(getConsumers(graph, named('d')))).toEqual(['s.0', 's.1']);
    expect(getConsumers(graph, named('unused'))).toEqual([]);
  });

  test('are inverse to each other', () => {
    const down = variablesOf(graph).flatMap((V) =>
      getConsumers(graph, V).map(({ consumer, slot }) => `${V} in slot ${slot} of ${consumer}`),
    );
    const up = variablesOf(graph).flatMap((V) =>
      getInputs(graph, V).map((input, slot) => `${input} in slot ${slot} of ${V}`),
    );
    expect(down.toSorted()).toEqual(up.toSorted());
    expect(down).toHaveLength(7);
  });

  test('throw for a variable that is not there', () => {
    expect(() => named('g')).toThrow('expected the name of a variable, got "g"');
    expect(() => getEntry(emptyGraph(), named('x'))).toThrow('variable 0 of 0');
  });
});

// @clause GRAPH-NODES
describe('building a graph', () => {
  test('follows the shapes from the inputs on', () => {
    const graph = graphOf(problem);
    const shapes = graph.variables.map(({ name, shape }) => `${name} [${shape}]`);
    expect(shapes).toEqual(['x []', 'v [2]', 'unused []', 'b [2]', 'd [2]', 's []', 'f []']);
  });

  test('refuses arguments that do not fit, and a name that is taken', () => {
    const graph = emptyGraph();
    const [x, v] = [given(graph, 'x', []), given(graph, 'v', [2])];
    expect(() => apply(graph, 'add', [v, x])).toThrow(
      'add: args.1: expected shape [2] as in args[0], got [] (a scalar)',
    );
    expect(() => given(graph, 'x', [])).toThrow('expected a name of its own, got "x" again');
    expect(() => constant(graph, [2], [1])).toThrow('expected 2 entries, got 1');
  });

  test('finds free names', () => {
    const graph = emptyGraph();
    const x = given(graph, 't1', []);
    expect(getEntry(graph, apply(graph, 'neg', [x])).name).toBe('t2');
  });

  test('grows a copy and leaves the graph as it was', () => {
    const graph = graphOf(problem);
    const before = JSON.stringify([graph.variables, graph.consumers]);
    const copy = grow(graph);
    apply(copy, 'neg', [variableNamed(copy, 'f')], {}, 'g');
    expect(JSON.stringify([graph.variables, graph.consumers])).toBe(before);
    expect(copy.variables).toHaveLength(graph.variables.length + 1);
  });
});
