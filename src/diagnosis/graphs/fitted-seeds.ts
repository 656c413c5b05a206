/** Seeds that are read off the answers: where one is wrong, every gradient has it as a factor. */

import { shortened } from '../shortened.ts';
import type { GraphCase } from './graph-cases.ts';
import type { GraphMisreading } from './misreadings/misreading.ts';
import { seedMisreading } from './misreadings/structure.ts';

/** A gradient with its right value, which is known to so many times its radius. */
interface Gradient {
  readonly got: number;
  readonly right: number;
  readonly clarity: number;
}

/** The value of the graph stands first and does not depend on the seed. */
const gradientsIn = ({ got, right }: GraphCase): readonly Gradient[] =>
  right.slice(1).flatMap(({ value, radius }, place) => {
    const number = got[place + 1];
    return number === undefined || value === 0
      ? []
      : [{ got: number, right: value, clarity: Math.abs(value) / radius }];
  });

/** Fewer numbers than these have a common factor by chance. */
const fewest = 4;

/** The factor of the gradient that is known best, written with few digits; few digits first. */
export const fittedSeeds = (cases: readonly GraphCase[]): readonly GraphMisreading[] => {
  const gradients = cases.flatMap(gradientsIn);
  const [clearest] = gradients.toSorted((one, other) => other.clarity - one.clarity);
  return clearest === undefined || gradients.length < fewest
    ? []
    : shortened(clearest.got / clearest.right).map(seedMisreading);
};
