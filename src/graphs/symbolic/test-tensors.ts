/** Graphs drawn at random, and tensors of rationals to evaluate them at. */

import fc from 'fast-check';
import { type Fraction, fractionArithmetic } from '../../arithmetic/fraction.ts';
import { apply, emptyGraph, given } from '../build.ts';
import type { Variable } from '../graph.ts';
import { entryAt, type Tensor } from '../tensor/tensor.ts';

/** Polynomials and maxima of scalars and vectors of 3: all rational, with kinks. */
export const randomGraph = fc
  .array(
    fc.record({
      name: fc.constantFrom(
        'add' as const,
        'sub' as const,
        'mul' as const,
        'maximum' as const,
        'relu' as const,
        'square' as const,
      ),
      left: fc.nat(),
      right: fc.nat(),
    }),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((operations) => {
    const graph = emptyGraph();
    const inputs = [given(graph, 'x', [3]), given(graph, 'y', [3])];
    const variables = [...inputs];
    for (const { name, left, right } of operations) {
      const pick = (place: number): Variable =>
        entryAt(variables, variables.length - 1 - (place % variables.length));
      const picked = name === 'relu' || name === 'square' ? [pick(left)] : [pick(left), pick(right)];
      variables.push(apply(graph, name, picked));
    }
    const last = entryAt(variables, variables.length - 1);
    return { graph, inputs, output: apply(graph, 'sum', [last]) };
  });

/** The entries of a vector of 3. */
export const integers = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });

/** Vectors of rationals, and their arithmetic. */
export const rational = async () => {
  const fractions = await fractionArithmetic();
  const tensor = (entries: readonly number[]): Tensor<Fraction> => ({
    shape: [entries.length],
    entries: entries.map(fractions.of),
  });
  return { fractions, tensor };
};

/** Every entry as a fraction in lowest terms. */
export const written = ({ entries }: Tensor<Fraction>): readonly string[] =>
  entries.map((entry) => entry.toFraction());
