/** What every contestant is given: a network of sigmoid layers, a batch, and their numbers. */

import type { Gradients } from '../src/model/answer.ts';
import type { LossName, MlpProblem } from '../src/model/problem.ts';

/** One size of network and batch. */
export interface Size {
  readonly name: string;
  /** Inputs first, outputs last. */
  readonly widths: readonly number[];
  readonly examples: number;
}

export const sizes: readonly Size[] = [
  { name: '2-2-2', widths: [2, 2, 2], examples: 1 },
  { name: '3-4-1', widths: [3, 4, 1], examples: 4 },
  { name: '16-16-4', widths: [16, 16, 4], examples: 8 },
  { name: '784-128-10', widths: [784, 128, 10], examples: 64 },
  { name: '512x4-10', widths: [512, 512, 512, 512, 10], examples: 128 },
];

/** A size with its numbers, all flat and row-major. */
export interface Job extends Size {
  /** Layer after layer: weights `[unit][input]`, then biases `[unit]`. */
  readonly parameters: Float64Array;
  /** `[example][component]` */
  readonly inputs: Float64Array;
  /** `[example][unit]`, each in (0, 1). */
  readonly targets: Float64Array;
}

/** A layer's place in the vector of parameters; l counts from 0. */
export interface Place {
  readonly inputs: number;
  readonly units: number;
  readonly weightsAt: number;
  readonly biasesAt: number;
  readonly end: number;
}

export const placesOf = ({ widths }: Size): readonly Place[] => {
  let weightsAt = 0;
  return widths.slice(1).map((units, l) => {
    const inputs = Number(widths[l]);
    const biasesAt = weightsAt + units * inputs;
    const place = { inputs, units, weightsAt, biasesAt, end: biasesAt + units };
    weightsAt = place.end;
    return place;
  });
};

/** Numbers in (-1, 1), the same on every machine: Lehmer's generator with the factor 48271. */
const generator = (): (() => number) => {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
};

/** Weights shrink with the square root of a unit's inputs, so that no sigmoid saturates. */
export const jobOf = (size: Size): Job => {
  const next = generator();
  const numbers = (length: number, scale: number) => Array.from({ length }, () => scale * next());
  const parameters = placesOf(size).flatMap(({ inputs, units }) => [
    ...numbers(units * inputs, inputs ** -0.5),
    ...numbers(units, 0.5),
  ]);
  const [inputs = 0, outputs = 0] = [size.widths.at(0), size.widths.at(-1)];
  return {
    ...size,
    parameters: Float64Array.from(parameters),
    inputs: Float64Array.from(numbers(size.examples * inputs, 1)),
    targets: Float64Array.from(numbers(size.examples * outputs, 0.5), (value) => 0.5 + value),
  };
};

/** Consecutive rows of equal length. */
export const rowsOf = (numbers: Float64Array, columns: number): number[][] =>
  Array.from({ length: numbers.length / columns }, (_, row) =>
    Array.from(numbers.subarray(row * columns, (row + 1) * columns)),
  );

/** The job in the project's own format: half the sum of squares, or the log-loss. */
export const problemOf = (job: Job, loss: LossName = 'squared-error'): MlpProblem => ({
  kind: 'mlp',
  layers: placesOf(job).map(({ inputs, weightsAt, biasesAt, end }) => ({
    weights: rowsOf(job.parameters.subarray(weightsAt, biasesAt), inputs),
    biases: Array.from(job.parameters.subarray(biasesAt, end)),
    activation: { name: 'sigmoid' },
  })),
  loss: { name: loss, scale: loss === 'squared-error' ? 0.5 : 1 },
  inputs: rowsOf(job.inputs, Number(job.widths.at(0))),
  targets: rowsOf(job.targets, Number(job.widths.at(-1))),
});

type Nested = number | null | readonly Nested[];

const append = (nested: Nested, numbers: number[]): void => {
  if (typeof nested === 'number') numbers.push(nested);
  else if (nested !== null) for (const item of nested) append(item, numbers);
};

/** Gradients, or their bounds, laid out like the parameters. */
export const flatGradient = ({ weights, biases }: Pick<Gradients, 'weights' | 'biases'>): Float64Array => {
  const numbers: number[] = [];
  weights.forEach((rows, l) => {
    append(rows, numbers);
    append(biases[l] ?? null, numbers);
  });
  return Float64Array.from(numbers);
};
