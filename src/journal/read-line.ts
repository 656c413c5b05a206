/** One line of a log, checked as far as reading on depends on it. */

import { show } from '../model/defect.ts';
import { type LogLine, logFormat } from './log.ts';
import { LogRefused } from './refused.ts';
import { withNumbers } from './text.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Kind = 'whole number' | 'text' | 'object' | 'list';

const is: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  'whole number': Number.isInteger,
  text: (value) => typeof value === 'string',
  object: isObject,
  list: Array.isArray,
};

/** What must be there in a line of each kind; the rest is written by the same code that reads it. */
const fieldsOf: Readonly<Record<LogLine['kind'], Readonly<Record<string, Kind>>>> = {
  header: {
    format: 'whole number',
    suite: 'object',
    seed: 'whole number',
    runs: 'whole number',
    clauses: 'text',
    subjects: 'list',
    subjectArguments: 'text',
  },
  sample: {
    subject: 'whole number',
    check: 'text',
    stage: 'text',
    run: 'whole number',
    problems: 'list',
    replies: 'list',
    evaluation: 'object',
  },
  verdict: { subject: 'whole number', check: 'text', clause: 'text', verdict: 'text', skipped: 'object' },
  notes: { notes: 'list' },
  footer: { samples: 'whole number', verdicts: 'whole number' },
};

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
  for (const [field, needed] of Object.entries(fieldsOf[kind])) {
    if (is[needed](value[field])) continue;
    throw new LogRefused(`${place}: ${field}: expected a ${needed}, got ${show(value[field])}`);
  }
  if (kind === 'header' && value['format'] !== logFormat) {
    throw new LogRefused(`${place}: format: expected ${logFormat}, got ${show(value['format'])}`);
  }
  return read(value, kind) as object as LogLine;
};
