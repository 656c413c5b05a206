/** One layer's buffers, made once per shape. Buffers of examples are `[example][unit]`. */

import { type FlatActivation, flatActivation } from './activation.ts';
import { type PlannedProduct, planned } from './planned-product.ts';
import type { PlacedLayer } from './shape.ts';

/** Where a layer keeps its numbers, and how its products are computed. */
export interface LayerBuffers extends PlacedLayer {
  readonly flat: FlatActivation;
  /** W input + b, `[example][row]`; z itself unless the layer is maxout. */
  readonly affine: Float64Array;
  readonly z: Float64Array;
  readonly a: Float64Array;
  readonly delta: Float64Array;
  /** dJ/d(affine), `[example][row]`; delta itself unless the layer is maxout. */
  readonly rowDelta: Float64Array;
  /** input W' */
  readonly forwardProduct: PlannedProduct;
  /** rowDelta W, the gradient of the input. */
  readonly backwardProduct: PlannedProduct;
  /** rowDelta' input, the gradient of W. */
  readonly weightProduct: PlannedProduct;
  /** Whether plain loops beat blocks: for the two passes, and for the gradient of W. */
  readonly plainPasses: boolean;
  readonly plainGradients: boolean;
  /** Scratch space of the products in plain blocks, shared by all layers. */
  readonly panel: Float64Array;
}

/** Multiply-adds of one product from which blocks win: one block of 4 x 4 with four terms. */
const BLOCKS_FROM = 64;

/** Examples from which the gradient of W is worth blocks: fewer terms than that only write. */
const TERMS_FROM = 4;

/** Numbers that a layer's products need as scratch space: four columns of the longest sum. */
export const panelLength = ({ inputs, rows }: PlacedLayer, examples: number): number =>
  4 * Math.max(inputs, rows, examples);

const productsOf = ({ inputs, rows }: PlacedLayer, examples: number) => {
  const alongRows = { aTerm: 1, bTerm: inputs, bColumn: 1 };
  return {
    forwardProduct: {
      rows: examples,
      columns: rows,
      terms: inputs,
      aRow: inputs,
      aTerm: 1,
      bTerm: 1,
      bColumn: inputs,
    },
    backwardProduct: { ...alongRows, rows: examples, columns: inputs, terms: rows, aRow: rows },
    weightProduct: { ...alongRows, rows, columns: inputs, terms: examples, aRow: 1, aTerm: rows },
  };
};

/** `vectors`: whether products may be computed with them. */
export const layerBuffers = (
  layer: PlacedLayer,
  examples: number,
  panel: Float64Array,
  vectors: boolean,
): LayerBuffers => {
  const { activation, pieces, units, inputs, rows } = layer;
  const z = new Float64Array(examples * units);
  const delta = new Float64Array(examples * units);
  const small = examples * rows * inputs < BLOCKS_FROM;
  const { forwardProduct, backwardProduct, weightProduct } = productsOf(layer, examples);
  return {
    ...layer,
    flat: flatActivation(activation, units),
    affine: pieces === 1 ? z : new Float64Array(examples * rows),
    z,
    a: new Float64Array(examples * units),
    delta,
    rowDelta: pieces === 1 ? delta : new Float64Array(examples * rows),
    forwardProduct: planned(forwardProduct, vectors),
    backwardProduct: planned(backwardProduct, vectors),
    weightProduct: planned(weightProduct, vectors),
    plainPasses: small,
    plainGradients: small || examples < TERMS_FROM,
    panel,
  };
};
