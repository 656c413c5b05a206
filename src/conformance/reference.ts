/** Which of our answers a subject is held against. */

import type { Witnessed } from '../judge/evidence.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Consultation, Opinion } from '../oracle/consult.ts';
import { notFinite } from '../oracle/consult-oracle.ts';
import { OracleDisagrees } from '../oracle/disagreement.ts';
import type { Subject } from '../subjects/subject.ts';

/** What is known of a network whoever is asked about it. */
export interface Experts {
  readonly consultation: (problem: MlpProblem) => Consultation;
  readonly witness: (problem: MlpProblem) => Witnessed;
}

const namesOf = (opinions: readonly Opinion[]): string => opinions.map(({ name }) => name).join(', ');

/** Against what is not finite nothing can be held. */
const isUsable = ({ answer: { cost, outputs, gradients, deltas } }: Opinion): boolean =>
  isFiniteTree([cost, outputs, gradients, deltas]);

/**
 * Several of ours answer, none with finite numbers, and numerical differentiation bounds every derivative: then
 * the numbers exist, and leaving the problem out would hide a defect of ours.
 */
const demandSilence = (problem: MlpProblem, { consultation, witness }: Experts): void => {
  const { agreed, dissenting, silent } = consultation(problem);
  const lost = [
    ...silent.filter(({ reason }) => reason === notFinite),
    ...[...agreed, ...dissenting].filter((opinion) => !isUsable(opinion)),
  ];
  if (lost.length < 2) return;
  const { entries, skipped } = witness(problem);
  const isBounded = entries.every(({ value, bound }) => Number.isFinite(value) && Number.isFinite(bound));
  if (entries.length > 0 && skipped.length === 0 && isBounded)
    throw new OracleDisagrees(
      problem,
      `NaN or infinity from ${lost.map(({ name }) => name).join(', ')}`,
      'numerical differentiation',
    );
};

/**
 * The opinion a subject is held against: never its own; undefined where nobody else has one.
 *
 * @throws OracleDisagrees where ours contradict each other, or numerical differentiation: a defect of ours.
 */
export const referenceFor = (subject: Subject, problem: MlpProblem, known: Experts): Opinion | undefined => {
  const { agreed, dissenting } = known.consultation(problem);
  if (!subject.ours && dissenting.length > 0)
    throw new OracleDisagrees(problem, namesOf(agreed), namesOf(dissenting));
  const others = (opinions: readonly Opinion[]) =>
    opinions.find(({ name }) => !subject.ours || name !== subject.name);
  const other = others(agreed) ?? others(dissenting);
  if (other !== undefined && isUsable(other)) return other;
  demandSilence(problem, known);
  return undefined;
};
