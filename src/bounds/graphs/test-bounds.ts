/** Graphs and their bounds in short. */

import type { GraphNode, GraphProblem } from '../../model/graph.ts';
import { type PrecisionName, precision } from '../precision.ts';
import { boundGraphAnswer } from './bound-graph-answer.ts';

/** A graph whose last node is the output; nodes are named n0, n1 and so on where they have no name. */
export const graph = (
  inputs: GraphProblem['inputs'],
  nodes: readonly (Omit<GraphNode, 'name'> & { readonly name?: string })[],
  wrt: readonly string[] = Object.keys(inputs),
): GraphProblem => ({
  kind: 'graph',
  inputs,
  nodes: nodes.map((node, index) => ({ name: `n${index}`, ...node })),
  output: `n${nodes.length - 1}`,
  wrt,
});

/** The bounds of a right answer in a precision. */
export const bounds = (
  problem: GraphProblem,
  name: PrecisionName,
  kinks: 'every choice' | 'convention' = 'every choice',
) => boundGraphAnswer(problem, precision(name), kinks);

/** The unit roundoff of float32. */
export const u = 2 ** -24;

/** Each at a point where the arguments are exact and sit on the kink, with the sites and the jump of the gradient by x. */
export const kinks = [
  ['relu', { x: 0 }, [{ op: 'relu', args: ['x'] }], [0], 1],
  ['leaky-relu', { x: 0 }, [{ op: 'leaky-relu', args: ['x'], attributes: { alpha: 0.25 } }], [0], 0.75],
  ['elu', { x: 0 }, [{ op: 'elu', args: ['x'], attributes: { alpha: 1.5 } }], [0], 0.5],
  ['maximum', { x: 2, y: 2 }, [{ op: 'maximum', args: ['x', 'y'] }], [0], 1],
  ['minimum', { x: 2, y: 2 }, [{ op: 'minimum', args: ['x', 'y'] }], [0], 1],
  ['max', { x: [1, 3, 3] }, [{ op: 'max', args: ['x'] }], [1, 2], [0, 1, 1]],
  ['min', { x: [1, 3, 1] }, [{ op: 'min', args: ['x'] }], [0, 2], [1, 0, 1]],
  ['hinge', { x: [2, 1, 0] }, [{ op: 'hinge', args: ['x'], attributes: { classes: [0] } }], [1], [1, 1, 0]],
  ['norm', { x: [0, 0] }, [{ op: 'norm', args: ['x'] }], [0], [1, 1]],
] as const;
