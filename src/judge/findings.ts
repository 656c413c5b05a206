/** Accepting numbers, counting what was compared, and keeping the first things that were wrong. */

import type { Bound } from '../bounds/bound.ts';
import { isWithin } from '../bounds/within.ts';
import type { Path } from '../model/path.ts';
import type { Discrepancy, Findings } from '../model/verdict.ts';
import { type CountPower, powerMeter } from './power.ts';

/** One number and what it is held against; `got` is undefined where the answer lacks it. */
export interface Comparison {
  readonly question: number;
  readonly path: Path;
  readonly got: number | undefined;
  readonly expected: number;
  readonly bound: Bound;
  readonly relation?: string;
  /** Why a correct subject may be outside the bound; asked only of what is. */
  readonly lost?: () => string | undefined;
}

const keptDiscrepancies = 50;

/**
 * A number that is not finite although the expected one is. No bound allows it: where rounding alone can bring
 * a correct subject there, its answers are not judged at all.
 */
const isLost = ({ got, expected, relation }: Comparison): boolean =>
  relation === undefined && got !== undefined && !Number.isFinite(got) && Number.isFinite(expected);

type Outcome = 'unbounded' | 'absent' | 'right' | 'wrong' | { readonly lost: string };

const outcomeOf = (comparison: Comparison): Outcome => {
  const { got, expected, bound, lost } = comparison;
  if (!Number.isFinite(bound) && !isLost(comparison)) return 'unbounded';
  if (got === undefined) return 'absent';
  if (!isLost(comparison) && isWithin(got, expected, bound)) return 'right';
  const reason = lost?.();
  return reason === undefined ? 'wrong' : { lost: reason };
};

const discrepancyOf = ({ lost, got = Number.NaN, ...comparison }: Comparison): Discrepancy => ({
  ...comparison,
  got,
});

/** Counts comparisons as they come. */
export interface Tally {
  readonly add: (comparison: Comparison) => void;
  /** Counts derivatives below a path that are within their finite bounds. */
  readonly rightBelow: (path: Path) => CountPower;
  /** Counts numbers with these bounds that the answer lacks. */
  readonly absent: (bounds: readonly Bound[]) => void;
  readonly findings: () => Findings;
}

/**
 * Of numbers without a finite bound only those that are not finite are judged, and one outside its bound whose
 * digits a correct subject may have lost counts as having none.
 */
export const tally = (): Tally => {
  const discrepancies: Discrepancy[] = [];
  const meter = powerMeter();
  const counts = { judged: 0, unbounded: 0, absent: 0, wrong: 0 };
  let reason: string | undefined;
  return {
    add: (comparison) => {
      const outcome = outcomeOf(comparison);
      if (typeof outcome === 'object') reason ??= outcome.lost;
      if (outcome === 'absent') counts.absent += 1;
      else if (outcome === 'unbounded' || typeof outcome === 'object') counts.unbounded += 1;
      else {
        counts.judged += 1;
        const { path, expected, bound, relation } = comparison;
        if (relation === undefined) meter.below(path)(expected, bound);
        if (outcome === 'right') return;
        counts.wrong += 1;
        if (discrepancies.length < keptDiscrepancies) discrepancies.push(discrepancyOf(comparison));
      }
    },
    rightBelow: (path) => {
      const count = meter.below(path);
      return (expected, bound) => {
        counts.judged += 1;
        count(expected, bound);
      };
    },
    absent: (bounds) => {
      const finite = bounds.reduce((count, bound) => (Number.isFinite(bound) ? count + 1 : count), 0);
      counts.absent += finite;
      counts.unbounded += bounds.length - finite;
    },
    findings: () => ({
      ...counts,
      discrepancies,
      power: meter.power(),
      ...(reason !== undefined && { lost: reason }),
    }),
  };
};
