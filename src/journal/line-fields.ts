/** What must stand in the lines of a log for reading on: a log may have been cut, merged or edited by others. */

import { type Defect, defectAt, show } from '../model/defect.ts';
import { entryAt, type Path } from '../model/path.ts';
import { verdictKinds } from '../model/verdict-kind.ts';
import type { LogLine } from './log.ts';

type Is = (value: unknown) => boolean;

interface Needed {
  readonly path: Path;
  /** With its article. */
  readonly expected: string;
  readonly is: Is;
}

const isObject: Is = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Is = (value) => typeof value === 'string';
const isCount: Is = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);

const mostRuns = 1_000_000;
const mostShards = 999_999;

const isShard: Is = (value) => {
  const [index, of] = [entryAt(value, ['index']), entryAt(value, ['of'])];
  return (
    isCount(index) &&
    isCount(of) &&
    1 <= Number(index) &&
    Number(index) <= Number(of) &&
    Number(of) <= mostShards
  );
};

const isPath: Is = listOf((step) => isText(step) || isCount(step));

const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);

const needed = (path: Path, expected: string, is: Is): Needed => ({ path, expected, is });
const text = (...path: Path): Needed => needed(path, 'a text', isText);
const wholeNumber = (...path: Path): Needed => needed(path, 'a whole number', Number.isSafeInteger);
const count = (...path: Path): Needed => needed(path, 'a count', isCount);
const object = (...path: Path): Needed => needed(path, 'an object', isObject);
const objects = (...path: Path): Needed => needed(path, 'a list of objects', listOf(isObject));
const texts = (...path: Path): Needed => needed(path, 'a list of texts', optional(listOf(isText)));

const fieldsOf: Readonly<Record<LogLine['kind'], readonly Needed[]>> = {
  header: [
    wholeNumber('format'),
    object('suite'),
    text('suite', 'version'),
    wholeNumber('seed'),
    needed(
      ['runs'],
      `a whole number from 1 to ${mostRuns}`,
      (value) => isCount(value) && Number(value) >= 1 && Number(value) <= mostRuns,
    ),
    text('clauses'),
    needed(['path'], 'a text', optional(isText)),
    needed(['shard'], 'index and of with 1 <= index <= of', optional(isShard)),
    needed(['restarts'], 'a count', optional(isCount)),
    objects('subjects'),
    text('subjectArguments'),
  ],
  sample: [
    count('subject'),
    text('check'),
    text('stage'),
    count('run'),
    objects('problems'),
    objects('replies'),
    object('evaluation'),
    text('evaluation', 'kind'),
  ],
  verdict: [
    count('subject'),
    text('check'),
    text('clause'),
    text('title'),
    needed(['verdict'], `one of ${verdictKinds.join(', ')}`, (value) =>
      verdictKinds.some((kind) => kind === value),
    ),
    needed(['code'], 'a text', optional(isText)),
    text('message'),
    ...['runs', 'judged', 'unbounded', 'absent'].map((field) => count(field)),
    needed(
      ['skipped'],
      'counts',
      (value) => isObject(value) && Object.values(value as object).every(isCount),
    ),
    needed(['counterexample'], 'an object', optional(isObject)),
  ],
  notes: [objects('notes')],
  footer: [count('samples'), count('verdicts')],
};

const precisions = ['float64', 'float32', 'float16', 'bfloat16'];

const ofSubject = (index: number): readonly Needed[] => {
  const at = (...path: Path): Path => ['subjects', index, ...path];
  return [
    text(...at('name')),
    needed(at('precision'), `one of ${precisions.join(', ')}`, (value) =>
      precisions.some((name) => name === value),
    ),
    object(...at('supports')),
    ...['kinds', 'ops', 'losses', 'penalties'].map((field) => texts(...at('supports', field))),
    texts(...at('supports', 'activations', 'hidden')),
    texts(...at('supports', 'activations', 'output')),
  ];
};

const ofCounterexample: readonly Needed[] = [
  objects('counterexample', 'problems'),
  objects('counterexample', 'discrepancies'),
  text('counterexample', 'replay'),
  count('counterexample', 'shrinks'),
];

const ofDiscrepancy = (index: number): Needed =>
  needed(['counterexample', 'discrepancies', index, 'path'], 'a path', isPath);

const ofNote = (index: number): readonly Needed[] => [
  count('notes', index, 'subject'),
  text('notes', index, 'note', 'message'),
  count('notes', index, 'note', 'times'),
];

const indicesAt = (value: unknown, path: Path): readonly number[] => {
  const list = entryAt(value, path);
  return Array.isArray(list) ? [...list.keys()] : [];
};

/** The lists within a line: told after the line itself, so that they are lists. */
const within = (value: unknown, kind: LogLine['kind']): readonly Needed[] => {
  if (kind === 'header') return indicesAt(value, ['subjects']).flatMap(ofSubject);
  if (kind === 'notes') return indicesAt(value, ['notes']).flatMap(ofNote);
  if (kind !== 'verdict' || entryAt(value, ['counterexample']) === undefined) return [];
  return [...ofCounterexample, ...indicesAt(value, ['counterexample', 'discrepancies']).map(ofDiscrepancy)];
};

/** The first thing that is wrong with a line of this kind; undefined where nothing is. */
export const lineDefect = (value: unknown, kind: LogLine['kind']): Defect | undefined => {
  const wrong = [...fieldsOf[kind], ...within(value, kind)].find(({ path, is }) => !is(entryAt(value, path)));
  return wrong && defectAt(wrong.path, wrong.expected, show(entryAt(value, wrong.path)));
};
