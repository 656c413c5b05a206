/** Sums of products: matrices and vectors. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { arrayBy, entryAt, placeOf, scalar } from './array.ts';
import { type Rule, slotAt } from './rule.ts';

const sumOfProducts = <N>(
  { of, add, mul }: Arithmetic<N>,
  terms: number,
  factors: (term: number) => readonly [N, N],
): N => Array.from({ length: terms }, (_, term) => mul(...factors(term))).reduce(add, of(0));

const dot: Rule = (arithmetic, slots) => {
  const [x, y] = [slotAt(slots, 0).entries, slotAt(slots, 1).entries];
  return scalar(sumOfProducts(arithmetic, x.length, (i) => [entryAt(x, i), entryAt(y, i)]));
};

const matmul: Rule = (arithmetic, slots) => {
  const [a, b] = [slotAt(slots, 0), slotAt(slots, 1)];
  const [rows, terms, columns] = [entryAt(a.sizes, 0), entryAt(a.sizes, 1), entryAt(b.sizes, 1)];
  return arrayBy([rows, columns], ([i = 0, j = 0]) =>
    sumOfProducts(arithmetic, terms, (k) => [
      entryAt(a.entries, placeOf(a.sizes, [i, k])),
      entryAt(b.entries, placeOf(b.sizes, [k, j])),
    ]),
  );
};

/** W x + b: `index` ends with the unit, and what stands before it is the example, if x has any. */
const affine: Rule = (arithmetic, slots) => {
  const [x, w, b] = [slotAt(slots, 0), slotAt(slots, 1), slotAt(slots, 2)];
  const [units, terms] = [entryAt(w.sizes, 0), entryAt(w.sizes, 1)];
  return arrayBy(x.sizes.with(-1, units), (index) => {
    const unit = entryAt(index, index.length - 1);
    const weighted = sumOfProducts(arithmetic, terms, (k) => [
      entryAt(w.entries, placeOf(w.sizes, [unit, k])),
      entryAt(x.entries, placeOf(x.sizes, index.with(-1, k))),
    ]);
    return arithmetic.add(weighted, entryAt(b.entries, unit));
  });
};

/** By operation. */
export const products = { dot, matmul, affine } as const satisfies Readonly<Record<string, Rule>>;
