/** What a run has left that can be gone on with; for stderr, as paths differ from run to run. */

import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { escapeLine } from '../../reports/escape.ts';
import type { RunFolder } from './run-folder.ts';

const shown = (path: string): string => {
  const near = relative('.', path);
  return escapeLine(near.startsWith('..') ? path : near);
};

/** A line for the counterexamples, and one for the log of a run that was interrupted; nothing without either. */
export const leftLines = (folder: RunFolder | undefined, interrupted: boolean): string => {
  if (folder === undefined) return '';
  const lines = [
    ...(existsSync(folder.counterexamples)
      ? [`counterexamples, each for \`backproof replay\`: ${shown(folder.counterexamples)}`]
      : []),
    ...(interrupted ? [`to go on, give the same options and --resume ${shown(folder.log)}`] : []),
  ];
  return lines.map((line) => `backproof: ${line}\n`).join('');
};
