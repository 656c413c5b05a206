/** Our ways of differentiating a graph as subjects like any other. */

import { float64 } from '../arithmetic/float64.ts';
import { type GraphImplementation, graphImplementations } from '../graphs/implementations.ts';
import { isRefusal } from '../model/answer.ts';
import type { Problem } from '../model/any-kind.ts';
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

const replyOf = ({ gradient }: GraphImplementation, problem: Problem): Reply => {
  if (problem.kind !== 'graph') return { kind: 'unsupported', reason: 'answers problems of kind graph' };
  const before = JSON.stringify(problem);
  const attempt = gradient(problem, float64);
  if (isRefusal(attempt)) return { kind: 'unsupported', reason: attempt.refused };
  return { kind: 'answer', answer: attempt, notes: [], changedProblem: JSON.stringify(problem) !== before };
};

/** One of them, asked in float64. */
const ownGraphSubject = (implementation: GraphImplementation): Subject => ({
  name: implementation.name,
  ours: true,
  precision: 'float64',
  supports: everyGraph,
  ask: async (problem) => replyOf(implementation, problem),
  // Every question is answered by the time the call returns.
  forget: () => {},
  close: async () => {},
});

/** All of them. */
export const ownGraphSubjects = (): readonly Subject[] => graphImplementations.map(ownGraphSubject);
