/** What a run came to, in a word or two. */

import type { ExitCode } from '../judge/exit-code.ts';
import type { Report } from './report.ts';

const words: Readonly<Record<ExitCode, string>> = {
  0: 'conforms',
  1: 'discrepant',
  2: 'not run',
  3: 'not testable',
  4: 'nothing verified',
  5: 'a defect of backproof',
  130: 'interrupted',
};

/** `discrepant`; where only listed failures are left, or only the list is wrong, that. */
export const headline = ({ exit, subjects, known, run }: Report): string => {
  const failed = subjects.some(({ findings }) => findings.length > 0);
  if (exit === 1 && !failed) return `${known.stale.length} stale known`;
  if (exit === 0 && known.excused.size > 0) return 'nothing new';
  if (exit === 4 && run.missing !== undefined) return 'incomplete';
  return words[exit];
};
