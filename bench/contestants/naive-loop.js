// @ts-nocheck: the compiler would have every index checked, and the loop would no longer be the naive one.

/**
 * The yardstick: plain loops over Float64Array, as one writes them down. Frozen: never to be tuned, so
 * that ratios to it mean the same in every report.
 */

import { placesOf } from '../job.ts';

/** @type {import('../contestant.ts').Enter} */
export const enter = (job) => {
  const { examples, parameters, inputs, targets } = job;
  const layers = placesOf(job).map((place) => ({
    ...place,
    a: new Float64Array(examples * place.units),
    delta: new Float64Array(examples * place.units),
  }));
  const gradients = new Float64Array(parameters.length);
  const cost = new Float64Array(1);

  const forward = () => {
    let x = inputs;
    for (const { inputs: n, units, weightsAt, biasesAt, a } of layers) {
      for (let e = 0; e < examples; e += 1) {
        for (let i = 0; i < units; i += 1) {
          let z = parameters[biasesAt + i];
          for (let j = 0; j < n; j += 1) z += parameters[weightsAt + i * n + j] * x[e * n + j];
          a[e * units + i] = 1 / (1 + Math.exp(-z));
        }
      }
      x = a;
    }
  };

  const loss = () => {
    const { a, delta } = layers[layers.length - 1];
    let sum = 0;
    for (let k = 0; k < a.length; k += 1) {
      const error = a[k] - targets[k];
      sum += error * error;
      delta[k] = error * a[k] * (1 - a[k]);
    }
    cost[0] = sum / 2;
  };

  const backward = () => {
    gradients.fill(0);
    for (let l = layers.length - 1; l >= 0; l -= 1) {
      const { inputs: n, units, weightsAt, biasesAt, delta } = layers[l];
      const below = l > 0 ? layers[l - 1] : undefined;
      const x = below ? below.a : inputs;
      for (let e = 0; e < examples; e += 1) {
        for (let i = 0; i < units; i += 1) {
          const d = delta[e * units + i];
          for (let j = 0; j < n; j += 1) gradients[weightsAt + i * n + j] += d * x[e * n + j];
          gradients[biasesAt + i] += d;
        }
      }
      if (below) {
        for (let e = 0; e < examples; e += 1) {
          for (let j = 0; j < n; j += 1) {
            let sum = 0;
            for (let i = 0; i < units; i += 1)
              sum += parameters[weightsAt + i * n + j] * delta[e * units + i];
            below.delta[e * n + j] = sum * x[e * n + j] * (1 - x[e * n + j]);
          }
        }
      }
    }
  };

  const run = () => {
    forward();
    loss();
    backward();
  };
  return {
    run,
    gradient: () => {
      run();
      return gradients;
    },
  };
};
