/** The numbers of an answer as one list, so that a fit can do arithmetic on them. */

import { type GraphPart, type Part, pathOf } from '../../judge/claim.ts';
import type { AnyAnswer } from '../../model/any-kind.ts';
import { entryAt, numberPaths, type Path } from '../../model/path.ts';
import type { Expectation } from './question.ts';

/** One number of the answer, and where it stands. */
export interface Entry {
  readonly path: Path;
  readonly got: number;
}

const values: readonly (Part | GraphPart)[] = ['cost', 'outputs', 'value'];

/** The numbers that the answer has in these parts, values left out: no derivative is in them. */
export const entriesOf = (answer: AnyAnswer, parts: readonly (Part | GraphPart)[]): readonly Entry[] =>
  parts
    .filter((part) => !values.includes(part))
    .flatMap((part) => {
      const prefix = pathOf(part);
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
