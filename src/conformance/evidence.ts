/** Turning a subject's answer into evidence: a reference to hold it against, and bounds for both. */

import { boundAnswer } from '../bounds/bound-answer.ts';
import { addAnswerBounds } from '../bounds/combine.ts';
import { precision } from '../bounds/precision.ts';
import { saturation } from '../bounds/saturation.ts';
import type { Evidence, Witnessed } from '../judge/evidence.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Consultation, consult, type Opinion } from '../oracle/consult.ts';
import { OracleDisagrees } from '../oracle/disagreement.ts';
import type { Subject } from '../subjects/subject.ts';
import { witnessed } from './witness.ts';

const memo = <T>(compute: (problem: MlpProblem) => T): ((problem: MlpProblem) => T) => {
  const known = new WeakMap<MlpProblem, T>();
  return (problem) => {
    const found = known.get(problem);
    if (found !== undefined) return found;
    const computed = compute(problem);
    known.set(problem, computed);
    return computed;
  };
};

/** Consultations and witnesses, computed once per problem however many subjects are asked. */
export interface Experts {
  readonly consultation: (problem: MlpProblem) => Consultation;
  readonly witness: (problem: MlpProblem) => Witnessed;
}

export const experts = (): Experts => ({
  consultation: memo((problem) => consult(problem)),
  witness: memo(witnessed),
});

const namesOf = (opinions: readonly Opinion[]): string => opinions.map(({ name }) => name).join(', ');

/** The opinion a subject is held against: never its own. */
const referenceFor = (
  subject: Subject,
  problem: MlpProblem,
  consultation: Consultation,
): Opinion | undefined => {
  const { agreed, dissenting } = consultation;
  if (!subject.ours && dissenting.length > 0)
    throw new OracleDisagrees(problem, namesOf(agreed), namesOf(dissenting));
  const others = (opinions: readonly Opinion[]) =>
    opinions.find(({ name }) => !subject.ours || name !== subject.name);
  return others(agreed) ?? others(dissenting);
};

/** What the subject's own branch choices would be judged by, or why this problem cannot be put to it. */
export type Basis =
  | {
      readonly kind: 'basis';
      readonly evidence: (answer: SubjectAnswer) => Evidence;
      /** Why a correct subject may answer with something that is not finite; empty when it has no excuse. */
      readonly excuses: () => readonly string[];
    }
  | { readonly kind: 'skipped'; readonly reason: 'at a kink' | 'nobody else answers' };

/** Everything an answer to this problem will be judged by, prepared before the subject is asked. */
export const basisFor = (
  subject: Subject,
  problem: MlpProblem,
  { consultation, witness }: Experts,
): Basis => {
  const reference = referenceFor(subject, problem, consultation(problem));
  if (reference === undefined) return { kind: 'skipped', reason: 'nobody else answers' };
  const bounds = subject.ours
    ? reference.bounds
    : boundAnswer(problem, reference.answer, precision(subject.precision));
  if (!subject.ours && bounds.uncertain.length > 0) return { kind: 'skipped', reason: 'at a kink' };
  return {
    kind: 'basis',
    evidence: (answer) => ({
      problem,
      answer,
      reference: reference.answer,
      bounds,
      againstReference: addAnswerBounds(bounds, reference.bounds),
      witness: () => witness(problem),
    }),
    excuses: () => saturation(problem, reference.answer, precision(subject.precision)),
  };
};
