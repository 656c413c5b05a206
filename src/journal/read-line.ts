/** One line of a log, checked as far as reading on depends on it. */

import { describe, show } from '../model/defect.ts';
import { lineDefect } from './line-fields.ts';
import { type LogLine, logFormat } from './log.ts';
import { LogRefused } from './refused.ts';
import { withNumbers } from './text.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindIn = (value: Fields): LogLine['kind'] | undefined =>
  (['header', 'sample', 'verdict', 'notes', 'footer'] as const).find((kind) => kind === value['kind']);

/** Fields without texts of a subject, in which strings may stand for numbers. */
const numeric: readonly string[] = ['power', 'counterexample', 'kinks'];

const revived = (value: Fields): Fields =>
  Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, numeric.includes(key) ? withNumbers(each) : each]),
  );

const subjectsIn = (value: unknown): readonly unknown[] =>
  (Array.isArray(value) ? value : []).map((each: unknown) =>
    isObject(each) ? { ...each, supports: withNumbers(each['supports']) } : each,
  );

const read = (value: Fields, kind: LogLine['kind']): Fields => {
  if (kind === 'verdict') return revived(value);
  return kind === 'header' ? { ...value, subjects: subjectsIn(value['subjects']) } : value;
};

/** The line, or undefined where the text is not JSON. `place` is the file and the line. Throws `LogRefused`. */
export const readLine = (text: string, place: string): LogLine | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const kind = isObject(value) ? kindIn(value) : undefined;
  if (isObject(value) && value['jsonrpc'] !== undefined) {
    throw new LogRefused(
      `${place}: expected a line of a run log, got one of the protocol; answers to a cases file are judged by \`backproof judge CASES ANSWERS\``,
    );
  }
  if (!isObject(value) || kind === undefined) {
    throw new LogRefused(`${place}: expected a line of a run log, got ${show(value)}`);
  }
  if (kind === 'header' && Number.isInteger(value['format']) && value['format'] !== logFormat) {
    throw new LogRefused(`${place}: format: expected ${logFormat}, got ${show(value['format'])}`);
  }
  const defect = lineDefect(value, kind);
  if (defect !== undefined) throw new LogRefused(`${place}: ${describe(defect)}`);
  return read(value, kind) as object as LogLine;
};
