/** What the documents decide differently without either being wrong: scalings, kinks, layouts. As named data. */

import data from '#spec/concordance.json' with { type: 'json' };
import { withNearest } from '../../model/nearest.ts';
import type { Loss, Matrix } from '../../model/problem.ts';
import { type DocumentName, documentNames, wordOf } from './concordance.ts';

/** A place without its heading. */
export interface CitedLines {
  readonly document: DocumentName;
  /** `68,124` */
  readonly lines: string;
}

/** A loss and the factor in front of it: numerator / (denominator * N if per example * c if per output). */
export interface Scaling {
  readonly name: string;
  readonly formula: string;
  readonly loss: 'squared-error' | 'norm';
  readonly numerator: number;
  readonly denominator: number;
  readonly perExample: boolean;
  readonly perOutput: boolean;
  readonly places: readonly CitedLines[];
}

/** A choice at a kink, under the name by which a subject announces its own. */
export interface KinkConvention {
  readonly name: string;
  /** What the chain rule allows. */
  readonly conforming: string;
  readonly ours: string;
  /** What is chosen elsewhere, where it is known. */
  readonly elsewhere: string | null;
  /** Where documents print our choice; empty where they are silent. */
  readonly places: readonly CitedLines[];
}

/** A way to lay out a matrix; ours, or the transpose of ours. */
export interface MatrixLayout {
  readonly name: string;
  readonly transposed: boolean;
  readonly places: readonly CitedLines[];
}

/** How weights multiply. */
export interface Orientation extends MatrixLayout {
  readonly product: string;
}

/** Where the examples of a batch stand. */
export interface BatchLayout extends MatrixLayout {
  readonly shape: string;
}

/**
 * What a document calls the numbers of an answer. In the patterns `{l}` is the layer, `{n}` the example, `{i}`
 * the unit and `{j}` the input; layers count from 1, the others from `first`.
 */
export interface AnswerNames {
  readonly first: number;
  readonly cost: string;
  readonly outputs: string;
  readonly deltas: string;
  /** -1 where the document's deltas are those of ours with the opposite sign. */
  readonly deltaSign: number;
  readonly weights: string;
  readonly biases: string;
  readonly inputs: string;
}

/** The conventions of one document, by name. */
export interface DocumentConvention {
  readonly name: string;
  readonly document: DocumentName;
  readonly scaling: Scaling;
  readonly orientation: Orientation;
  readonly batchLayout: BatchLayout;
  readonly names: AnswerNames;
}

interface WrittenPlaces {
  readonly places: readonly { readonly document: string; readonly lines: string }[];
}

const withPlaces = <Entry extends WrittenPlaces>(entry: Entry, path: string) => ({
  ...entry,
  places: entry.places.map(({ document, lines }, index) => ({
    document: wordOf(documentNames, document, `${path}.places[${index}].document`),
    lines,
  })),
});

const { conventions } = data;

/** The five loss scalings of the documents. */
export const scalings: readonly Scaling[] = conventions.scalings.map((entry, index) => ({
  ...withPlaces(entry, `conventions.scalings[${index}]`),
  loss: wordOf(['squared-error', 'norm'] as const, entry.loss, `conventions.scalings[${index}].loss`),
}));

/** The choices at kinks. */
export const kinkConventions: readonly KinkConvention[] = conventions.kinks.map((entry, index) =>
  withPlaces(entry, `conventions.kinks[${index}]`),
);

/** The orientations of weights. */
export const orientations: readonly Orientation[] = conventions.orientations.map((entry, index) =>
  withPlaces(entry, `conventions.orientations[${index}]`),
);

/** The layouts of a batch. */
export const batchLayouts: readonly BatchLayout[] = conventions.batchLayouts.map((entry, index) =>
  withPlaces(entry, `conventions.batchLayouts[${index}]`),
);

const named = <Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  name: string,
  kind: string,
): Entry => {
  const found = entries.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const known = entries.map((entry) => entry.name);
  throw new RangeError(`expected a ${kind}, one of ${known.join(', ')}, got ${withNearest(name, known)}`);
};

/** The conventions of each document. */
export const documentConventions: readonly DocumentConvention[] = conventions.documents.map(
  (entry, index) => ({
    name: entry.name,
    document: wordOf(documentNames, entry.document, `conventions.documents[${index}].document`),
    scaling: named(scalings, entry.scaling, 'scaling'),
    orientation: named(orientations, entry.orientation, 'orientation'),
    batchLayout: named(batchLayouts, entry.batchLayout, 'batch layout'),
    names: entry.names,
  }),
);

/** The scaling of this name; throws RangeError naming the known ones. */
export const scalingOf = (name: string): Scaling => named(scalings, name, 'scaling');

/** The conventions of this name; throws RangeError naming the known ones. */
export const documentConventionOf = (name: string): DocumentConvention =>
  named(documentConventions, name, 'convention');

/** The loss of a problem with so many examples and outputs under a scaling; the factor is rounded once. */
export const lossUnder = (scaling: Scaling, examples: number, outputs: number): Loss => {
  const { loss, numerator, denominator, perExample, perOutput } = scaling;
  const divisor = denominator * (perExample ? examples : 1) * (perOutput ? outputs : 1);
  return { name: loss, scale: numerator / divisor };
};

/** The matrix as a layout has it: itself, or `[column][row]`. */
export const laidOut = <T>(
  { transposed }: Pick<MatrixLayout, 'transposed'>,
  matrix: Matrix<T>,
): Matrix<T> => {
  if (!transposed) return matrix;
  const [first = []] = matrix;
  return first.map((_, column) => matrix.flatMap((row) => row.filter((_entry, index) => index === column)));
};
