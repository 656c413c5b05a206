/** The matrix form written by hand with ml-matrix: an example is a row. */

import { Matrix } from 'ml-matrix';
import type { Enter } from '../contestant.ts';
import { placesOf } from '../job.ts';

const sigmoid = (z: Matrix): Matrix =>
  z.apply(function (i, j) {
    this.set(i, j, 1 / (1 + Math.exp(-this.get(i, j))));
  });

/** v times a (1 - a), entry by entry, in v. */
const timesSlope = (v: Matrix, a: Matrix): Matrix =>
  v.apply(function (i, j) {
    const activation = a.get(i, j);
    this.set(i, j, this.get(i, j) * activation * (1 - activation));
  });

const halfSumOfSquares = (matrix: Matrix): number => {
  let sum = 0;
  for (let i = 0; i < matrix.rows; i += 1)
    for (let j = 0; j < matrix.columns; j += 1) sum += matrix.get(i, j) ** 2;
  return sum / 2;
};

export const enter: Enter = (job) => {
  const { parameters, examples, widths } = job;
  const layers = placesOf(job).map(({ units, inputs, weightsAt, biasesAt, end }) => ({
    weights: Matrix.from1DArray(units, inputs, parameters.subarray(weightsAt, biasesAt)),
    biases: Array.from(parameters.subarray(biasesAt, end)),
  }));
  const inputs = Matrix.from1DArray(examples, Number(widths.at(0)), job.inputs);
  const targets = Matrix.from1DArray(examples, Number(widths.at(-1)), job.targets);

  const answer = () => {
    let x = inputs;
    const passes = layers.map(({ weights, biases }) => {
      const input = x;
      x = sigmoid(input.mmul(weights.transpose()).addRowVector(biases));
      return { weights, input };
    });
    const error = Matrix.sub(x, targets);
    const cost = halfSumOfSquares(error);
    let delta = timesSlope(error, x);
    const gradients = passes.toReversed().map(({ weights, input }, index) => {
      const gradient = { weights: delta.transpose().mmul(input), biases: delta.sum('column') };
      if (index < passes.length - 1) delta = timesSlope(delta.mmul(weights), input);
      return gradient;
    });
    return { cost, gradients: gradients.reverse() };
  };
  return {
    run: answer,
    gradient: () =>
      Float64Array.from(
        answer().gradients.flatMap(({ weights, biases }) => [...weights.to1DArray(), ...biases]),
      ),
  };
};
