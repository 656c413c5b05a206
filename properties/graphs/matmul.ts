/** What a product of matrices hands back: the product put before an input of any graph. */

import type { Claim } from '../../src/judge/claim.ts';
import type { Property, Sample } from '../../src/judge/property.ts';
import { at } from '../../src/model/at.ts';
import type { GraphProblem, NestedNumbers } from '../../src/model/graph.ts';
import { equation, firstInput, gradientAt, inputOf, term, unfolded } from './changed.ts';
import { drawnGraphs } from './drawn.ts';

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

/** The gradients of a product of matrices, as products of matrices. */
export const matmulProperty: Property = {
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
