/** A violated bound with what reproduces it. */

import { at } from '../../bounds/at.ts';
import type { Style } from '../emulation/style.ts';
import type { Bounded } from './bounded.ts';
import type { Family } from './families.ts';
import { pathsOf } from './flat.ts';
import type { ProblemCase } from './problem-case.ts';

/** One number of one emulated subject outside its bound. */
export interface Violation {
  readonly seed: number;
  readonly index: number;
  readonly family: Family;
  readonly format: string;
  /** Null: one of our own implementations, named in `format`. */
  readonly style: Style | null;
  /** Whether some branch of the problem is uncertain in the format. */
  readonly uncertain: boolean;
  readonly path: string;
  readonly got: number | string;
  readonly truth: number | string;
  readonly bound: number | string;
  /** Numbers in the answer: what `smallest` means. */
  readonly size: number;
}

/** A number as JSON can hold it. */
const shown = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** What reproduces the violation at an index of an answer. */
export const violationAt = (
  problem: ProblemCase,
  format: string,
  style: Style | null,
  { bounds, uncertain }: Bounded,
  values: readonly number[],
  index: number,
): Violation => ({
  seed: problem.seed,
  index: problem.index,
  family: problem.family,
  format,
  style,
  uncertain,
  path: at(pathsOf<number>(problem.reference), index),
  got: shown(at(values, index)),
  truth: shown(at(problem.high, index)),
  bound: shown(at(bounds, index)),
  size: values.length,
});

/** Smallest problem first, then lowest index. */
export const smallestFirst = (violations: readonly Violation[]): readonly Violation[] =>
  violations.toSorted((left, right) => left.size - right.size || left.index - right.index);
