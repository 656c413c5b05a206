/** Random problems of a family. */

import { at } from '../../bounds/at.ts';
import type {
  Activation,
  DenseActivation,
  Layer,
  LossName,
  Matrix,
  MlpProblem,
  Vector,
} from '../../model/problem.ts';
import { lossNames } from '../../model/supports.ts';
import { pick } from '../emulation/style.ts';
import { type Family, familyFacts } from './families.ts';
import type { Random } from './random.ts';

const plain = ['identity', 'sigmoid', 'tanh', 'relu'] as const;

const denseActivation = (random: Random, withSoftmax: boolean): DenseActivation => {
  const name = pick(
    [...plain, 'linear', 'leaky-relu', 'elu', ...(withSoftmax ? (['softmax'] as const) : [])] as const,
    random,
  );
  const alpha = pick([0.25, 0.1, 1, 0, 1.5, random()], random);
  if (name === 'linear') return { name, alpha: alpha - 0.5, beta: random() - 0.5 };
  if (name === 'leaky-relu' || name === 'elu') return { name, alpha };
  return { name };
};

const activationFor = (random: Random, loss: LossName, last: boolean): Activation => {
  if (last && loss === 'log-loss') return { name: 'sigmoid' };
  if (last && loss === 'cross-entropy') return { name: 'softmax' };
  if (random() < 0.12) return { name: 'maxout', pieces: 2 + Math.floor(random() * 2) };
  return denseActivation(random, !(last && loss === 'cross-entropy-logits'));
};

const numberOf = (family: Family, random: Random): number => {
  const centred = 2 * random() - 1;
  if (family === 'kink') return Math.round(2 * centred);
  if (family === 'dyadic') return Math.round(64 * centred) / 64;
  if (family === 'scaled') return centred * 2 ** Math.round(12 * random() - 6);
  return centred * familyFacts[family].size;
};

const vectorOf = (length: number, number: Random): number[] => Array.from({ length }, number);

const matrixOf = (rows: number, columns: number, number: Random): number[][] =>
  Array.from({ length: rows }, () => vectorOf(columns, number));

/** A row whose pre-activation nearly vanishes: the last weights undo the first. */
const cancelled = (row: readonly number[], random: Random): number[] =>
  row.map((weight, j) => {
    const other = row[j - 1];
    return j % 2 === 1 && other !== undefined ? -other * (1 + (random() - 0.5) * 1e-4) : weight * 100;
  });

const layerOf = (
  family: Family,
  widths: readonly [number, number],
  activation: Activation,
  random: Random,
): Layer => {
  const [inputs, units] = widths;
  const number = () => numberOf(family, random);
  const weights = (): number[][] => {
    const rows = matrixOf(units, inputs, number);
    return family === 'cancel' ? rows.map((row) => cancelled(row, random)) : rows;
  };
  const biased = random() < 0.8;
  if (activation.name !== 'maxout')
    return { weights: weights(), biases: biased ? vectorOf(units, number) : null, activation };
  const pieces = Array.from({ length: activation.pieces }, weights);
  return { weights: pieces, biases: biased ? matrixOf(activation.pieces, units, number) : null, activation };
};

const targetOf = (loss: LossName, units: number, random: Random): number[] => {
  const chosen = Math.floor(random() * units);
  const oneHot = Array.from({ length: units }, (_, k) => (k === chosen ? 1 : 0));
  if (loss === 'hinge') return oneHot;
  if (loss === 'log-loss') return vectorOf(units, () => pick([0, 1, random()], random));
  if (loss === 'cross-entropy' || loss === 'cross-entropy-logits')
    return random() < 0.6 ? oneHot : vectorOf(units, random);
  return vectorOf(units, () => 2 * random() - 1);
};

const scaleOf = (family: Family, random: Random, examples: number, single: boolean): number => {
  if (family === 'scaled' || family === 'tiny')
    return pick(
      single
        ? [2 ** -30, 2 ** 30, 1e-12, 1e9, 2 ** -131, 3e-40]
        : [2 ** -300, 2 ** 300, 1e-200, 1e90, 2 ** -1060, 3e-310],
      random,
    );
  return pick([1, 0.5, 1 / examples, 1 / (2 * examples), 1 / 3, 1.7], random);
};

const upTo = (largest: number, random: Random): number => 1 + Math.floor(random() * largest);

const depthOf = (family: Family, random: Random): number => {
  if (family === 'deep') return 8;
  return upTo(family === 'small' || family === 'wide' ? 2 : 3, random);
};

/** Units per layer, the inputs first. */
const widthsOf = (family: Family, loss: LossName, random: Random): readonly number[] => {
  const depth = depthOf(family, random);
  const width = () => upTo(family === 'small' ? 2 : 5, random);
  const widths = Array.from({ length: depth + 1 }, (_, l) =>
    family === 'wide' && l < Math.max(depth, 2) ? 64 : width(),
  );
  return loss === 'hinge' ? [...widths.slice(0, -1), 2 + Math.floor(random() * 3)] : widths;
};

const inputOf = (family: Family, random: Random, single: boolean): number => {
  if (family === 'tiny') return (2 * random() - 1) * (single ? 1e-30 : 1e-200);
  if (family === 'saturate' || family === 'big') return 2 * random() - 1;
  return numberOf(family, random);
};

/** A problem of one family; `single`: its extremes suit formats with an 8-bit exponent. */
export const randomProblem = (family: Family, random: Random, single: boolean): MlpProblem => {
  const loss = pick(lossNames, random);
  const widths = widthsOf(family, loss, random);
  const depth = widths.length - 1;
  const examples = upTo(4, random);
  const layers = widths.slice(1).map((units, l) => {
    const activation = activationFor(random, loss, l === depth - 1);
    return layerOf(family, [at(widths, l), units], activation, random);
  });
  const inputs: Matrix = matrixOf(examples, at(widths, 0), () => inputOf(family, random, single));
  const targets = inputs.map(() => targetOf(loss, at(widths, depth), random));
  const lambda = pick([0, 0, 0.01, 0.5, 2 * random()], random);
  return {
    kind: 'mlp',
    layers,
    loss: { name: loss, scale: scaleOf(family, random, examples, single) },
    ...(lambda === 0 ? {} : { penalty: { name: 'l2', lambda, biases: random() < 0.5 } }),
    inputs,
    targets,
  };
};

/** The same problem with targets next to the outputs, where residuals cancel. */
export const withTargetsAt = (problem: MlpProblem, outputs: Matrix, random: Random): MlpProblem => {
  const near = (row: Vector) => row.map((output) => output + (random() - 0.5) * 1e-6);
  const { name } = problem.loss;
  return name === 'squared-error' || name === 'norm' ? { ...problem, targets: outputs.map(near) } : problem;
};
