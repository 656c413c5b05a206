/** An answer as a document would write it: its layouts, its sign of the deltas, its names. */

import type { LayerBiases, LayerWeights, TracedAnswer } from '../../model/answer.ts';
import { formatPath, type Path } from '../../model/path.ts';
import type { Matrix, MlpProblem, Vector } from '../../model/problem.ts';
import {
  type AnswerNames,
  type DocumentConvention,
  laidOut,
  lossUnder,
  type MatrixLayout,
} from './conventions.ts';

/** One number of an answer. */
export interface WrittenEntry<T> {
  /** What the document calls it. */
  readonly name: string;
  /** Where it stands in our answer: `gradients.weights[0][0][1]`. */
  readonly path: string;
  readonly value: T;
}

/** The answer in the document's layouts; biases and cost have none. */
export interface WrittenAnswer<T> extends Pick<TracedAnswer<T>, 'cost' | 'outputs' | 'gradients'> {
  /** With the document's sign. */
  readonly deltas: readonly Matrix<T>[];
}

/** Losses for which the documents have a scaling of their own; the others keep the problem's scale. */
export const hasScaling = ({ loss }: MlpProblem): boolean =>
  loss.name === 'squared-error' || loss.name === 'norm';

/** The problem with the document's loss in place of a squared error or a norm. */
export const problemUnder = ({ scaling }: DocumentConvention, problem: MlpProblem): MlpProblem => {
  const [target = []] = problem.targets;
  return hasScaling(problem)
    ? { ...problem, loss: lossUnder(scaling, problem.inputs.length, target.length) }
    : problem;
};

const isPieces = <T>(weights: LayerWeights<T>): weights is readonly Matrix<T>[] =>
  Array.isArray(weights[0]?.[0]);

const isMatrix = <T>(biases: Vector<T> | Matrix<T>): biases is Matrix<T> => Array.isArray(biases[0]);

/** The answer as the document lays it out; `negated` gives the opposite of a number. */
export const writtenUnder = <T>(
  { orientation, batchLayout, names }: DocumentConvention,
  { cost, outputs, deltas, gradients }: TracedAnswer<T>,
  negated: (value: T) => T,
): WrittenAnswer<T> => {
  const signed = (value: T): T => (names.deltaSign < 0 ? negated(value) : value);
  const weights = (layer: LayerWeights<T>): LayerWeights<T> =>
    isPieces(layer) ? layer.map((piece) => laidOut(orientation, piece)) : laidOut(orientation, layer);
  return {
    cost,
    outputs: laidOut(batchLayout, outputs),
    deltas: deltas.map((layer) =>
      laidOut(
        batchLayout,
        layer.map((row) => row.map(signed)),
      ),
    ),
    gradients: {
      weights: gradients.weights.map(weights),
      biases: gradients.biases,
      inputs: laidOut(batchLayout, gradients.inputs),
    },
  };
};

type Letter = 'l' | 'n' | 'i' | 'j';

/** Where an entry stands, every number counted from 0. */
type Indexes = Partial<Record<Letter, number>> & { readonly piece?: number };

const nameOf = (pattern: string, first: number, indexes: Indexes): string => {
  const filled = pattern.replace(/\{([lnij])\}/g, (_, letter: Letter) =>
    String((indexes[letter] ?? 0) + (letter === 'l' ? 1 : first)),
  );
  return indexes.piece === undefined ? filled : `${filled}, piece ${indexes.piece + first}`;
};

/** The entries of one matrix, row by row as the document has them; `rows` and `columns` say what ours count. */
const matrixEntries = <T>(
  matrix: Matrix<T>,
  layout: Pick<MatrixLayout, 'transposed'>,
  [rows, columns]: readonly [Letter, Letter],
  entry: (indexes: Indexes, at: Path, value: T) => WrittenEntry<T>,
): readonly WrittenEntry<T>[] =>
  matrix.flatMap((row, across) =>
    row.map((value, along) => {
      const [first, second] = layout.transposed ? [along, across] : [across, along];
      return entry({ [rows]: first, [columns]: second }, [first, second], value);
    }),
  );

const biasEntries = <T>(
  biases: LayerBiases<T>,
  l: number,
  entry: (indexes: Indexes, at: Path, value: T) => WrittenEntry<T>,
): readonly WrittenEntry<T>[] => {
  if (biases === null) return [];
  const ofPiece = (values: Vector<T>, piece: Indexes, at: Path) =>
    values.map((value, i) => entry({ ...piece, l, i }, [...at, i], value));
  return isMatrix(biases)
    ? biases.flatMap((values, piece) => ofPiece(values, { piece }, [piece]))
    : ofPiece(biases, {}, []);
};

const weightEntries = <T>(
  weights: LayerWeights<T>,
  l: number,
  layout: MatrixLayout,
  entry: (indexes: Indexes, at: Path, value: T) => WrittenEntry<T>,
): readonly WrittenEntry<T>[] =>
  isPieces(weights)
    ? weights.flatMap((matrix, piece) =>
        matrixEntries(matrix, layout, ['i', 'j'], (indexes, at, value) =>
          entry({ ...indexes, l, piece }, [piece, ...at], value),
        ),
      )
    : matrixEntries(weights, layout, ['i', 'j'], (indexes, at, value) => entry({ ...indexes, l }, at, value));

type Part = Exclude<keyof AnswerNames, 'first' | 'deltaSign'>;

/** Every number of an answer as laid out by `writtenUnder`: in the document's order, under its names. */
export const entriesUnder = <T>(
  { orientation, batchLayout, names }: DocumentConvention,
  { cost, outputs, deltas, gradients }: WrittenAnswer<T>,
): readonly WrittenEntry<T>[] => {
  const entryOf = (part: Part, prefix: Path) => (indexes: Indexes, at: Path, value: T) => ({
    name: nameOf(names[part], names.first, indexes),
    path: formatPath([...prefix, ...at]),
    value,
  });
  return [
    { name: names.cost, path: 'cost', value: cost },
    ...matrixEntries(outputs, batchLayout, ['n', 'i'], entryOf('outputs', ['outputs'])),
    ...deltas.flatMap((layer, l) =>
      matrixEntries(layer, batchLayout, ['n', 'i'], (indexes, at, value) =>
        entryOf('deltas', ['deltas', l])({ ...indexes, l }, at, value),
      ),
    ),
    ...gradients.weights.flatMap((layer, l) =>
      weightEntries(layer, l, orientation, entryOf('weights', ['gradients', 'weights', l])),
    ),
    ...gradients.biases.flatMap((layer, l) =>
      biasEntries(layer, l, entryOf('biases', ['gradients', 'biases', l])),
    ),
    ...matrixEntries(gradients.inputs, batchLayout, ['n', 'j'], entryOf('inputs', ['gradients', 'inputs'])),
  ];
};
