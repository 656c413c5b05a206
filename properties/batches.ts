/** What a batch is: a sum over examples in any order. */

import fc from 'fast-check';
import type { Property, Sample } from '../src/judge/property.ts';
import type { Path } from '../src/model/path.ts';
import type { MlpProblem } from '../src/model/problem.ts';
import type { Supports } from '../src/model/supports.ts';
import { mlpProblems } from '../src/problems/mlp.ts';
import { equation, inputPaths, parameterPaths, term } from './equations.ts';
import { restrict } from './universe.ts';

const batches = (supports: Supports): fc.Arbitrary<MlpProblem> | null =>
  supports.maxExamples < 2
    ? null
    : mlpProblems(restrict(supports, { penalties: ['none'] }), { where: ({ inputs }) => inputs.length > 1 });

const single = (problem: MlpProblem, example: number): MlpProblem => ({
  ...problem,
  inputs: problem.inputs.slice(example, example + 1),
  targets: problem.targets.slice(example, example + 1),
});

const exampleOf = (path: Path): number => path[2] as number;

const additivity = (batch: MlpProblem): Sample => {
  const parts = batch.inputs.map((_, example) => single(batch, example));
  const shares = (path: Path) => parts.map((_, index) => term(index + 1, path, -1));
  const inputShare = (path: Path) =>
    term(exampleOf(path) + 1, ['gradients', 'inputs', 0, ...path.slice(3)], -1);
  return {
    questions: [batch, ...parts],
    claims: [
      ...parameterPaths(batch).map((path) =>
        equation('batch gradient minus the sum over its examples', [term(0, path), ...shares(path)]),
      ),
      ...inputPaths(batch).map((path) =>
        equation('gradient of an input minus the one in its example alone', [
          term(0, path),
          inputShare(path),
        ]),
      ),
    ],
  };
};

const reordered = (batch: MlpProblem, order: readonly number[]): Sample => {
  const pick = <T>(rows: readonly T[]) => order.map((example) => rows[example] as T);
  const permuted = { ...batch, inputs: pick(batch.inputs), targets: pick(batch.targets) };
  const moved = (path: Path) => ['gradients', 'inputs', order.indexOf(exampleOf(path)), ...path.slice(3)];
  return {
    questions: [batch, permuted],
    claims: [
      ...parameterPaths(batch).map((path) =>
        equation('gradient minus the one with the examples reordered', [term(0, path), term(1, path, -1)]),
      ),
      ...inputPaths(batch).map((path) =>
        equation('gradient of an input minus the one at its new place', [
          term(0, path),
          term(1, moved(path), -1),
        ]),
      ),
    ],
  };
};

const permutations = (length: number): fc.Arbitrary<number[]> => {
  const indices = Array.from({ length }, (_, index) => index);
  return fc.shuffledSubarray(indices, { minLength: length, maxLength: length });
};

/** What several examples have to do with one another. */
export const batchProperties: readonly Property[] = [
  {
    id: 'batch-additivity',
    clause: 'BATCH-SUM',
    title: 'the gradient of a batch is the sum of the gradients of its examples',
    samples: (supports) => batches(supports)?.map(additivity) ?? null,
  },
  {
    id: 'example-order',
    clause: 'BATCH-ORDER',
    title: 'the order of the examples does not matter',
    samples: (supports) =>
      batches(supports)?.chain((batch) =>
        permutations(batch.inputs.length).map((order) => reordered(batch, order)),
      ) ?? null,
  },
];
