/** Counts by size: whole numbers only, so that merging them is exact in any order. */

/** Upper ends of the bins of error / bound; the first bin holds exact zeros, the last is up to 1. */
export const shareEnds = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.25, 0.5, 0.75, 1] as const;

/** The bin of a share of at most 1. */
export const shareBin = (share: number): number => {
  let bin = 0;
  while (bin < shareEnds.length - 1 && share > (shareEnds[bin] as number)) bin += 1;
  return bin;
};

/** Counts by bin of a logarithmic scale; bins that hold nothing are absent. */
export type LogCounts = Record<string, number>;

const binsPerOctave = 16;
const beyond = 4096;

/** Counts `x` > 0; infinity has a bin of its own above all others. */
export const countLog = (counts: LogCounts, x: number, times = 1): void => {
  const bin =
    x < Number.POSITIVE_INFINITY ? Math.floor(Math.log2(x) * binsPerOctave) : beyond * binsPerOctave;
  counts[bin] = (counts[bin] ?? 0) + times;
};

/** The upper end of the bin that holds the given quantile: at most 2^(1/16), 4.5 %, too much; NaN of nothing. */
export const quantile = (counts: LogCounts, part: number): number => {
  const bins = Object.entries(counts)
    .map(([bin, count]) => [Number(bin), count] as const)
    .toSorted(([left], [right]) => left - right);
  const total = bins.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bin, count] of bins) {
    seen += count;
    if (seen >= part * total && seen > 0)
      return bin >= beyond * binsPerOctave ? Number.POSITIVE_INFINITY : 2 ** ((bin + 1) / binsPerOctave);
  }
  return Number.NaN;
};
