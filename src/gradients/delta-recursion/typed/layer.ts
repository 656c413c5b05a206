/** One layer's two passes over its buffers; a maxout layer is a dense one with its pieces stacked. */

import type { LayerBuffers } from './buffers.ts';
import { giveToLargestPieces, takeLargestPieces } from './maxout.ts';
import { plainAffine, plainBackward, plainGradients } from './plain.ts';
import { putProduct } from './planned-product.ts';

const addBiases = ({ affine, rows, biasesAt }: LayerBuffers, parameters: Float64Array): void => {
  for (let at = 0; at < affine.length; at += rows)
    for (let r = 0; r < rows; r += 1)
      affine[at + r] = Number(affine[at + r]) + Number(parameters[biasesAt + r]);
};

/** z = W input + b (the largest piece of maxout), a = g(z). */
export const forward = (layer: LayerBuffers, input: Float64Array, parameters: Float64Array): void => {
  if (layer.plainPasses) {
    plainAffine(layer, input, parameters);
  } else {
    putProduct(layer.forwardProduct, input, parameters, layer.weightsAt, layer.affine, 0, layer.panel);
    if (layer.biased) addBiases(layer, parameters);
  }
  if (layer.pieces > 1) takeLargestPieces(layer);
  layer.flat.activate(layer.flat, layer.z, layer.a);
};

const sumOverExamples = ({ rowDelta, rows }: LayerBuffers, to: Float64Array, toAt: number): void => {
  for (let r = 0; r < rows; r += 1) to[toAt + r] = 0;
  for (let at = 0; at < rowDelta.length; at += rows)
    for (let r = 0; r < rows; r += 1) to[toAt + r] = Number(to[toAt + r]) + Number(rowDelta[at + r]);
};

/** From delta: dJ/dW = delta' input and dJ/db = the sum over examples, to their places in `gradients`. */
export const putGradients = (layer: LayerBuffers, input: Float64Array, gradients: Float64Array): void => {
  if (layer.pieces > 1) giveToLargestPieces(layer);
  if (layer.plainGradients) {
    plainGradients(layer, input, gradients);
    return;
  }
  putProduct(layer.weightProduct, layer.rowDelta, input, 0, gradients, layer.weightsAt, layer.panel);
  if (layer.biased) sumOverExamples(layer, gradients, layer.biasesAt);
};

/** `to` = delta W, the gradient of the input, `[example][input]`; after `putGradients`. */
export const backward = (layer: LayerBuffers, parameters: Float64Array, to: Float64Array): void => {
  if (layer.plainPasses) plainBackward(layer, parameters, to);
  else putProduct(layer.backwardProduct, layer.rowDelta, parameters, layer.weightsAt, to, 0, layer.panel);
};
