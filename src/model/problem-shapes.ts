/**
 * Whether the shapes of a problem fit together. Layers count from 0.
 *
 * A size is stated in several places: the units of a layer by its weights, its biases and the columns of
 * the next layer. What most places say counts as meant, so that one wrong place is one defect there.
 */

import { at } from './at.ts';
import type { Defect } from './defect.ts';
import { defectAt } from './defect.ts';
import { limits } from './limits.ts';
import type { Path } from './path.ts';
import type { Layer, MlpProblem } from './problem.ts';
import { isMaxout } from './problem.ts';
import type { Shape } from './tensor.ts';
import { tensorDefects } from './tensor.ts';

/** Sizes of one layer. */
export interface LayerSizes {
  readonly units: number;
  readonly inputs: number;
  /** Undefined for a dense layer. */
  readonly pieces: number | undefined;
}

/** Shape of the weights of a layer, and of anything shaped like them. */
export const weightsShape = ({ units, inputs, pieces }: LayerSizes): Shape =>
  pieces === undefined ? [units, inputs] : [pieces, units, inputs];

/** Shape of the biases of a layer, and of anything shaped like them. */
export const biasesShape = ({ units, pieces }: LayerSizes): Shape =>
  pieces === undefined ? [units] : [pieces, units];

/** What one place says of a size: one number, or the lengths of rows that ought to be equal. */
type Statement = readonly number[];

/** The size that most statements support; each has one vote, shared by its numbers; the first of equals. */
const mostSaid = (statements: readonly Statement[]): number => {
  const first = statements[0]?.[0];
  if (first !== undefined && statements.every((sizes) => sizes.every((size) => size === first))) return first;
  const votes = new Map<number, number>();
  for (const statement of statements) {
    for (const size of statement) votes.set(size, (votes.get(size) ?? 0) + 1 / statement.length);
  }
  const most = Math.max(...votes.values());
  return at(
    [...votes.keys()].filter((size) => votes.get(size) === most),
    0,
  );
};

const lengths = (lists: readonly (readonly unknown[])[]): Statement => lists.map((list) => list.length);

const rowLengths = (layer: Layer): Statement =>
  lengths(isMaxout(layer) ? layer.weights.flat() : layer.weights);

const unitsSaid = (layer: Layer): readonly Statement[] => {
  if (isMaxout(layer))
    return [lengths(layer.weights), ...(layer.biases === null ? [] : [lengths(layer.biases)])];
  return [[layer.weights.length], ...(layer.biases === null ? [] : [[layer.biases.length]])];
};

const piecesSaid = (layer: Layer): number | undefined =>
  isMaxout(layer)
    ? mostSaid([
        [layer.activation.pieces],
        [layer.weights.length],
        ...(layer.biases === null ? [] : [[layer.biases.length]]),
      ])
    : undefined;

/** Sizes of every layer, as most places of the problem state them. */
export const sizesOf = ({ layers, inputs, targets }: MlpProblem): readonly LayerSizes[] => {
  const units = layers.map((layer, l) => {
    const above = layers.at(l + 1);
    return mostSaid([...unitsSaid(layer), above === undefined ? lengths(targets) : rowLengths(above)]);
  });
  const given = mostSaid([rowLengths(at(layers, 0)), lengths(inputs)]);
  return layers.map((layer, l) => ({
    units: at(units, l),
    inputs: l === 0 ? given : at(units, l - 1),
    pieces: piecesSaid(layer),
  }));
};

const layerDefects = (layer: Layer, sizes: LayerSizes, path: Path): readonly Defect[] => {
  const { pieces } = sizes;
  const wrongPieces =
    isMaxout(layer) && pieces !== undefined && layer.activation.pieces !== pieces
      ? [
          defectAt(
            [...path, 'activation', 'pieces'],
            `${pieces}, as weights and biases have`,
            String(layer.activation.pieces),
          ),
        ]
      : [];
  return [
    ...tensorDefects(layer.weights, weightsShape(sizes), [...path, 'weights']),
    ...(layer.biases === null ? [] : tensorDefects(layer.biases, biasesShape(sizes), [...path, 'biases'])),
    ...wrongPieces,
  ];
};

/** Every place whose shape does not fit the rest of the problem. */
export const shapeDefects = (problem: MlpProblem): readonly Defect[] => {
  const sizes = sizesOf(problem);
  const examples = problem.inputs.length;
  return [
    ...problem.layers.flatMap((layer, l) => layerDefects(layer, at(sizes, l), ['layers', l])),
    ...tensorDefects(problem.inputs, [examples, at(sizes, 0).inputs], ['inputs']),
    ...tensorDefects(problem.targets, [examples, at(sizes, -1).units], ['targets']),
  ];
};

/** Sizes past the limits. */
export const limitDefects = (problem: MlpProblem): readonly Defect[] => {
  const atMost = (path: Path, size: number, limit: number, noun: string): readonly Defect[] =>
    size > limit ? [defectAt(path, `at most ${limit} ${noun}`, String(size))] : [];
  return [
    ...atMost(['layers'], problem.layers.length, limits.layers, 'layers'),
    ...atMost(['inputs'], problem.inputs.length, limits.examples, 'examples'),
    ...sizesOf(problem).flatMap(({ units, inputs, pieces = 0 }, l) => [
      ...(l === 0 ? atMost(['inputs', 0], inputs, limits.width, 'components') : []),
      ...atMost(['layers', l, 'weights'], units, limits.width, 'units'),
      ...atMost(['layers', l, 'weights'], pieces, limits.width, 'pieces'),
    ]),
  ];
};
