/** Our implementations as subjects like any other. */

import { float64 } from '../arithmetic/float64.ts';
import type { Float64Implementation, Implementation } from '../gradients/implementation.ts';
import { implementations, typedDeltaRecursion } from '../gradients/registry.ts';
import { gradientOfNetwork } from '../graphs/network/gradient.ts';
import { isRefusal } from '../model/answer.ts';
import type { Problem } from '../model/any-kind.ts';
import { everything } from '../model/supports.ts';
import { ownGraphSubjects } from './own-graphs.ts';
import type { Reply, Subject } from './subject.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const replyOf = ({ solve }: Float64Implementation, problem: Problem): Reply => {
  if (problem.kind !== 'mlp') return { kind: 'unsupported', reason: 'answers problems of kind mlp' };
  const before = JSON.stringify(problem);
  try {
    const attempt = solve(problem);
    if (isRefusal(attempt)) return { kind: 'unsupported', reason: attempt.refused };
    return { kind: 'answer', answer: attempt, notes: [], changedProblem: JSON.stringify(problem) !== before };
  } catch (error) {
    return { kind: 'fault', verdict: 'error', code: 'THROWN', message: `threw: ${messageOf(error)}` };
  }
};

const subjectOf = (implementation: Float64Implementation): Subject => ({
  name: implementation.name,
  ours: true,
  precision: 'float64',
  supports: everything,
  ask: async (problem) => replyOf(implementation, problem),
  // Every question is answered by the time the call returns.
  forget: () => {},
  close: async () => {},
});

/** One of our implementations, asked in float64. */
export const ownSubject = ({ name, gradient }: Implementation): Subject =>
  subjectOf({ name, solve: (problem) => gradient(problem, float64) });

const tensorGraph = 'tensor-graph';

/**
 * What answers networks: the three, the typed form of one of them, and the network as a graph of tensors; then
 * what answers graphs.
 */
export const ownSubjects = (): readonly Subject[] => [
  ...implementations.map(ownSubject),
  subjectOf(typedDeltaRecursion),
  subjectOf({ name: tensorGraph, solve: (problem) => gradientOfNetwork(problem, float64) }),
  ...ownGraphSubjects(),
];

/**
 * Those that a run judges when nobody is named. The network as a graph of tensors is judged by name: it is the
 * graph engine in another dress, and takes as long as three others.
 */
export const defaultSubjects = (): readonly Subject[] =>
  ownSubjects().filter(({ name }) => name !== tensorGraph);
