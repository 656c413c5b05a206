/** What to send us where backproof itself failed: everything that is needed to see it again. */

import { suiteVersion } from './version.ts';

/** Longest text of a problem that is shown whole. */
const longestProblem = 4000;

const shortened = (text: string): string =>
  text.length > longestProblem ? `${text.slice(0, longestProblem)}...` : text;

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** `problem` is the one that it failed at, where that is known. */
export const defectText = (error: unknown, problem?: object): string =>
  [
    'a defect of backproof, not of the subject; please report it with this text:',
    `  backproof ${suiteVersion()}, Node ${process.version}, ${process.platform}-${process.arch}`,
    `  command: backproof ${process.argv.slice(2).join(' ')}`,
    ...stackOf(error)
      .split('\n')
      .map((line) => `  ${line}`),
    ...(problem === undefined ? [] : [`  problem: ${shortened(JSON.stringify(problem))}`]),
  ].join('\n');
