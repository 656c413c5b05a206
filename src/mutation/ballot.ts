/** All voters asked all questions, one of them patched: who is outvoted, where, and by how many. */

import type { GradientFunction, Implementation } from '../gradients/implementation.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Consultation, consult } from '../oracle/consult.ts';

/** What came of all questions together. */
export interface Ballot {
  /** Every voter that was outvoted at least once, with the number of questions. */
  readonly outvoted: Readonly<Record<string, number>>;
  /** Questions on which nobody was outvoted but a voter said nothing that speaks on them otherwise. */
  readonly fallenSilent: number;
  /** Questions at which the patched voter threw or answered in other shapes, and how it did so first. */
  readonly broken: number;
  readonly firstBreak?: string;
}

/** Who has no opinion on a question, by name. */
export type SilentOn = (problem: MlpProblem) => readonly string[];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const attempt = (
  problem: MlpProblem,
  voters: readonly Implementation[],
): Consultation | { thrown: string } => {
  try {
    return consult(problem, voters);
  } catch (error) {
    return { thrown: messageOf(error) };
  }
};

/** Remembers answers, all asked for in one arithmetic: an unpatched voter works on each question once. */
export const remembering = ({ name, gradient }: Implementation): Implementation => {
  const known = new WeakMap<MlpProblem, object>();
  const remembered = (problem: MlpProblem, arithmetic: Parameters<typeof gradient>[1]): object => {
    const found = known.get(problem) ?? gradient(problem, arithmetic);
    known.set(problem, found);
    return found;
  };
  return { name, gradient: remembered as GradientFunction };
};

/** Puts every question to every voter. */
export const ballotOf = (
  questions: readonly MlpProblem[],
  voters: readonly Implementation[],
  silentOn: SilentOn,
): Ballot => {
  const outvoted: Record<string, number> = {};
  const breaks: string[] = [];
  let fallenSilent = 0;
  for (const problem of questions) {
    const found = attempt(problem, voters);
    if ('thrown' in found) {
      breaks.push(found.thrown);
      continue;
    }
    for (const { name } of found.dissenting) outvoted[name] = (outvoted[name] ?? 0) + 1;
    const before = silentOn(problem);
    if (found.dissenting.length === 0 && found.silent.some(({ name }) => !before.includes(name))) {
      fallenSilent += 1;
    }
  }
  const [firstBreak] = breaks;
  return { outvoted, fallenSilent, broken: breaks.length, ...(firstBreak !== undefined && { firstBreak }) };
};
