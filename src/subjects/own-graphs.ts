/** Our ways of differentiating a graph as subjects like any other. */

import { float64 } from '../arithmetic/float64.ts';
import { graphImplementations, graphTape } from '../graphs/implementations.ts';
import { isRefusal, type Refusal } from '../model/answer.ts';
import type { Problem } from '../model/any-kind.ts';
import type { GraphAnswer, GraphProblem } from '../model/graph.ts';
import { operationNames } from '../model/operations.ts';
import { everything, type Supports } from '../model/supports.ts';
import type { Reply, Subject } from './subject.ts';

/** Everything of kind graph, and nothing else. */
const everyGraph: Supports = {
  ...everything,
  kinds: ['graph'],
  ops: operationNames,
  activations: { hidden: [], output: [] },
};

type Solve = (problem: GraphProblem) => GraphAnswer | Refusal;

const replyOf = (solve: Solve, problem: Problem): Reply => {
  if (problem.kind !== 'graph') return { kind: 'unsupported', reason: 'answers problems of kind graph' };
  const before = JSON.stringify(problem);
  const attempt = solve(problem);
  if (isRefusal(attempt)) return { kind: 'unsupported', reason: attempt.refused };
  return { kind: 'answer', answer: attempt, notes: [], changedProblem: JSON.stringify(problem) !== before };
};

const subjectOf = (name: string, solve: Solve): Subject => ({
  name,
  ours: true,
  precision: 'float64',
  supports: everyGraph,
  ask: async (problem) => replyOf(solve, problem),
  // Every question is answered by the time the call returns.
  forget: () => {},
  close: async () => {},
});

/** All of them, asked in float64. */
export const ownGraphSubjects = (): readonly Subject[] => [
  ...graphImplementations.map(({ name, gradient }) =>
    subjectOf(name, (problem) => gradient(problem, float64)),
  ),
  subjectOf(graphTape.name, graphTape.solve),
];
