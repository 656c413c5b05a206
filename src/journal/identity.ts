/**
 * Whether two logs are of the same run.
 *
 * A run is its suite, its seed and counts, what was selected, and its subjects: the words of the command line
 * that name and limit them, as they were typed; what each says of itself; and the digests of the files that
 * these words name. Paths are compared as typed, not as they resolve, so that the parts of a run may be put on
 * machines with other folders. What a named file reads or imports in its turn is not looked at.
 */

import { show } from '../model/defect.ts';
import { formatPath, type Path } from '../model/path.ts';
import type { HeaderLine, RunIdentity } from './log.ts';
import { LogRefused } from './refused.ts';
import { lineOf } from './text.ts';

type Identity = RunIdentity & Pick<HeaderLine, 'subjectArguments'>;

const fields = [
  'suite',
  'seed',
  'runs',
  'shrink',
  'clauses',
  'path',
  'subjectArguments',
  'subjects',
] as const;

/** Whether the samples were written does not make it another run, nor does where its source lies. */
const subjectsOf = ({ subjects }: Identity) =>
  subjects.map(({ recorded: _, file: __, ...subject }) => subject);

interface Difference {
  readonly path: Path;
  readonly is: unknown;
  readonly should: unknown;
}

const keysOf = (value: unknown): readonly string[] | undefined =>
  typeof value === 'object' && value !== null ? Object.keys(value) : undefined;

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(Object.entries(value as object));

/** The first place at which two values of JSON differ: a whole value, where only one of them has it. */
const differenceIn = (is: unknown, should: unknown, path: Path): Difference | undefined => {
  const [left, right] = [keysOf(is), keysOf(should)];
  if (left === undefined || right === undefined || Array.isArray(is) !== Array.isArray(should))
    return Object.is(is, should) ? undefined : { path, is, should };
  const [ours, theirs] = [entriesOf(is), entriesOf(should)];
  for (const key of new Set([...right, ...left])) {
    const step = Array.isArray(is) ? Number(key) : key;
    const found = differenceIn(ours.get(key), theirs.get(key), [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
};

const named = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? lineOf(value) : show(value);
};

/** What a digest stands for, which its path alone does not say. */
const ofFile = ({ path }: Difference, { subjects }: Identity): string => {
  const [, subject, field, index] = path;
  const file = field === 'files' ? subjects[Number(subject)]?.files?.[Number(index)] : undefined;
  return file === undefined ? '' : ` (${named(file.name)} was changed in between)`;
};

const demandAlike = (file: string, { path, is, should }: Difference, suffix = ''): never => {
  throw new LogRefused(`${file}: ${formatPath(path)}: expected ${named(should)}, got ${named(is)}${suffix}`);
};

/** Throws `LogRefused` naming the first field in which a log is not of the run expected, with both values. */
export const demandSameRun = (file: string, got: Identity, expected: Identity): void => {
  for (const field of fields) {
    const [is, should] =
      field === 'subjects' ? [subjectsOf(got), subjectsOf(expected)] : [got[field], expected[field]];
    const difference = differenceIn(is, should, [field]);
    if (difference !== undefined) demandAlike(file, difference, ofFile(difference, expected));
  }
};

/** The same of one part of a run, or of the whole: throws `LogRefused` also where it is another part. */
export const demandSamePart = (
  file: string,
  got: Identity & Pick<HeaderLine, 'shard'>,
  expected: Identity & Pick<HeaderLine, 'shard'>,
): void => {
  demandSameRun(file, got, expected);
  const difference = differenceIn(got.shard, expected.shard, ['shard']);
  if (difference !== undefined) demandAlike(file, difference);
};
