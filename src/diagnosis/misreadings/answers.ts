/** Inputs, deltas and outputs; the derivatives of the parameters are right. */

import { at } from '../../model/at.ts';
import { negative } from '../reading/ball.ts';
import type { Batch, Made, Prediction } from '../reading/reading.ts';
import { answering } from './answering.ts';
import { transposedIfSquare } from './layout.ts';
import type { Misreading } from './misreading.ts';

const inputsAs = (id: string, inputs: (prediction: Prediction, made: Made) => Batch): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, inputs: inputs(prediction, made) }));

const deltasAs = (id: string, change: (prediction: Prediction, made: Made) => readonly Batch[]): Misreading =>
  answering(id, (prediction, made) => ({ ...prediction, deltas: change(prediction, made) }));

const unscaled = (batch: Batch, { math, problem }: Made): Batch =>
  batch.map((row) => row.map((entry) => math.div(entry, math.given(problem.loss.scale))));

const perExample = (factor: (count: number) => number, batch: Batch, { math, problem }: Made): Batch =>
  batch.map((row) => row.map((entry) => math.mul(math.exact(factor(problem.inputs.length)), entry)));

/** Shaped like what it would replace, else that. */
const fitting = (candidate: Batch, usual: Batch): Batch =>
  candidate[0]?.length === usual[0]?.length ? candidate : usual;

/** Other parts than the parameters' derivatives, as they are often misunderstood. */
export const partMisreadings: readonly Misreading[] = [
  inputsAs('inputs-first-delta', ({ inputs, deltas }) => fitting(at(deltas, 0), inputs)),
  inputsAs('inputs-of-first-example', ({ inputs }) => inputs.map(() => at(inputs, 0))),
  inputsAs('inputs-summed', ({ inputs }, { math }) =>
    inputs.map((row) => row.map((_, j) => math.sum(inputs.map((other) => at(other, j))))),
  ),
  inputsAs('inputs-unscaled', ({ inputs }, made) => unscaled(inputs, made)),
  inputsAs('inputs-averaged', ({ inputs }, made) => perExample((count) => 1 / count, inputs, made)),
  inputsAs('inputs-times-examples', ({ inputs }, made) => perExample((count) => count, inputs, made)),
  inputsAs('inputs-sign', ({ inputs }) => inputs.map((row) => row.map(negative))),
  inputsAs('inputs-zero', ({ inputs }, { math }) => inputs.map((row) => row.map(() => math.exact(0)))),
  inputsAs('input-gradients-transposed', ({ inputs }) => transposedIfSquare(inputs)),
  deltasAs('deltas-unscaled', ({ deltas }, made) => deltas.map((layer) => unscaled(layer, made))),
  deltasAs('deltas-averaged', ({ deltas }, made) =>
    deltas.map((layer) => perExample((n) => 1 / n, layer, made)),
  ),
  deltasAs('deltas-times-examples', ({ deltas }, made) =>
    deltas.map((layer) => perExample((n) => n, layer, made)),
  ),
  deltasAs('deltas-sign', ({ deltas }) => deltas.map((layer) => layer.map((row) => row.map(negative)))),
  deltasAs('deltas-at-activation', (_, { backward }) => backward.map(({ adjoints }) => adjoints)),
  answering('outputs-before-activation', (prediction, { states }) => ({
    ...prediction,
    outputs: at(states, -1).z,
  })),
];
