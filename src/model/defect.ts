/** What is wrong with a value that was read: where, what was expected, what was there instead. */

import type { Path } from './path.ts';
import { formatPath } from './path.ts';

/** One thing that is wrong, as data. */
export interface Defect {
  /** `layers[1].weights[0]`; `FILE:LINE:COLUMN` for a text that is not JSON; empty for the whole value. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** As many defects as are written out; the rest is counted. */
const listedDefects = 20;

const longestQuotation = 40;

/** A defect at a path of steps. */
export const defectAt = (path: Path, expected: string, got: string): Defect => ({
  path: formatPath(path),
  expected,
  got,
});

/** `layers[1].weights[0]: expected 2 numbers, got 3` */
export const describe = ({ path, expected, got }: Defect): string =>
  `${path === '' ? '' : `${path}: `}expected ${expected}, got ${got}`;

/** One line per defect, the first 20, then `and N more`. */
export const describeAll = (defects: readonly Defect[]): string =>
  [
    ...defects.slice(0, listedDefects).map(describe),
    ...(defects.length > listedDefects ? [`and ${defects.length - listedDefects} more`] : []),
  ].join('\n');

/** Every defect once, in the order found. */
export const withoutDuplicates = (defects: readonly Defect[]): readonly Defect[] => [
  ...new Map(defects.map((defect) => [describe(defect), defect])).values(),
];

/** The text in quotation marks, cut where it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > longestQuotation ? `${text.slice(0, longestQuotation)}...` : text);

/** Names a value in an error: short for anything that JSON can hold, by type for the rest. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (Object.is(value, -0)) return '-0';
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Defects in the order found; of later ones only those at places that were not refused already. */
export const withLater = (earlier: readonly Defect[], later: readonly Defect[]): readonly Defect[] => {
  const refused = new Set(earlier.map((defect) => defect.path));
  return withoutDuplicates([...earlier, ...later.filter((defect) => !refused.has(defect.path))]);
};

/** What the first of several checks finds: what the later ones say would follow from it. */
export const firstDefects = <T>(
  value: T,
  checks: readonly ((value: T) => readonly Defect[])[],
): readonly Defect[] => {
  for (const check of checks) {
    const defects = check(value);
    if (defects.length > 0) return defects;
  }
  return [];
};
