import { expect, test } from 'vitest';
import { describeAll } from './defect.ts';
import { readAnyProblem } from './read-any-problem.ts';

const said = (value: unknown): string => {
  const read = readAnyProblem(value);
  return read.ok ? read.problem.kind : describeAll(read.defects);
};

test.each<readonly [unknown, string]>([
  [
    {
      kind: 'graph',
      inputs: { x: 2 },
      nodes: [{ name: 'f', op: 'square', args: ['x'] }],
      output: 'f',
      wrt: ['x'],
    },
    'graph',
  ],
  [
    {
      kind: 'mlp',
      layers: [{ weights: [[1]], biases: [0], activation: { name: 'identity' } }],
      loss: { name: 'squared-error', scale: 1 },
      inputs: [[1]],
      targets: [[1]],
    },
    'mlp',
  ],
  [{ kind: 'grpah' }, 'kind: expected "mlp" or "graph", got "grpah"; did you mean "graph"?'],
  [{ kind: 'graph', inputs: 1 }, 'nodes: expected a list, got nothing'],
  [null, 'expected an object, got null'],
])('%j is read as what it says it is', (value, says) => {
  expect(said(value)).toContain(says);
});

test('a value whose kind throws is refused', () => {
  const hostile = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error('no');
      },
    },
  );
  expect(readAnyProblem(hostile).ok).toBe(false);
});
