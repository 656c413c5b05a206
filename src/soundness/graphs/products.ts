/** Sums of products, and operations that only move entries. */

import { float64 } from '../../arithmetic/float64.ts';
import { at } from '../../bounds/at.ts';
import { rules } from '../../graphs/operations/rules.ts';
import type { OperationName } from '../../model/operations.ts';
import { dot } from '../emulation/sums.ts';
import { type EmulatedOperation, inputOf, noTerms, type Use } from './operation.ts';

/** Places of the factors of one entry of the result, in the first and in the second slot. */
type Factors = readonly (readonly [left: number, right: number])[];

type FactorsOf = (use: Use) => readonly Factors[];

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

const matrixFactors: FactorsOf = (use) => {
  const [rows = 1, terms = 1] = inputOf(use, 0).shape;
  const columns = at(inputOf(use, 1).shape, 1);
  return range(rows).flatMap((i) =>
    range(columns).map((j) => range(terms).map((k) => [i * terms + k, k * columns + j] as const)),
  );
};

const vectorFactors: FactorsOf = (use) => [
  range(inputOf(use, 0).entries.length).map((place) => [place, place] as const),
];

const affineFactors: FactorsOf = (use) => {
  const [units = 1, terms = 1] = inputOf(use, 1).shape;
  return range(inputOf(use, 0).entries.length / terms).flatMap((i) =>
    range(units).map((j) => range(terms).map((k) => [i * terms + k, j * terms + k] as const)),
  );
};

const values = (use: Use, factorsOf: FactorsOf, extra: (index: number) => number | null) => {
  const [x, y] = [inputOf(use, 0).entries, inputOf(use, 1).entries];
  return factorsOf(use).map((factors, index) =>
    dot(
      use.emulation,
      factors.map(([left]) => at(x, left)),
      factors.map(([, right]) => at(y, right)),
      extra(index),
    ),
  );
};

const bilinear = (factorsOf: FactorsOf): EmulatedOperation => ({
  value: (use) => values(use, factorsOf, () => null),
  terms: (used, slot, G) => {
    const other = inputOf(used, 1 - slot).entries;
    const terms = noTerms(inputOf(used, slot));
    for (const [index, factors] of factorsOf(used).entries())
      for (const [left, right] of factors) {
        const [place, factor] = slot === 0 ? [left, right] : [right, left];
        at(terms, place).push(used.emulation.numbers.mul(at(G, index), at(other, factor)));
      }
    return terms;
  },
});

const weighted = bilinear(affineFactors);

const affine: EmulatedOperation = {
  value: (use) => {
    const { entries } = inputOf(use, 2);
    const { add } = use.emulation.numbers;
    const bias = (index: number): number => at(entries, index % entries.length);
    if (use.style.gathering === 'flat') return values(use, affineFactors, bias);
    return values(use, affineFactors, () => null).map((product, index) => add(product, bias(index)));
  },
  terms: (used, slot, G) => {
    if (slot < 2) return weighted.terms(used, slot, G);
    const terms = noTerms(inputOf(used, 2));
    for (const [index, g] of G.entries()) at(terms, index % terms.length).push(g);
    return terms;
  },
};

/** Where entries come from is asked of our own rule, by moving their numbers: nothing is computed. */
const moved = (name: OperationName): EmulatedOperation => {
  const sourcesOf = (use: Use): readonly number[] => {
    let next = 0;
    const inputs = use.inputs.map(({ shape, entries }) => ({ shape, entries: entries.map(() => next++) }));
    const { attributes, shape } = use;
    return rules[name].forward({ arithmetic: float64, inputs, attributes, shape }).entries;
  };
  const before = (use: Use, slot: number): number =>
    use.inputs.slice(0, slot).reduce((count, { entries }) => count + entries.length, 0);
  return {
    value: (use) => {
      const all = use.inputs.flatMap(({ entries }) => entries);
      return sourcesOf(use).map((source) => at(all, source));
    },
    terms: (used, slot, G) => {
      const terms = noTerms(inputOf(used, slot));
      const first = before(used, slot);
      for (const [index, source] of sourcesOf(used).entries()) terms[source - first]?.push(at(G, index));
      return terms;
    },
  };
};

/** By operation. */
export const products = {
  matmul: bilinear(matrixFactors),
  dot: bilinear(vectorFactors),
  affine,
  broadcast: moved('broadcast'),
  reshape: moved('reshape'),
  transpose: moved('transpose'),
  concat: moved('concat'),
  slice: moved('slice'),
} as const;
