/** One sample put to one subject. */

import type { Evidence } from '../judge/evidence.ts';
import { judge } from '../judge/judge.ts';
import type { Sample } from '../judge/property.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Findings } from '../model/verdict.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { Basis } from './evidence.ts';

export type Evaluation =
  | { readonly kind: 'judged'; readonly findings: Findings; readonly changedProblem: boolean }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Not finite where rounding alone can bring a correct subject there: nothing can be concluded. */
  | { readonly kind: 'saturated'; readonly reason: string }
  | Extract<Reply, { kind: 'fault' }>;

/** What stands behind an answer to one problem; differs for fixtures, whose values come from a file. */
export type BasisOf = (problem: MlpProblem) => Basis;

/** Asks every question of the sample and judges its claims. */
export const evaluate = async (subject: Subject, sample: Sample, basisOf: BasisOf): Promise<Evaluation> => {
  const evidence: Evidence[] = [];
  let changedProblem = false;
  for (const problem of sample.questions) {
    const basis = basisOf(problem);
    if (basis.kind === 'skipped') return { kind: 'skipped', reason: basis.reason };
    const reply = await subject.ask(problem);
    if (reply.kind === 'fault') return reply;
    if (reply.kind === 'unsupported') return { kind: 'skipped', reason: `unsupported: ${reply.reason}` };
    const [excuse] = isFiniteTree(reply.answer) ? [] : basis.excuses();
    if (excuse !== undefined) return { kind: 'saturated', reason: excuse };
    changedProblem ||= reply.changedProblem;
    evidence.push(basis.evidence(reply.answer));
  }
  return { kind: 'judged', findings: judge(sample.claims, evidence), changedProblem };
};

/** True when the subject did something that must not happen. */
export const isFailure = (evaluation: Evaluation): boolean =>
  evaluation.kind === 'fault' ||
  (evaluation.kind === 'judged' && (evaluation.findings.wrong > 0 || evaluation.changedProblem));
