/** Turning a subject's answer into evidence: a reference to hold it against, and bounds for both. */

import { boundAnswer } from '../bounds/bound-answer.ts';
import { addAnswerBounds } from '../bounds/combine.ts';
import { type Precision, precision } from '../bounds/precision.ts';
import { saturation } from '../bounds/saturation.ts';
import { type LossOfDigits, lossOfDigits } from '../bounds/singularity.ts';
import type { Implementation } from '../gradients/implementation.ts';
import { implementations } from '../gradients/registry.ts';
import { networkAnswer, type Problem } from '../model/any-kind.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Opinion } from '../oracle/consult.ts';
import { consultOracle } from '../oracle/consult-oracle.ts';
import type { Subject } from '../subjects/subject.ts';
import type { Basis } from './basis.ts';
import { graphBasis } from './graph-evidence.ts';
import { evidenceAtKinks } from './kinks/evidence-at-kinks.ts';
import { exactNorms, kinksOf } from './kinks/network-kinks.ts';
import { networkQuestion } from './kinks/network-question.ts';
import type { Question } from './kinks/question.ts';
import { type Experts, referenceFor } from './reference.ts';
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
export const experts = (): Experts => ({
  consultation: memo(consultOracle),
  witness: memo(witnessed),
});

/** The format a subject computes in, with its sums in another one where it says so. */
const formatOf = ({ precision: name, accumulation }: Subject): Precision => precision(name, accumulation);

const implementationNamed = (name: string): Implementation => {
  const found = implementations.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`no implementation ${name}`);
  return found;
};

/** The kinks of a network, for a subject that may follow any convention. */
const questionAtKinks = (subject: Subject, problem: MlpProblem, { name, answer }: Opinion): Question => {
  const format = formatOf(subject);
  const { uncertain } = boundAnswer(problem, answer, format);
  const blurred = boundAnswer(problem, answer, format, 'convention').uncertain;
  return networkQuestion({
    problem,
    kinks: kinksOf(problem, answer, uncertain, blurred),
    balls: exactNorms(uncertain, blurred),
    implementation: implementationNamed(name),
    precision: format,
  });
};

/** Found out when a number is outside its bound. */
const lostDigits = (subject: Subject, problem: MlpProblem, { answer }: Opinion): LossOfDigits => {
  let known: LossOfDigits | undefined;
  return (path) => {
    known ??= lossOfDigits(problem, answer, formatOf(subject));
    return known(path);
  };
};

const networkBasis = (subject: Subject, problem: MlpProblem, known: Experts): Basis => {
  const { witness } = known;
  const opinion = referenceFor(subject, problem, known);
  if (opinion === undefined) return { kind: 'skipped', reason: 'nobody else answers' };
  const bounds = subject.ours ? opinion.bounds() : boundAnswer(problem, opinion.answer, formatOf(subject));
  const plain = {
    problem,
    reference: opinion.answer,
    bounds,
    againstReference: addAnswerBounds(bounds, opinion.bounds()),
    witness: () => witness(problem),
    lost: lostDigits(subject, problem, opinion),
  };
  const atKinks =
    !subject.ours &&
    bounds.uncertain.length > 0 &&
    evidenceAtKinks(questionAtKinks(subject, problem, opinion), subject.conventions ?? {}, plain);
  return {
    kind: 'basis',
    evidence: (answer, agreeing = []) =>
      atKinks ? atKinks(networkAnswer(answer), agreeing) : { ...plain, answer },
    excuses: () => saturation(problem, opinion.answer, formatOf(subject)),
  };
};

/** Everything an answer to this problem will be judged by, prepared before the subject is asked. */
export const basisFor = (subject: Subject, problem: Problem, known: Experts): Basis =>
  problem.kind === 'graph' ? graphBasis(subject, problem) : networkBasis(subject, problem, known);
