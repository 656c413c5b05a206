/** A subject's first problem, or first graphs, each put twice: does it answer, in the right shapes, with the right numbers? */

import type { BasisOf } from '../conformance/evaluate.ts';
import { basisFor, experts } from '../conformance/evidence.ts';
import { putOne } from '../conformance/put.ts';
import { agreesOnGraph, agreesWhole, type Claim } from '../judge/claim.ts';
import type { Sample } from '../judge/property.ts';
import type { Problem } from '../model/any-kind.ts';
import type { Subject } from '../subjects/subject.ts';
import type { FirstContact } from './contact.ts';
import { firstGraphs } from './first-graphs.ts';
import { firstProblems } from './first-problems.ts';
import { wrongGradient } from './wrong-gradient.ts';

const agreeing = (problem: Problem, question: number): readonly Claim[] =>
  problem.kind === 'graph' ? agreesOnGraph(question, problem) : agreesWhole(question);

const sampleOf = (problem: Problem): Sample => ({
  questions: [problem, problem],
  claims: [...agreeing(problem, 0), ...agreeing(problem, 1)],
});

const contactOn = async (subject: Subject, problem: Problem): Promise<FirstContact> => {
  const knowledge = experts();
  const basisOf: BasisOf = (question) => basisFor(subject, question, knowledge);
  const put = await putOne(subject, { run: 0, sample: sampleOf(problem) }, basisOf);
  const { evaluation } = put;
  if (evaluation.kind === 'fault') {
    return { kind: 'adapter-broken', code: evaluation.code, sentence: evaluation.message, problem };
  }
  if (evaluation.kind !== 'judged') return { kind: 'nothing-verified', sentence: evaluation.reason };
  const { findings, changedProblem, answers } = evaluation;
  const [answer] = answers;
  if (answer === undefined) throw new RangeError('a judged evaluation has no answer');
  if (changedProblem) {
    const sentence = 'writes into the problem that it is given';
    return { kind: 'gradient-wrong', code: 'IMPURE', sentence, problem, answer };
  }
  const [first] = findings.discrepancies;
  if (first !== undefined) return wrongGradient(put, evaluation, first, { subject, basisOf });
  return findings.judged > 0
    ? { kind: 'fine', problem, problems: 1, judged: findings.judged }
    : { kind: 'nothing-verified', sentence: 'no finite bound could be derived for any number of its answer' };
};

const outsideEverything: FirstContact = {
  kind: 'nothing-verified',
  sentence: 'its declaration supports no problem of ours',
};

/** The plainest network that the subject claims; the next ones while it says that it supports none. */
const onNetworks = async (subject: Subject): Promise<FirstContact> => {
  let contact: FirstContact = outsideEverything;
  for (const problem of firstProblems(subject.supports)) {
    contact = await contactOn(subject, problem);
    if (contact.kind !== 'nothing-verified') return contact;
  }
  return contact;
};

const isSound = ({ kind }: FirstContact): boolean => kind === 'fine' || kind === 'nothing-verified';

/** Both sound: what was verified in both, or why nothing was. */
const together = (one: FirstContact, other: FirstContact): FirstContact => {
  if (one.kind !== 'fine') return other.kind === 'fine' || one === outsideEverything ? other : one;
  if (other.kind !== 'fine') return one;
  return { ...other, problems: one.problems + other.problems, judged: one.judged + other.judged };
};

/**
 * Puts the plainest network that the subject claims, then its first graphs; stops at the first that is not
 * answered as it should be.
 */
export const firstContact = async (subject: Subject): Promise<FirstContact> => {
  let contact = await onNetworks(subject);
  if (!isSound(contact)) return contact;
  for (const problem of firstGraphs(subject.supports)) {
    const next = await contactOn(subject, problem);
    if (!isSound(next)) return next;
    contact = together(contact, next);
  }
  return contact;
};
