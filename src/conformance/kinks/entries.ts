/** The numbers of an answer as one list, so that a fit can do arithmetic on them. */

import type { Part } from '../../judge/claim.ts';
import { pathOfPart } from '../../judge/claim.ts';
import type { SubjectAnswer } from '../../model/answer.ts';
import { entryAt, numberPaths, type Path } from '../../model/path.ts';
import type { Expectation } from './attempts.ts';

/** One number of the answer, and where it stands. */
export interface Entry {
  readonly path: Path;
  readonly got: number;
}

/** The numbers that the answer has in these parts, the cost and outputs left out: no derivative is in them. */
export const entriesOf = (answer: SubjectAnswer, parts: readonly Part[]): readonly Entry[] =>
  parts
    .filter((part) => part !== 'cost' && part !== 'outputs')
    .flatMap((part) => {
      const prefix = pathOfPart[part];
      return [...numberPaths(entryAt(answer, prefix), prefix)].map((path) => ({
        path,
        got: Number(entryAt(answer, path)),
      }));
    });

const numbersAt = (tree: unknown, entries: readonly Entry[]): Float64Array =>
  Float64Array.from(entries, ({ path }) => Number(entryAt(tree, path)));

/** The expected numbers at the same places. */
export const expectedAt = ({ reference }: Expectation, entries: readonly Entry[]): Float64Array =>
  numbersAt(reference, entries);

/** Their bounds. */
export const boundsAt = ({ againstReference }: Expectation, entries: readonly Entry[]): Float64Array =>
  numbersAt(againstReference, entries);
