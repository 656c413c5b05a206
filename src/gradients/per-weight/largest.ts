/** Of many paths only the largest kept as data; the others are counted and added up. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { at } from './at.ts';

/** What was not kept. */
export interface Rest<T> {
  readonly paths: number;
  readonly sum: T;
}

/** Keeps up to a number of paths, in the order in which they came. */
export interface Largest<T, Path> {
  /** `describe` is called only when the path is kept. */
  readonly offer: (product: T, describe: () => Path) => void;
  readonly kept: () => readonly Path[];
  readonly rest: () => Rest<T>;
}

interface Kept<T, Path> {
  readonly size: number;
  readonly product: T;
  readonly path: Path;
}

/** What is not a number counts as larger than anything: it is what a reader looks for. */
const sizeOf = (product: number): number => (Number.isNaN(product) ? Infinity : Math.abs(product));

/** The smallest; of equals the one that came last. */
const indexOfSmallest = (kept: readonly { readonly size: number }[]): number =>
  kept.reduce((found, { size }, index) => (size <= at(kept, found).size ? index : found), 0);

/** Keeps the `keep` largest paths by absolute size of their product; all of them where `keep` is infinite. */
export const keepLargest = <T, Path>(
  { of, add, toNumber }: Arithmetic<T>,
  keep: number,
): Largest<T, Path> => {
  const kept: Kept<T, Path>[] = [];
  let least = -1;
  let rest: Rest<T> = { paths: 0, sum: of(0) };
  const leaveOut = (product: T): void => {
    rest = { paths: rest.paths + 1, sum: add(rest.sum, product) };
  };
  return {
    offer: (product, describe) => {
      const size = sizeOf(toNumber(product));
      if (size <= least) return leaveOut(product);
      kept.push({ size, product, path: describe() });
      if (kept.length > keep) {
        for (const { product: smallest } of kept.splice(indexOfSmallest(kept), 1)) leaveOut(smallest);
      }
      if (kept.length === keep) least = at(kept, indexOfSmallest(kept)).size;
    },
    kept: () => kept.map(({ path }) => path),
    rest: () => rest,
  };
};
