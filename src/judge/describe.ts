/** One discrepancy in one sentence. */

import { formatPath, type Path } from '../model/path.ts';
import type { Discrepancy, Repetition } from '../model/verdict.ts';
import { ulpsBetween } from './ulps.ts';

const short = (value: number): string => String(Number(value.toPrecision(3)));

/** Parts of an answer that are no derivatives. */
const values: readonly Path[number][] = ['cost', 'outputs', 'value'];

/** `0.5 x the derivative` where that says it best, else by how much it is off. */
const howWrong = ({ path, got, expected, relation }: Discrepancy): string => {
  if (!Number.isFinite(got)) return `is ${got}`;
  if (relation !== undefined)
    return `breaks the relation (${relation}) by ${short(Math.abs(got - expected))}`;
  if (expected === 0) return `is ${short(got)} instead of 0`;
  const right = values.includes(path[0] ?? '') ? 'the expected value' : 'the derivative';
  const ratio = got / expected;
  if (got === 0) return `is 0 instead of ${right}`;
  return short(ratio) === '1' || Math.abs(ratio - 1) < 1e-3
    ? `is off by ${short(Math.abs(ratio - 1))} of ${right}`
    : `is ${short(ratio)} x ${right}`;
};

const entryName = (path: Discrepancy['path']): string => formatPath(path).replace(/^gradients\./, '');

/** `; wrong in 40 of 40 problems`, where there are several. */
export const often = (failed: number, runs: number): string =>
  runs > 1 ? `; wrong in ${failed} of ${runs} problems` : '';

/** `weights[0][1][0] is 0.5 x the derivative; wrong in 40 of 40 problems` */
export const describeDiscrepancy = (discrepancy: Discrepancy, failed: number, runs: number): string =>
  `${entryName(discrepancy.path)} ${howWrong(discrepancy)}${often(failed, runs)}`;

/** `weights[0][0][0] is 0.5, and 0.7 when the same question was asked again (1801439850948198 ulp)` */
export const describeChange = (
  { path, expected, got }: Pick<Discrepancy, 'path' | 'expected' | 'got'>,
  failed: number,
  runs: number,
): string => {
  const units = ulpsBetween(got, expected);
  return (
    `${entryName(path)} is ${expected}, and ${got} when the same question was asked again` +
    `${units === null ? '' : ` (${units} ulp)`}${often(failed, runs)}`
  );
};

const ordinals = ['first', 'second', 'third', 'fourth'];

/** `the first and the third answer to one problem differ: ratio 2` */
export const describeRepetition = (repetition: Repetition, failed: number, runs: number): string => {
  const { left, right, path, before, after, way, ratio } = repetition;
  if (way === 'varying' || way === 'within') {
    return describeChange({ path, expected: before, got: after }, failed, runs);
  }
  const how =
    ratio === undefined ? `${entryName(path)} is ${before}, then ${after}` : `ratio ${short(ratio)}`;
  const added = way === 'added-up' ? '; each is the one before plus the derivative' : '';
  return `the ${ordinals[left]} and the ${ordinals[right]} answer to one problem differ: ${how}${added}${often(failed, runs)}`;
};
