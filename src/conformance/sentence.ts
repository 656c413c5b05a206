/** The code and the sentence of a verdict, from the evaluation that stands for it. */

import { describeChange, describeDiscrepancy, describeRepetition, often } from '../judge/describe.ts';
import type { Code } from '../model/codes.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Counterexample, Discrepancy } from '../model/verdict.ts';
import type { VerdictKind } from '../model/verdict-kind.ts';
import { changeIn, contradictionIn, type Evaluation } from './evaluate.ts';

/** The smallest failing case of a check, which stands for its verdict. */
export interface Failing {
  readonly evaluation: Evaluation;
  /** Where the same questions, asked again, were answered otherwise. */
  readonly nondeterminism?: Discrepancy;
  readonly counterexample: Counterexample;
}

/** Where no choice at the kinks explains the answer, whichever the expected values shown were computed with. */
const atKinkSuffix = (shown: Evaluation | undefined): string =>
  shown?.kind === 'judged' && shown.kinks.some(({ by }) => by === 'outside')
    ? '; no derivative that the chain rule allows at the kink explains it'
    : '';

/** The precision that right answers are as exact as, where it is not the declared one. */
const reachedIn = (diagnosis: Diagnosis | undefined): string | undefined => {
  const causes = diagnosis?.causes ?? [];
  return causes.length === 1 ? causes[0]?.reached : undefined;
};

/** The code of a wrong number, and what is said before it of all of them. */
export const wrongNumber = (
  got: number,
  diagnosis: Diagnosis | undefined,
): { readonly code: 'NOT-FINITE' | 'PRECISION' | 'WRONG-VALUE'; readonly how: string } => {
  const reached = reachedIn(diagnosis);
  const how = reached === undefined ? '' : `the answers are as exact as ${reached}: `;
  if (!Number.isFinite(got)) return { code: 'NOT-FINITE', how };
  return { code: reached === undefined ? 'WRONG-VALUE' : 'PRECISION', how };
};

const unrepeated =
  '; asked again of a new process, the question was answered: it depends on chance, or on what was asked before';

/** The sentence of a verdict; empty where there is nothing to say. `failed` of `runs` samples came to it. */
export const messageOf = (
  verdict: VerdictKind,
  failing: Partial<Failing>,
  failed: number,
  runs: number,
): string => {
  const { evaluation: shown, nondeterminism } = failing;
  if (nondeterminism !== undefined) return describeChange(nondeterminism, failed, runs);
  if (shown?.kind === 'fault')
    return `${shown.message}${failing.counterexample?.unrepeated ? unrepeated : ''}`;
  if (shown?.kind === 'judged' && shown.changedProblem) return 'wrote into the problem it was given';
  const change = shown && changeIn(shown);
  if (change !== undefined) return describeRepetition(change, failed, runs);
  const [first] = shown?.kind === 'judged' ? shown.findings.discrepancies : [];
  if (first !== undefined) {
    const { how } = wrongNumber(first.got, failing.counterexample?.diagnosis);
    return `${how}${describeDiscrepancy(first, failed, runs)}${atKinkSuffix(shown)}`;
  }
  const contradiction = shown && contradictionIn(shown);
  if (contradiction !== undefined) return `${contradiction}${often(failed, runs)}`;
  if (shown !== undefined && 'reason' in shown) return shown.reason;
  if (verdict === 'unsupported') return 'the answers do not have the numbers this is about';
  return verdict === 'inconclusive' ? 'no finite bound could be derived for any entry' : '';
};

/** True where answers change by something known that is kept between calls, and not by chance. */
const isKept = ({ counterexample }: Partial<Failing>): boolean =>
  counterexample?.diagnosis?.causes.some(({ clause }) => clause === 'PURE') ?? false;

/** What the verdict is listed under in `spec/codes.json`, where it is. */
export const codeOf = (failing: Partial<Failing>): { readonly code?: Code } => {
  const { evaluation: shown, nondeterminism } = failing;
  if (nondeterminism !== undefined) return { code: isKept(failing) ? 'IMPURE' : 'NONDETERMINISTIC' };
  if (shown?.kind === 'fault') return { code: shown.code };
  if (shown?.kind === 'saturated') return { code: 'SATURATED' };
  if (shown?.kind !== 'judged') return {};
  if (shown.changedProblem) return { code: 'IMPURE' };
  const change = changeIn(shown);
  if (change !== undefined)
    return { code: change.way === 'varying' && !isKept(failing) ? 'NONDETERMINISTIC' : 'IMPURE' };
  const [first] = shown.findings.discrepancies;
  if (first === undefined) return contradictionIn(shown) === undefined ? {} : { code: 'CONVENTION' };
  return { code: wrongNumber(first.got, failing.counterexample?.diagnosis).code };
};
