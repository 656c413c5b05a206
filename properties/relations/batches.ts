/** Examples by themselves, twice, and exchanged: nothing but a sum happens between them. */

import type { Property } from '../../src/judge/property.ts';
import type { MlpProblem } from '../../src/model/problem.ts';
import { equation, term } from '../equations.ts';
import { entriesOf, inputPath, isMadeOf, type Share } from './entries.ts';
import { propertyOf } from './relation.ts';

const free = { penalties: ['none'] } as const;

const withExamples = (
  problem: MlpProblem,
  inputs: MlpProblem['inputs'],
  targets: MlpProblem['targets'],
  scale = problem.loss.scale,
): MlpProblem => ({ ...problem, inputs, targets, loss: { ...problem.loss, scale } });

const twice = (problem: MlpProblem, scale: number): MlpProblem =>
  withExamples(
    problem,
    [...problem.inputs, ...problem.inputs],
    [...problem.targets, ...problem.targets],
    scale,
  );

const doubled = (limit: number): number => Math.floor(limit / 2);

const duplicated = propertyOf({
  id: 'batch-twice',
  clause: 'BATCH-SUM',
  title: 'a batch repeated has twice the gradient, and at half the scale the same; the penalty stays one',
  universe: {},
  grows: { examples: doubled },
  sample: (problem) => {
    const half = twice(problem, problem.loss.scale / 2);
    const copy = (entry: { readonly example: number; readonly component: number }) =>
      inputPath(entry.example + problem.inputs.length, entry.component);
    return {
      questions: [problem, half],
      claims: entriesOf(problem).flatMap((entry) => {
        const states = 'gradient minus that of the batch repeated at half the scale';
        if (entry.tensor !== 'inputs') return [isMadeOf(states, entry, [[1, entry.path]])];
        return [entry.path, copy(entry)].map((path) => isMadeOf(states, entry, [[2, path]]));
      }),
    };
  },
});

const average = propertyOf({
  id: 'batch-average',
  clause: 'LOSS-SCALE',
  title: 'at 1/N of the scale the gradient is the average of the gradients of the examples',
  universe: free,
  sample: (problem) => {
    const count = problem.inputs.length;
    // The double nearest to N times the scale; the coefficient below is the ratio of the two as they are.
    const scale = problem.loss.scale * count;
    const alone = problem.inputs.map((input, n) =>
      withExamples(problem, [input], problem.targets.slice(n, n + 1), scale),
    );
    return {
      questions: [problem, ...alone],
      claims: entriesOf(problem)
        .filter(({ tensor }) => tensor !== 'inputs')
        .map(({ path }) =>
          equation('N times the gradient minus the sum of those of the examples at N times the scale', [
            term(0, path, scale / problem.loss.scale),
            ...alone.map((_, n) => term(n + 1, path, -1)),
          ]),
        ),
    };
  },
});

const locality = propertyOf({
  id: 'example-exchanged',
  clause: 'BATCH-SUM',
  title: 'an example exchanged for another changes the gradient by the difference of the two alone',
  universe: free,
  sample: (problem) => {
    const [first = [], ...others] = problem.inputs;
    const other = first.map((value) => value + 0.5);
    const exchanged = withExamples(problem, [other, ...others], problem.targets);
    const target = problem.targets.slice(0, 1);
    return {
      questions: [
        problem,
        exchanged,
        withExamples(problem, [first], target),
        withExamples(problem, [other], target),
      ],
      claims: entriesOf(problem).flatMap((entry) => {
        const states = 'gradient minus the one with an example exchanged';
        if (entry.tensor === 'inputs')
          return entry.example === 0 ? [] : [isMadeOf(states, entry, [[1, entry.path]] satisfies Share[])];
        return [
          equation(`${states}, minus the difference of the two by themselves`, [
            term(0, entry.path),
            term(1, entry.path, -1),
            term(2, entry.path, -1),
            term(3, entry.path),
          ]),
        ];
      }),
    };
  },
});

/** What examples of one batch have to do with one another. */
export const batchRelations: readonly Property[] = [duplicated, average, locality];
