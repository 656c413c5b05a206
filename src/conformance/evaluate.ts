/** One sample put to one subject: every question at once, then its claims judged. */

import type { Claim, GraphPart, Part } from '../judge/claim.ts';
import { judge } from '../judge/judge.ts';
import type { Sample } from '../judge/property.ts';
import type { AnyAnswer, Problem } from '../model/any-kind.ts';
import type { Code } from '../model/codes.ts';
import { isFiniteTree } from '../model/path.ts';
import { outsideSupports } from '../model/supports.ts';
import type { Findings, KinkJudgement, Repetition } from '../model/verdict.ts';
import type { Reply, Subject } from '../subjects/subject.ts';
import type { Basis } from './basis.ts';

/** Why there is no answer to judge. */
export type Fault = Omit<Extract<Reply, { kind: 'fault' }>, 'misshapen'>;

/** What came of one sample. */
export type Evaluation =
  | {
      readonly kind: 'judged';
      readonly findings: Findings;
      readonly changedProblem: boolean;
      /** One per question at a kink. */
      readonly kinks: readonly KinkJudgement[];
      /** What was judged, question by question; a log keeps it apart. */
      readonly answers: readonly AnyAnswer[];
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Not finite, or wrong, where rounding alone can bring a correct subject there: nothing can be concluded. */
  | { readonly kind: 'saturated'; readonly reason: string }
  /** Not put to the subject, because the run was to end earlier. */
  | { readonly kind: 'not-run'; readonly reason: string }
  | Fault;

/** What stands behind an answer to one problem; differs for fixtures, whose values come from a file. */
export type BasisOf = (problem: Problem) => Basis;

/** The bases of a sample's questions, or why the sample cannot be put to the subject. */
export type Prepared =
  | { readonly kind: 'bases'; readonly bases: readonly Extract<Basis, { kind: 'basis' }>[] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Everything the answers to a sample will be judged by; nothing is asked yet. */
export const prepare = ({ questions }: Sample, basisOf: BasisOf): Prepared => {
  const bases: Extract<Basis, { kind: 'basis' }>[] = [];
  for (const problem of questions) {
    const basis = basisOf(problem);
    if (basis.kind === 'skipped') return basis;
    bases.push(basis);
  }
  return { kind: 'bases', bases };
};

/** The parts of an answer that are claimed to be the expected ones. */
const agreeingParts = (claims: readonly Claim[], question: number): readonly (Part | GraphPart)[] =>
  claims.flatMap((claim) => (claim.kind === 'agrees' && claim.question === question ? [claim.part] : []));

/** Whether a claim compares the answer to a question by a bound. */
const isBounded =
  (question: number) =>
  (claim: Claim): boolean =>
    claim.kind === 'equation' || claim.kind === 'inequality'
      ? claim.terms.some((term) => term.question === question || term.times?.question === question)
      : claim.kind !== 'identical' && claim.question === question;

type Answered = Extract<Reply, { kind: 'answer' }>;

/** The first reply that ends the evaluation of a sample, in the order of its questions. */
const obstacle = (
  bases: Extract<Prepared, { kind: 'bases' }>['bases'],
  replies: readonly Reply[],
): Evaluation | undefined => {
  for (const [question, reply] of replies.entries()) {
    if (reply.kind === 'fault') {
      const { misshapen: _, ...fault } = reply;
      return fault.code === 'UNANSWERED' ? { kind: 'not-run', reason: fault.message } : fault;
    }
    if (reply.kind === 'unsupported') return { kind: 'skipped', reason: `unsupported: ${reply.reason}` };
    if (reply.kind === 'unclaimed') return { kind: 'skipped', reason: outsideSupports };
    const [excuse] = isFiniteTree(reply.answer) ? [] : (bases[question]?.excuses() ?? []);
    if (excuse !== undefined) return { kind: 'saturated', reason: excuse };
  }
  return undefined;
};

/** Judges the claims of a sample against the replies to its questions, one per question in their order. */
export const judgeReplies = (
  { claims }: Sample,
  prepared: Prepared,
  replies: readonly Reply[],
): Evaluation => {
  if (prepared.kind === 'skipped') return prepared;
  const stop = obstacle(prepared.bases, replies);
  if (stop !== undefined) return stop;
  const answered = replies.filter((reply): reply is Answered => reply.kind === 'answer');
  const evidence = prepared.bases.flatMap((basis, question) => {
    const reply = answered[question];
    return reply === undefined ? [] : [basis.evidence(reply.answer, agreeingParts(claims, question))];
  });
  const judged: Extract<Evaluation, { kind: 'judged' }> = {
    kind: 'judged',
    findings: judge(claims, evidence),
    changedProblem: answered.some(({ changedProblem }) => changedProblem),
    kinks: evidence.flatMap(({ kinks }, question) =>
      kinks !== undefined && claims.some(isBounded(question)) ? [kinks] : [],
    ),
    answers: answered.map(({ answer }) => answer),
  };
  const { lost } = judged.findings;
  return lost === undefined || isFailure(judged) ? judged : { kind: 'saturated', reason: lost };
};

/** Sends every question of a sample, in order; none where the sample cannot be judged. */
export const askAll = (subject: Subject, { questions }: Sample, prepared: Prepared): Promise<Reply[]> =>
  Promise.all(prepared.kind === 'skipped' ? [] : questions.map((problem) => subject.ask(problem)));

/** Asks every question of the sample and judges its claims. */
export const evaluate = async (subject: Subject, sample: Sample, basisOf: BasisOf): Promise<Evaluation> => {
  const prepared = prepare(sample, basisOf);
  return judgeReplies(sample, prepared, await askAll(subject, sample, prepared));
};

/** After any fault but a malformed answer the other samples of the check are not put. */
export const stopsCheck = (evaluation: Evaluation): boolean =>
  evaluation.kind === 'fault' && evaluation.verdict !== 'malformed';

/** Faults that leave the subject's process as it is: asking again costs nothing but time. */
const harmless: readonly Code[] = ['THROWN', 'CLAIM', 'SHAPE', 'MISSING', 'NOT-A-NUMBER', 'UNREADABLE'];

/** True of a fault that costs no process. */
export const isHarmless = ({ code }: Pick<Fault, 'code'>): boolean => harmless.includes(code);

/** True of a fault that costs a process. */
export const costsProcess = (evaluation: Evaluation): boolean =>
  evaluation.kind === 'fault' && !isHarmless(evaluation);

/** True of wrong numbers, of numbers in wrong shapes, and of a subject that gives up: what a mistake may be behind. */
export const isDiagnosable = (evaluation: Evaluation): boolean =>
  evaluation.kind === 'judged' ||
  (evaluation.kind === 'fault' && (evaluation.code === 'SHAPE' || evaluation.code === 'THROWN'));

/** The first declared convention that an answer of the sample contradicts. */
export const contradictionIn = (evaluation: Evaluation): string | undefined =>
  evaluation.kind === 'judged'
    ? evaluation.kinks.find(({ contradiction }) => contradiction !== undefined)?.contradiction
    : undefined;

/** Where answers to one question that was asked several times are further apart than rounding explains. */
export const changeIn = (evaluation: Evaluation): Repetition | undefined => {
  const repetition = evaluation.kind === 'judged' ? evaluation.findings.repetition : undefined;
  return repetition?.way === 'within' ? undefined : repetition;
};

/** True when the subject did something that must not happen; not having been asked is none of that. */
export const isFailure = (evaluation: Evaluation): boolean =>
  (evaluation.kind === 'fault' && evaluation.verdict !== 'not-run') ||
  contradictionIn(evaluation) !== undefined ||
  (evaluation.kind === 'judged' && (evaluation.findings.wrong > 0 || evaluation.changedProblem));
