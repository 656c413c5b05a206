/** One discrepancy in one sentence. */

import { formatPath } from '../model/path.ts';
import type { Discrepancy } from '../model/verdict.ts';

const short = (value: number): string => String(Number(value.toPrecision(3)));

/** `0.5 x the derivative` where that says it best, else by how much it is off. */
const howWrong = ({ got, expected, relation }: Discrepancy): string => {
  if (!Number.isFinite(got)) return `is ${got}`;
  if (relation !== undefined)
    return `breaks the relation (${relation}) by ${short(Math.abs(got - expected))}`;
  if (expected === 0) return `is ${short(got)} instead of 0`;
  const ratio = got / expected;
  if (got === 0) return 'is 0 instead of the derivative';
  return Math.abs(ratio - 1) < 1e-3
    ? `is off by ${short(Math.abs(ratio - 1))} of the derivative`
    : `is ${short(ratio)} x the derivative`;
};

/** `weights[0][1][0] is 0.5 x the derivative in 40 of 40 problems` */
export const describeDiscrepancy = (discrepancy: Discrepancy, failed: number, runs: number): string => {
  const where = formatPath(discrepancy.path).replace(/^gradients\./, '');
  const often = runs > 1 ? `; wrong in ${failed} of ${runs} problems` : '';
  return `${where} ${howWrong(discrepancy)}${often}`;
};
