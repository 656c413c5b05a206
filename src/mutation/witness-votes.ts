/** A patched witness held against the answers of every implementation. */

import { basisFor } from '../conformance/evidence.ts';
import type { Experts } from '../conformance/reference.ts';
import type { Implementation } from '../gradients/implementation.ts';
import type { Witnessed } from '../judge/evidence.ts';
import { judge } from '../judge/judge.ts';
import type { MlpProblem } from '../model/problem.ts';
import { ownSubject } from '../subjects/own.ts';
import { fingerprint } from './fingerprint.ts';
import type { WitnessSighting } from './sighting.ts';

/** What numerical differentiation says of a problem. */
export type Witness = (problem: MlpProblem) => Witnessed;

type Votes = Omit<WitnessSighting, 'kind' | 'id' | 'reached' | 'prints'>;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** For every implementation that answers: whether the witness sees another gradient. */
const disagreements = async (
  problem: MlpProblem,
  seen: Witnessed,
  implementations: readonly Implementation[],
  { consultation }: Experts,
): Promise<readonly boolean[]> => {
  const experts: Experts = { consultation, witness: () => seen };
  const found: boolean[] = [];
  for (const implementation of implementations) {
    const subject = ownSubject(implementation);
    const basis = basisFor(subject, problem, experts);
    const reply = await subject.ask(problem);
    if (basis.kind === 'skipped' || reply.kind !== 'answer') continue;
    const { wrong } = judge([{ kind: 'witnessed', question: 0 }], [basis.evidence(reply.answer)]);
    found.push(wrong > 0);
  }
  return found;
};

/** Asks the witness every question; `enough` says when to stop asking. */
export const witnessVotes = async (
  questions: readonly MlpProblem[],
  witness: Witness,
  implementations: readonly Implementation[],
  experts: Experts,
  enough: (votes: Votes) => boolean,
): Promise<Votes & { readonly print: string }> => {
  let votes: Votes = { againstAll: 0, againstSome: 0, broken: 0 };
  const given: unknown[] = [];
  for (const problem of questions) {
    try {
      const seen = witness(problem);
      given.push(seen);
      const wrong = await disagreements(problem, seen, implementations, experts);
      if (wrong.length > 0 && wrong.every(Boolean)) votes = { ...votes, againstAll: votes.againstAll + 1 };
      else if (wrong.some(Boolean)) votes = { ...votes, againstSome: votes.againstSome + 1 };
    } catch (error) {
      given.push('threw');
      votes = { firstBreak: messageOf(error), ...votes, broken: votes.broken + 1 };
    }
    if (enough(votes)) break;
  }
  return { ...votes, print: fingerprint(given) };
};
