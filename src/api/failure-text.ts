/** Failing checks as the message of a test: what `backproof verify` prints of them. */

import type { Verdict } from '../model/verdict.ts';
import { escapeControl } from '../reports/escape.ts';
import { failureLines } from '../reports/failure.ts';
import { type Finding, findingsOf } from '../reports/findings.ts';

/** How the failing sample is seen again. */
export interface Again {
  readonly seed: number;
  /** The words after `backproof verify` that name the subject; undefined where only this process has it. */
  readonly words: string | undefined;
}

const replayHere = ({ clause, counterexample }: Verdict, seed: number): string =>
  `    replay: conformance(name, subject, { clause: '${clause}', seed: ${seed}, path: '${counterexample?.replay}' })`;

const wholeLines = (verdict: Verdict, { seed, words }: Again): readonly string[] => {
  const lines = failureLines(verdict, { seed, subjectArguments: words ?? '' });
  if (words !== undefined || verdict.counterexample === undefined) return lines;
  return lines.map((line) => (line.startsWith('    replay: ') ? replayHere(verdict, seed) : line));
};

const oneLine = ({ check, message }: Verdict): string => `  ${check}: ${escapeControl(message)}`;

const listed = 12;

const findingText = ({ lead, following }: Finding, again: Again): string => {
  const more = following.length - listed;
  return [
    wholeLines(lead, again).join('\n').trimStart(),
    ...(following.length > 0 ? ['', `  ${following.length} more failed, perhaps for the same cause:`] : []),
    ...following.slice(0, listed).map(oneLine),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
};

/** Every cause with its sentence, smallest problem and replay line; what was not run in a line each. */
export const failureText = (verdicts: readonly Verdict[], again: Again): string =>
  [
    ...findingsOf(verdicts).map((finding) => findingText(finding, again)),
    ...verdicts.filter(({ verdict }) => verdict === 'not-run').map(oneLine),
  ].join('\n\n');
