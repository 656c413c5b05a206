import { describe, expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { graphLimits } from './graph-shapes.ts';
import { limits } from './limits.ts';
import { operationNames } from './operations.ts';
import { readGraphProblem, readGraphProblemText } from './read-graph.ts';
import { node, one, problem, type Refused, said } from './test-graph-drafts.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('a graph that is refused', () => {
  test.each<Refused>([
    [
      'a misspelt operation',
      problem({ nodes: [node('f', 'sigmoyd', ['x'])] }),
      `nodes[0].op: expected one of ${operationNames.map((name) => `"${name}"`).join(', ')}, ` +
        'got "sigmoyd"; did you mean "sigmoid"?',
    ],
    ['too few arguments', one('add', ['x']), 'nodes[0].args: expected 2 names ("add"), got 1'],
    ['too many arguments', one('neg', ['x', 'y']), 'nodes[0].args: expected 1 name ("neg"), got 2'],
    ['no arguments', one('concat', []), 'nodes[0].args: expected at least 1 entry, got an empty list'],
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
  ])('%s', (_title, value, text) => {
    expect(said(value)).toBe(text);
  });

  test('more nodes than the limit', () => {
    const nodes = Array.from({ length: graphLimits.nodes + 1 }, (_, i) => node(`n${i}`, 'neg', ['x']));
    expect(said(problem({ nodes, output: 'n0' }))).toBe('nodes: expected at most 100000 nodes, got 100001');
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
