/**
 * The process of the guard. It reads which subjects there are, `+MARK` and `+MARK LEADER` for one that is started
 * and `-MARK` for one that has ended, until the runner is gone; then it ends those that are left.
 */

import { createInterface } from 'node:readline';
import { endWhole } from './end-whole.ts';

/** Leaders of groups by the marks of their subjects; undefined for one that may not have been started. */
const left = new Map<string, number | undefined>();

/** Anything else is no line of ours; a mark that is empty would be found in every process. */
const told = /^(?<sign>[+-])(?<mark>[0-9a-f-]{36})(?: (?<leader>[1-9]\d*))?$/;

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { sign, mark, leader } = told.exec(line)?.groups ?? {};
    if (mark === undefined) return;
    if (sign === '-') left.delete(mark);
    else left.set(mark, leader === undefined ? undefined : Number(leader));
  })
  .on('close', () => {
    for (const [mark, leader] of left) endWhole(mark, leader);
  });
