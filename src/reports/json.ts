/** Values as JSON text: strings stand for the numbers that JSON lacks (protocol, section 1). */

import { exitCodeOf } from '../judge/exit-code.ts';
import type { Run } from './run.ts';

const nonFinite = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** One line of JSON. */
export const jsonLine = (value: object): string => `${JSON.stringify(value, nonFinite)}\n`;

/** Indented JSON. */
export const jsonText = (value: object): string => `${JSON.stringify(value, nonFinite, 2)}\n`;

/** The run with its exit code. */
export const jsonReport = (run: Run): string =>
  jsonText({ ...run, exit: exitCodeOf(run.subjects.flatMap(({ verdicts }) => verdicts)) });
