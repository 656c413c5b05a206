/** A layer's three products by plain loops: for layers too small to fill a block of 4 x 4. */

import type { LayerBuffers } from './buffers.ts';

/** affine = input W' + b, all examples. */
export const plainAffine = (layer: LayerBuffers, input: Float64Array, parameters: Float64Array): void => {
  const { affine, rows, inputs, biased, weightsAt, biasesAt } = layer;
  let i = 0;
  for (let from = 0; i < affine.length; from += inputs) {
    let w = weightsAt;
    for (let r = 0; r < rows; r += 1, i += 1) {
      let sum = biased ? Number(parameters[biasesAt + r]) : 0;
      for (let j = 0; j < inputs; j += 1, w += 1) sum += Number(parameters[w]) * Number(input[from + j]);
      affine[i] = sum;
    }
  }
};

/** Gradient of W = rowDelta' input, of b = the sum of rowDelta over the examples. */
export const plainGradients = (layer: LayerBuffers, input: Float64Array, gradients: Float64Array): void => {
  const { rowDelta, rows, inputs, biased, weightsAt, biasesAt } = layer;
  let i = 0;
  for (let from = 0; i < rowDelta.length; from += inputs) {
    const first = from === 0;
    let w = weightsAt;
    for (let r = 0; r < rows; r += 1, i += 1) {
      const delta = Number(rowDelta[i]);
      for (let j = 0; j < inputs; j += 1, w += 1) {
        const product = delta * Number(input[from + j]);
        gradients[w] = first ? product : Number(gradients[w]) + product;
      }
      const b = biasesAt + r;
      if (biased) gradients[b] = first ? delta : Number(gradients[b]) + delta;
    }
  }
};

/** inputGradient = rowDelta W, all examples. */
export const plainBackward = (
  layer: LayerBuffers,
  parameters: Float64Array,
  inputGradient: Float64Array,
): void => {
  const { rowDelta, rows, inputs, weightsAt } = layer;
  let to = 0;
  for (let from = 0; from < rowDelta.length; from += rows) {
    for (let j = 0; j < inputs; j += 1, to += 1) {
      let sum = 0;
      let w = weightsAt + j;
      for (let r = 0; r < rows; r += 1, w += inputs)
        sum += Number(rowDelta[from + r]) * Number(parameters[w]);
      inputGradient[to] = sum;
    }
  }
};
