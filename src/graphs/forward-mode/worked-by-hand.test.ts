import { describe, expect, it } from 'vitest';
import { float64 } from '../../arithmetic/float64.ts';
import { fractionArithmetic } from '../../arithmetic/fraction.ts';
import type { GraphProblem, NestedNumbers } from '../../model/graph.ts';
import { gradientForward } from './forward-mode.ts';

/** Problems whose answers were worked out by hand. */
const byHand: readonly [string, GraphProblem, number, Readonly<Record<string, NestedNumbers>>][] = [
  [
    '(x + y) z, as Sarkar has it',
    {
      kind: 'graph',
      inputs: { x: -2, y: 5, z: -4 },
      nodes: [
        { name: 'q', op: 'add', args: ['x', 'y'] },
        { name: 'f', op: 'mul', args: ['q', 'z'] },
      ],
      output: 'f',
      wrt: ['x', 'y', 'z', 'q', 'f'],
    },
    -12,
    { x: -4, y: -4, z: 3, q: -4, f: 1 },
  ],
  [
    'x x, one variable in both slots',
    {
      kind: 'graph',
      inputs: { x: 3, unused: [1, 2] },
      nodes: [{ name: 'y', op: 'mul', args: ['x', 'x'] }],
      output: 'y',
      wrt: ['x', 'unused'],
    },
    9,
    { x: 6, unused: [0, 0] },
  ],
  [
    'a tie of the largest entry, which the first one wins',
    {
      kind: 'graph',
      inputs: { x: [1, 4, 4] },
      nodes: [{ name: 'm', op: 'max', args: ['x'] }],
      output: 'm',
      wrt: ['x'],
    },
    4,
    { x: [0, 1, 0] },
  ],
  [
    'the norm of 0',
    {
      kind: 'graph',
      inputs: { x: [0, 0] },
      nodes: [{ name: 'n', op: 'norm', args: ['x'] }],
      output: 'n',
      wrt: ['x'],
    },
    0,
    { x: [0, 0] },
  ],
  [
    'a margin of 0, which is inactive',
    {
      kind: 'graph',
      inputs: { y: [2, 1, 1.5] },
      nodes: [{ name: 'h', op: 'hinge', args: ['y'], attributes: { classes: [0] } }],
      output: 'h',
      wrt: ['y'],
    },
    0.5,
    { y: [-1, 0, 1] },
  ],
];

describe('worked by hand', () => {
  it.each(byHand)('%s', async (_, problem, value, gradients) => {
    expect(gradientForward(problem, float64)).toEqual({ value, gradients });
    const rational = await fractionArithmetic();
    const exact = gradientForward(problem, rational);
    expect(rational.toNumber(exact.value)).toBe(value);
  });
});
