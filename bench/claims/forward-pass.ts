/** The cost of a job in plain loops, and nothing else: what finite differences repeat for every parameter. */

import { type Job, placesOf } from '../job.ts';

/** Made once; each call reads the parameters anew. */
export const forwardPass = ({ widths, examples, ...job }: Job): (() => number) => {
  const layers = placesOf({ name: job.name, widths, examples }).map((place) => ({
    ...place,
    a: new Float64Array(examples * place.units),
  }));
  return () => {
    let x = job.inputs;
    for (const { inputs: n, units, weightsAt, biasesAt, a } of layers) {
      for (let e = 0; e < examples; e += 1) {
        for (let i = 0; i < units; i += 1) {
          let z = Number(job.parameters[biasesAt + i]);
          for (let j = 0; j < n; j += 1)
            z += Number(job.parameters[weightsAt + i * n + j]) * Number(x[e * n + j]);
          a[e * units + i] = 1 / (1 + Math.exp(-z));
        }
      }
      x = a;
    }
    let sum = 0;
    for (let k = 0; k < x.length; k += 1) sum += (Number(x[k]) - Number(job.targets[k])) ** 2;
    return sum / 2;
  };
};
