/** Our implementations as subjects like any other. */

import { float64 } from '../arithmetic/float64.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { isRefusal } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { everything } from '../model/supports.ts';
import type { Reply, Subject } from './subject.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const replyOf = ({ gradient }: Implementation, problem: MlpProblem): Reply => {
  const before = JSON.stringify(problem);
  try {
    const attempt = gradient(problem, float64);
    if (isRefusal(attempt)) return { kind: 'unsupported', reason: attempt.refused };
    return { kind: 'answer', answer: attempt, notes: [], changedProblem: JSON.stringify(problem) !== before };
  } catch (error) {
    return { kind: 'fault', verdict: 'error', code: 'THROWN', message: `threw: ${messageOf(error)}` };
  }
};

/** One of our implementations, asked in float64. */
export const ownSubject = (implementation: Implementation): Subject => ({
  name: implementation.name,
  ours: true,
  precision: 'float64',
  supports: everything,
  ask: async (problem) => replyOf(implementation, problem),
  close: async () => {},
});

export const ownSubjects = (): readonly Subject[] => implementations.map(ownSubject);
