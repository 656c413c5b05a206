/** tfjs by automatic differentiation, on one of its backends, in float32. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Enter } from './contestant.ts';
import { placesOf } from './job.ts';

const paired = (parameters: readonly tf.Tensor[]): [tf.Tensor, tf.Tensor][] =>
  parameters.flatMap((weights, index) => {
    const biases = parameters[index + 1];
    return index % 2 === 0 && biases !== undefined ? [[weights, biases]] : [];
  });

const matrix = (numbers: Float64Array, columns: number): tf.Tensor =>
  tf.tensor2d(Float32Array.from(numbers), [numbers.length / columns, columns]);

const start = async (backend: 'cpu' | 'wasm'): Promise<void> => {
  setThreadsCount(1);
  setWasmPaths(join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')), '/'));
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs: the backend ${backend} does not start`);
};

export const tensorflow =
  (backend: 'cpu' | 'wasm'): Enter =>
  async (job) => {
    await start(backend);
    const inputs = matrix(job.inputs, Number(job.widths.at(0)));
    const targets = matrix(job.targets, Number(job.widths.at(-1)));
    const parameters = placesOf(job).flatMap(({ inputs: columns, weightsAt, biasesAt, end }) => [
      matrix(job.parameters.subarray(weightsAt, biasesAt), columns),
      tf.tensor1d(Float32Array.from(job.parameters.subarray(biasesAt, end))),
    ]);
    const answer = tf.valueAndGrads((...current) => {
      const outputs = paired(current).reduce(
        (a, [weights, biases]) => tf.sigmoid(tf.add(tf.matMul(a, weights, false, true), biases)),
        inputs,
      );
      return tf.mul(0.5, tf.sum(tf.square(tf.sub(outputs, targets))));
    });
    return {
      run: () => tf.tidy(() => answer(parameters).value.dataSync()),
      gradient: () =>
        tf.tidy(() => Float64Array.from(answer(parameters).grads.flatMap((grad) => [...grad.dataSync()]))),
    };
  };
