/** Right numbers in the wrong order or shape: what layers that are not square show in the shape itself. */

import { at } from '../../model/at.ts';
import type { LayerGradient, Made } from '../reading/reading.ts';
import { isList, type Nested, type Tree } from '../tree.ts';
import type { Misreading } from './misreading.ts';

type Tensor = Nested<Tree['cost']>;

const laid = (id: string, layout: (tree: Tree) => Tree): Misreading => ({ id, layout });

/** The last two axes exchanged; what has fewer stays. */
const transposed = (tensor: Tensor): Tensor => {
  if (!isList(tensor)) return tensor;
  const [first] = tensor;
  if (first === undefined || !isList(first)) return tensor;
  if (first.some(isList)) return tensor.map(transposed);
  return first.map((_, j) => tensor.flatMap((row) => (isList(row) ? row.slice(j, j + 1) : [])));
};

/** All axes but the first one run into one. */
const flattened = (tensor: Tensor): Tensor =>
  isList(tensor)
    ? tensor.flatMap((inner) => (isList(inner) ? (flattened(inner) as readonly Tensor[]) : [inner]))
    : tensor;

const onWeights = (id: string, change: (layer: Tensor, l: number, layers: number) => Tensor): Misreading =>
  laid(id, (tree) => ({
    ...tree,
    weights: tree.weights.map((layer, l) => change(layer, l, tree.weights.length)),
  }));

const onBiases = (id: string, change: (layers: readonly Tensor[]) => readonly Tensor[]): Misreading =>
  laid(id, (tree) => ({ ...tree, biases: change(tree.biases) }));

/** Each number in a list of its own. */
const asColumn = (layer: Tensor): Tensor =>
  isList(layer) ? layer.map((entry) => (isList(entry) ? asColumn(entry) : [entry])) : layer;

const asRow = (layer: Tensor): Tensor => (layer === null ? null : [layer]);

/** A sum for every example in place of one for every unit, and what a penalty adds where there are as many. */
const biasesByExample = (own: LayerGradient, { math, states, backward }: Made, l: number): LayerGradient => {
  if (own.biases === null || at(states, l).weights.length > 1) return own;
  const sums = at(backward, l).deltas.map((row) => math.sum(row));
  const penalties = at(at(backward, l).penalty.biases ?? [], 0);
  const total = sums.map((sum, k) => math.add(sum, penalties[k] ?? math.exact(0)));
  return { ...own, biases: [penalties.length === total.length ? total : sums] };
};

const summedOverUnits: Misreading = {
  id: 'biases-by-example',
  answers: (prediction, made) => ({
    ...prediction,
    gradients: prediction.gradients.map((own, l) => biasesByExample(own, made, l)),
  }),
  layout: (tree) => tree,
};

/** The same where the subject sees to the shape only. */
const summedOverUnitsIfSquare: Misreading = {
  id: 'biases-by-example',
  answers: (prediction, made) => ({
    ...prediction,
    gradients: prediction.gradients.map((own, l) =>
      own.biases?.[0]?.length === made.problem.inputs.length ? biasesByExample(own, made, l) : own,
    ),
  }),
};

/** Right gradients that are written otherwise than the problem has them. */
export const layoutMisreadings: readonly Misreading[] = [
  onWeights('gradient-transposed', transposed),
  onWeights('first-gradient-transposed', (layer, l) => (l === 0 ? transposed(layer) : layer)),
  onWeights('last-gradient-transposed', (layer, l, layers) => (l === layers - 1 ? transposed(layer) : layer)),
  onWeights('gradient-flat', flattened),
  laid('layers-reversed', (tree) => ({
    ...tree,
    weights: tree.weights.toReversed(),
    biases: tree.biases.toReversed(),
  })),
  laid('layers-reversed-and-transposed', (tree) => ({
    ...tree,
    weights: tree.weights.map(transposed).toReversed(),
    biases: tree.biases.toReversed(),
  })),
  laid('weights-of-layers-reversed', (tree) => ({ ...tree, weights: tree.weights.toReversed() })),
  onBiases('biases-of-layers-reversed', (layers) => layers.toReversed()),
  onBiases('biases-of-next-layer', (layers) => layers.map((own, l) => layers[l + 1] ?? own)),
  onBiases('biases-of-next-layer', (layers) => [...layers.slice(1), ...layers.slice(0, 1)]),
  onBiases('biases-of-layer-below', (layers) => layers.map((own, l) => layers[l - 1] ?? own)),
  onBiases('biases-of-layer-below', (layers) => [...layers.slice(-1), ...layers.slice(0, -1)]),
  onBiases('biases-as-column', (layers) => layers.map(asColumn)),
  onBiases('biases-as-row', (layers) => layers.map(asRow)),
  summedOverUnits,
  summedOverUnitsIfSquare,
  laid('inputs-for-weights', (tree) => ({ ...tree, weights: [tree.inputs, ...tree.weights.slice(1)] })),
  laid('input-gradients-transposed', (tree) => ({ ...tree, inputs: transposed(tree.inputs) })),
  laid('outputs-transposed', (tree) => ({ ...tree, outputs: transposed(tree.outputs) })),
  laid('deltas-transposed', (tree) => ({ ...tree, deltas: tree.deltas.map(transposed) })),
];
