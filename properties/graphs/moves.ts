/** Operations that only move numbers: what they move forward, they move back. */

import fc from 'fast-check';
import type { Claim } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import { at, valueAt } from '../../src/model/at.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import type { OperationName } from '../../src/model/operations.ts';
import type { Path } from '../../src/model/path.ts';
import { entriesIn, equation, firstInput, gradientAt, inputOf, numberAt, term, unfolded } from './changed.ts';
import { drawnGraphs } from './drawn.ts';

/** A node that makes an input of a moved one. */
interface Move {
  readonly node: Omit<GraphNode, 'name'>;
  /** The sizes of the new input. */
  readonly sizes: readonly number[];
  /** Where the new input has the number that the old one has at these steps. */
  readonly from: (steps: Path) => Path;
}

const sizesOf = (value: NestedNumbers): readonly number[] =>
  typeof value === 'number' ? [] : [value.length, ...sizesOf(at(value, 0))];

const filled = (
  sizes: readonly number[],
  number: (steps: Path) => number,
  steps: Path = [],
): NestedNumbers => {
  const [size, ...inner] = sizes;
  if (size === undefined) return number(steps);
  return Array.from({ length: size }, (_, index) => filled(inner, number, [...steps, index]));
};

const states = 'a gradient comes back to where its number came from';

const moved = (problem: GraphProblem, { node, sizes, from }: Move): Sample => {
  const name = firstInput(problem);
  const value = inputOf(problem, name);
  const places = new Map(entriesIn(value).map((steps) => [from(steps).join(), steps]));
  const before = filled(sizes, (steps) => numberAt(value, valueAt(places, steps.join())));
  const claims = [...places].map(
    ([, steps]): Claim =>
      equation(states, 0, term(1, gradientAt('y', from(steps))), term(-1, gradientAt(name, steps))),
  );
  return { questions: [unfolded(problem, name, { y: before }, node)], claims };
};

/** y with its axes in the order `axes` is x: x[i][j] is y at the place where axis axes[k] has index k of x. */
const transposition = (value: NestedNumbers, axes: readonly number[]): Move => {
  const sizes = sizesOf(value);
  const back = axes.map((_, axis) => axes.indexOf(axis));
  return {
    node: { op: 'transpose', args: ['y'], attributes: { axes } },
    sizes: back.map((axis) => at(sizes, axis)),
    from: (steps) => back.map((axis) => at(steps, axis)),
  };
};

/** y is the list of all numbers of x. */
const flattening = (value: NestedNumbers): Move => {
  const sizes = sizesOf(value);
  const places = new Map(entriesIn(value).map((steps, place) => [steps.join(), place]));
  return {
    node: { op: 'reshape', args: ['y'], attributes: { shape: sizes } },
    sizes: [places.size],
    from: (steps) => [places.get(steps.join()) ?? Number.NaN],
  };
};

const property = (
  id: string,
  title: string,
  op: OperationName,
  moveOf: (value: NestedNumbers, order: number) => Move,
): Property => ({
  id,
  kind: 'graph',
  clause: 'GENERAL-VJP',
  title,
  share: 0.3,
  samples: (supports) => {
    const shapes = [[2], [2, 3], [3, 2], [2, 1, 2], [2, 3, 2]];
    if (!supports.ops.includes('sum')) return null;
    const drawn = drawnGraphs(supports, { needs: [op], shapes });
    return (
      drawn &&
      fc
        .tuple(drawn, fc.nat({ max: 5 }))
        .map(([problem, order]) => moved(problem, moveOf(inputOf(problem, firstInput(problem)), order)))
    );
  },
});

/** Some order of the axes; 0 is the reverse. */
const orderOf = (axes: number, order: number): readonly number[] => {
  const turned = Array.from({ length: axes }, (_, axis) => (axis + Math.floor(order / 2)) % axes);
  return order % 2 === 0 ? turned.toReversed() : turned;
};

/** Operations that move numbers move gradients back. */
export const moveProperties: readonly Property[] = [
  property(
    'graph-transposed',
    'a transposition hands every gradient back to its place',
    'transpose',
    (value, order) => transposition(value, orderOf(sizesOf(value).length, order)),
  ),
  property('graph-reshaped', 'a reshaped input gets its gradients in its own shape', 'reshape', flattening),
];
