/** One sample put to one subject. */

import type { Claim, Part } from '../judge/claim.ts';
import type { Evidence } from '../judge/evidence.ts';
import { judge } from '../judge/judge.ts';
import type { Sample } from '../judge/property.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Findings, KinkJudgement } from '../model/verdict.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { Basis } from './evidence.ts';

export type Evaluation =
  | {
      readonly kind: 'judged';
      readonly findings: Findings;
      readonly changedProblem: boolean;
      /** One per question at a kink. */
      readonly kinks: readonly KinkJudgement[];
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Not finite where rounding alone can bring a correct subject there: nothing can be concluded. */
  | { readonly kind: 'saturated'; readonly reason: string }
  | Extract<Reply, { kind: 'fault' }>;

/** What stands behind an answer to one problem; differs for fixtures, whose values come from a file. */
export type BasisOf = (problem: MlpProblem) => Basis;

/** The parts of the answer to a question that are claimed to be the expected ones. */
const agreeingParts = (claims: readonly Claim[], question: number): readonly Part[] =>
  claims.flatMap((claim) => (claim.kind === 'agrees' && claim.question === question ? [claim.part] : []));

/** Whether a claim compares the answer to a question by a bound. */
const isBounded =
  (question: number) =>
  (claim: Claim): boolean =>
    claim.kind === 'equation'
      ? claim.terms.some((term) => term.question === question)
      : claim.kind !== 'identical' && claim.question === question;

/** Asks every question of the sample and judges its claims. */
export const evaluate = async (subject: Subject, sample: Sample, basisOf: BasisOf): Promise<Evaluation> => {
  const evidence: Evidence[] = [];
  let changedProblem = false;
  for (const [question, problem] of sample.questions.entries()) {
    const basis = basisOf(problem);
    if (basis.kind === 'skipped') return { kind: 'skipped', reason: basis.reason };
    const reply = await subject.ask(problem);
    if (reply.kind === 'fault') return reply;
    if (reply.kind === 'unsupported') return { kind: 'skipped', reason: `unsupported: ${reply.reason}` };
    const [excuse] = isFiniteTree(reply.answer) ? [] : basis.excuses();
    if (excuse !== undefined) return { kind: 'saturated', reason: excuse };
    changedProblem ||= reply.changedProblem;
    evidence.push(basis.evidence(reply.answer, agreeingParts(sample.claims, question)));
  }
  const findings = judge(sample.claims, evidence);
  return {
    kind: 'judged',
    findings,
    changedProblem,
    kinks: evidence.flatMap(({ kinks }, question) =>
      kinks !== undefined && sample.claims.some(isBounded(question)) ? [kinks] : [],
    ),
  };
};

/** The first declared convention that an answer of the sample contradicts. */
export const contradictionIn = (evaluation: Evaluation): string | undefined =>
  evaluation.kind === 'judged'
    ? evaluation.kinks.find(({ contradiction }) => contradiction !== undefined)?.contradiction
    : undefined;

/** True when the subject did something that must not happen. */
export const isFailure = (evaluation: Evaluation): boolean =>
  evaluation.kind === 'fault' ||
  contradictionIn(evaluation) !== undefined ||
  (evaluation.kind === 'judged' && (evaluation.findings.wrong > 0 || evaluation.changedProblem));
