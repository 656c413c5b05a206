/** Errors that end a command, as one sentence on stderr and an exit code. */

import { LogRefused } from '../journal/refused.ts';
import { exitCodes } from '../judge/exit-code.ts';
import { OracleDisagrees } from '../oracle/disagreement.ts';
import { GraphOracleDisagrees } from '../oracle/graphs/disagreement.ts';
import { escapeControl } from '../reports/escape.ts';
import { SubjectNotTestable } from '../subjects/not-testable.ts';
import { defectText } from './defect-text.ts';

/** The user asked for something that cannot be done: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const say = (text: string): void => {
  process.stderr.write(`backproof: ${escapeControl(text)}\n`);
};

/** Says what happened and returns the exit code for it. */
export const reportFailure = (error: unknown): number => {
  if (error instanceof UsageError || error instanceof LogRefused) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof SubjectNotTestable) {
    say(`${error.message} [${error.code}]`);
    return exitCodes.notTestable;
  }
  if (error instanceof OracleDisagrees || error instanceof GraphOracleDisagrees) {
    say(defectText(error, error.problem));
    return exitCodes.defect;
  }
  say(defectText(error));
  return exitCodes.defect;
};

/** Says what to do about a subject that could not be tested; what knows it is not loaded before. */
export const adviseOn = async (error: unknown): Promise<void> => {
  if (!(error instanceof SubjectNotTestable)) return;
  const { adviceFor } = await import('../reports/advice.ts');
  say(`what to do: ${adviceFor(error.code, error.message)}`);
};
