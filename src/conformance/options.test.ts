import { expect, it } from 'vitest';
import { isInShard } from './options.ts';

const checks = ['agreement-weights', 'purity', 'fixture:xor'];
const runs = Array.from({ length: 300 }, (_, run) => run);

it.each([1, 2, 3, 7])('%i shards share every sample out, each to exactly one', (of) => {
  const sizes = Array.from({ length: of }, () => 0);
  for (const check of checks) {
    for (const run of runs) {
      const owners = sizes.flatMap((_, index) =>
        isInShard({ index: index + 1, of }, check, run) ? [index] : [],
      );
      expect(owners).toHaveLength(1);
      for (const owner of owners) sizes[owner] = (sizes[owner] ?? 0) + 1;
    }
  }
  // A fair coin of `of` sides: six standard deviations around the mean.
  const mean = (checks.length * runs.length) / of;
  for (const size of sizes) expect(Math.abs(size - mean)).toBeLessThanOrEqual(6 * Math.sqrt(mean));
});

it('without shards every sample is put', () => {
  expect(isInShard(undefined, 'purity', 5)).toBe(true);
});
