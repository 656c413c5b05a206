/** Square roots of big integers. */

import { bitLength } from './binary.ts';

/** The largest integer whose square is at most this integer >= 0. */
export const floorSqrt = (integer: bigint): bigint => {
  if (!integer) return 0n;
  const halved = Math.max(0, Math.ceil((bitLength(integer) - 100) / 2));
  const leading = Math.ceil(Math.sqrt(Number(integer >> BigInt(2 * halved))));
  // Newton's method falls to the root from any start above it, and stops falling only there.
  let root = (BigInt(leading) + 1n) << BigInt(halved);
  for (;;) {
    const next = (root + integer / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
};
