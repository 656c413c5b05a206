/** Addition of many terms. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Vector } from '../../model/problem.ts';

/** The terms added in order, from zero; zero of none. */
export const sum = <T>({ of, add }: Arithmetic<T>, terms: Vector<T>): T =>
  // The interface promises a two-argument add, and reduce would hand it four.
  terms.reduce((total, term) => add(total, term), of(0));
