/** Reading a problem from a file: one by itself, or the one inside a worked example. */

import type { Problem } from '../model/any-kind.ts';
import { describe, describeAll } from '../model/defect.ts';
import { parseJson } from '../model/json-text.ts';
import { readAnyProblem } from '../model/read-any-problem.ts';
import { UsageError } from './failures.ts';
import { readText } from './read-text.ts';

/** The value of `problem` in an object that is no problem itself: a worked example. */
const problemIn = (value: unknown): unknown =>
  typeof value === 'object' &&
  value !== null &&
  'problem' in value &&
  !('layers' in value) &&
  !('nodes' in value)
    ? value.problem
    : undefined;

/**
 * The problem in a file, `-` for standard input. An object with a field `problem` stands for what is in
 * that field. Throws UsageError with one line per defect.
 */
export const readAnyProblemFile = (file: string): Problem => {
  const parsed = parseJson(readText(file), file);
  if (!parsed.ok) throw new UsageError(`${file} is not a problem\n${describe(parsed.defect)}`);
  const inner = problemIn(parsed.value);
  const read = readAnyProblem(inner ?? parsed.value);
  if (read.ok) return read.problem;
  const defects = inner === undefined ? read.defects : read.defects.map(insideProblem);
  throw new UsageError(`${file} is not a problem\n${describeAll(defects)}`);
};

const insideProblem = <D extends { readonly path: string }>(defect: D): D => ({
  ...defect,
  path: defect.path === '' ? 'problem' : `problem.${defect.path}`,
});
