/** What gates hand back: a gate put before an input of any graph. */

import type { Claim, Term } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { GraphNode, GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import type { OperationName } from '../../src/model/operations.ts';
import type { Path } from '../../src/model/path.ts';
import {
  entriesIn,
  equation,
  firstInput,
  gradientAt,
  inputOf,
  mapNumbers,
  numberAt,
  term,
  unfolded,
} from './changed.ts';
import { drawnGraphs } from './drawn.ts';

/** A gate of one or two new inputs whose output takes the place of an input x. */
interface Gate {
  readonly node: Omit<GraphNode, 'name'>;
  /** The new inputs by name, from x. */
  readonly inputs: (x: NestedNumbers) => GraphProblem['inputs'];
  /** What the gradient by a new input is, as terms of the gradient by x, at these steps. */
  readonly handsBack: (
    name: string,
    inputs: GraphProblem['inputs'],
    G: Place,
    steps: Path,
  ) => readonly Term[];
  readonly states: string;
}

type Place = ReturnType<typeof gradientAt>;

const gated = (problem: GraphProblem, { node, inputs, handsBack, states }: Gate): Sample => {
  const x = firstInput(problem);
  const value = inputOf(problem, x);
  const given = inputs(value);
  const changed = unfolded(problem, x, given, node);
  const claims = Object.keys(given).flatMap((name): readonly Claim[] =>
    entriesIn(value).map((steps) =>
      equation(
        states,
        0,
        term(1, gradientAt(name, steps)),
        ...handsBack(name, given, gradientAt(x, steps), steps),
      ),
    ),
  );
  return { questions: [changed], claims };
};

const numberOf = (inputs: GraphProblem['inputs'], name: string, steps: Path): number =>
  numberAt(inputs[name] ?? Number.NaN, steps);

const addition: Gate = {
  node: { op: 'add', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry - 0.5), z: mapNumbers(x, () => 0.5) }),
  handsBack: (_name, _inputs, G) => [term(-1, G)],
  states: 'dz/dx = dz/dq for q = x + y',
};

const product: Gate = {
  node: { op: 'mul', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry / 4), z: mapNumbers(x, () => 4) }),
  handsBack: (name, inputs, G, steps) => [term(-numberOf(inputs, name === 'y' ? 'z' : 'y', steps), G)],
  states: 'dz/dx = y dz/dq for q = x y',
};

const maximum: Gate = {
  node: { op: 'maximum', args: ['y', 'z'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry - 1), z: x }),
  handsBack: (name, _inputs, G) => (name === 'z' ? [term(-1, G)] : []),
  states: 'the larger of two gets the whole gradient, the other one nothing',
};

const twice: Gate = {
  node: { op: 'add', args: ['y', 'y'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => entry / 2) }),
  handsBack: (_name, _inputs, G) => [term(-2, G)],
  states: 'dz/dx = 2 dz/dq for q = x + x',
};

const opposite: Gate = {
  node: { op: 'neg', args: ['y'] },
  inputs: (x) => ({ y: mapNumbers(x, (entry) => -entry) }),
  handsBack: (_name, _inputs, G) => [term(1, G)],
  states: 'dz/dx = -dz/dq for q = -x',
};

/** z, upper triangular with 1 in the diagonal and 2 above it, and what it was multiplied by to give x. */
const factorsOf = (x: NestedNumbers): GraphProblem['inputs'] => {
  const rows = matrixOf(x);
  const size = at(rows, 0).length;
  const z = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_unused, j) => (i === j ? 1 : j === i + 1 ? 2 : 0)),
  );
  const y = rows.map((row) => {
    const solved: number[] = [];
    for (const entry of row) solved.push(entry - 2 * (solved.at(-1) ?? 0));
    return solved;
  });
  return { y, z };
};

const matrixOf = (value: NestedNumbers | undefined): readonly (readonly number[])[] => {
  if (value === undefined || typeof value === 'number') throw new TypeError('expected a matrix, got none');
  return value.map((row) => (typeof row === 'number' ? [row] : row.map(Number)));
};

/** x = y z of square y and z, with G the gradient by x: G z' for y and y' G for z. */
const squareProduct = (problem: GraphProblem): Sample => {
  const name = firstInput(problem);
  const given = factorsOf(inputOf(problem, name));
  const [y, z] = [matrixOf(given['y']), matrixOf(given['z'])];
  const changed = unfolded(problem, name, given, { op: 'matmul', args: ['y', 'z'] });
  const entries = y.flatMap((_, i) => z.map((_row, j): readonly [number, number] => [i, j]));
  const claims = entries.flatMap(([i, j]): readonly Claim[] => [
    equation(
      "dz/dA = G B' for C = A B",
      0,
      term(1, gradientAt('y', [i, j])),
      ...z.map((_, k) => term(-at(at(z, j), k), gradientAt(name, [i, k]))),
    ),
    equation(
      "dz/dB = A' G for C = A B",
      0,
      term(1, gradientAt('z', [i, j])),
      ...y.map((row, k) => term(-at(row, i), gradientAt(name, [k, j]))),
    ),
  ]);
  return { questions: [changed], claims };
};

const matmulProperty: Property = {
  id: 'gate-matmul',
  kind: 'graph',
  clause: 'GENERAL-MATMUL',
  title: "a product of square matrices hands back G B' to its first factor and A' G to its second",
  share: 0.5,
  samples: (supports) =>
    supports.ops.includes('sum')
      ? (drawnGraphs(supports, {
          needs: ['matmul'],
          shapes: [
            [2, 2],
            [3, 3],
          ],
        })?.map(squareProduct) ?? null)
      : null,
};

const gateProperty = (
  id: string,
  clause: string,
  title: string,
  op: OperationName,
  gate: Gate,
): Property => ({
  id,
  kind: 'graph',
  clause,
  title,
  share: 0.5,
  samples: (supports) =>
    drawnGraphs(supports, { needs: [op] })?.map((problem) => gated(problem, gate)) ?? null,
});

export const gateProperties: readonly Property[] = [
  matmulProperty,
  gateProperty('gate-add', 'GATE-ADD', 'an addition hands its gradient on to both inputs', 'add', addition),
  gateProperty(
    'gate-multiply',
    'GATE-MULTIPLY',
    'a product hands on its gradient times the other input',
    'mul',
    product,
  ),
  gateProperty(
    'gate-maximum',
    'GATE-MAX',
    'a maximum routes its gradient to the larger input',
    'maximum',
    maximum,
  ),
  gateProperty(
    'gate-slots',
    'GRAPH-SLOTS',
    'a variable in two slots gets the sum of both derivatives',
    'add',
    twice,
  ),
  gateProperty(
    'gate-local',
    'GATE-LOCAL',
    'a negation hands its gradient on with the other sign, whatever stands behind it',
    'neg',
    opposite,
  ),
];
