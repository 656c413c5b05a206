/** A few problems on which known mistakes differ: they are asked when several explain the answers. */

import { at } from '../model/at.ts';
import type { Activation, Layer, LossName, MlpProblem, Penalty } from '../model/problem.ts';
import { meaningDefects } from '../model/problem-meaning.ts';
import {
  type ActivationName,
  canAnswer,
  lossNames,
  type PenaltyKind,
  type Supports,
} from '../model/supports.ts';

/**
 * The shape of one problem. Together they have square and other layers, as many examples as inputs and not,
 * every activation, every loss, a penalty on weights and on biases, and no scale or alpha that hides a mistake.
 */
interface Plan {
  readonly widths: readonly number[];
  readonly hidden: readonly ActivationName[];
  readonly output: ActivationName;
  readonly loss: LossName;
  readonly scale: number;
  readonly examples: number;
  readonly penalty: PenaltyKind;
}

const plans: readonly Plan[] = [
  {
    widths: [3, 4, 4, 2, 3],
    hidden: ['elu', 'tanh', 'sigmoid'],
    output: 'tanh',
    loss: 'squared-error',
    scale: 0.7,
    examples: 5,
    penalty: 'l2',
  },
  {
    widths: [2, 3, 3, 2],
    hidden: ['leaky-relu', 'identity'],
    output: 'sigmoid',
    loss: 'log-loss',
    scale: 1.3,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [3, 4, 2, 4, 3],
    hidden: ['leaky-relu', 'sigmoid', 'identity'],
    output: 'softmax',
    loss: 'squared-error',
    scale: 0.6,
    examples: 4,
    penalty: 'l2-biases',
  },
  {
    widths: [5, 5, 5, 5],
    hidden: ['relu', 'identity'],
    output: 'softmax',
    loss: 'cross-entropy',
    scale: 0.9,
    examples: 4,
    penalty: 'none',
  },
  {
    widths: [3, 3, 4, 2],
    hidden: ['maxout', 'linear'],
    output: 'linear',
    loss: 'norm',
    scale: 1.7,
    examples: 3,
    penalty: 'l2',
  },
  {
    widths: [2, 4, 4],
    hidden: ['sigmoid'],
    output: 'tanh',
    loss: 'hinge',
    scale: 0.8,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [3, 4, 4],
    hidden: ['tanh'],
    output: 'identity',
    loss: 'cross-entropy-logits',
    scale: 0.04,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [4, 3, 2],
    hidden: ['sigmoid'],
    output: 'sigmoid',
    loss: 'squared-error',
    scale: 1.1,
    examples: 4,
    penalty: 'l2-biases',
  },
];

/** For subjects that fail where a layer is not square, or where there are not as many examples as inputs. */
const squarePlans: readonly Plan[] = [
  {
    widths: [3, 3, 3, 3],
    hidden: ['tanh', 'sigmoid'],
    output: 'identity',
    loss: 'squared-error',
    scale: 0.7,
    examples: 3,
    penalty: 'none',
  },
  {
    widths: [2, 2, 2],
    hidden: ['sigmoid'],
    output: 'sigmoid',
    loss: 'squared-error',
    scale: 1.3,
    examples: 2,
    penalty: 'none',
  },
];

/** Tenths from -1.9 to 1.9 without 0, in an order without a pattern that a layer could share. */
const number = (index: number): number => {
  const tenths = ((index * (7 * index + 29) + 11) % 39) - 19;
  return (tenths === 0 ? 20 : tenths) / 10;
};

const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => number(from + index));

const matrix = (from: number, rows: number, columns: number): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, row) => numbers(from + row * columns, columns));

/** A leak above 1 at every other place. */
const activation = (name: ActivationName, place: number): Activation => {
  switch (name) {
    case 'linear':
      return { name, alpha: 0.7, beta: 0.4 };
    case 'leaky-relu':
      return { name, alpha: place % 2 === 0 ? 0.35 : 1.4 };
    case 'elu':
      return { name, alpha: 0.6 };
    case 'maxout':
      return { name, pieces: 2 };
    default:
      return { name };
  }
};

const layer = (name: ActivationName, inputs: number, units: number, from: number): Layer => {
  const own = activation(name, from);
  if (own.name !== 'maxout')
    return { weights: matrix(from, units, inputs), biases: numbers(from + 7, units), activation: own };
  return {
    weights: [matrix(from, units, inputs), matrix(from + 17, units, inputs)],
    biases: [numbers(from + 7, units), numbers(from + 23, units)],
    activation: own,
  };
};

const target = (loss: LossName, example: number, units: number): readonly number[] => {
  if (loss === 'hinge') return Array.from({ length: units }, (_, unit) => (unit === example % units ? 1 : 0));
  if (loss === 'squared-error' || loss === 'norm') return numbers(5 * example + 3, units);
  return Array.from({ length: units }, (_, unit) => (((example + 2 * unit) % 5) + 1) / 10);
};

const penaltyOf = (kind: PenaltyKind): { readonly penalty?: Penalty } =>
  kind === 'none' ? {} : { penalty: { name: 'l2', lambda: 0.15, biases: kind === 'l2-biases' } };

const problemOf = ({ widths, hidden, output, loss, scale, examples, penalty }: Plan): MlpProblem => {
  const names = [...hidden, output];
  return {
    kind: 'mlp',
    layers: names.map((name, l) => layer(name, at(widths, l), at(widths, l + 1), 13 * l + 5)),
    loss: { name: loss, scale },
    ...penaltyOf(penalty),
    inputs: matrix(31, examples, at(widths, 0)),
    targets: Array.from({ length: examples }, (_, example) => target(loss, example, at(widths, -1))),
  };
};

/** The wanted one if it is there, else one of the others, another for every place. */
const oneOf = <T>(available: readonly T[], wanted: T, place: number): T =>
  available.includes(wanted) || available.length === 0 ? wanted : at(available, place % available.length);

const widthsFor = ({ widths }: Plan, { fixedShape, maxLayers, maxWidth }: Supports): readonly number[] =>
  fixedShape ??
  [...widths.slice(0, Math.min(widths.length - 1, maxLayers)), at(widths, -1)].map((width) =>
    Math.min(width, maxWidth),
  );

/** Plans with everything but loss and output brought within the claimed universe. */
const adapted = (plan: Plan, supports: Supports, place: number): Plan => {
  const widths = widthsFor(plan, supports);
  const hidden = Array.from({ length: widths.length - 2 }, (_, l) =>
    oneOf(supports.activations.hidden, at(plan.hidden, l % plan.hidden.length), place + l),
  );
  return {
    ...plan,
    widths,
    hidden,
    examples: Math.min(plan.examples, supports.maxExamples),
    penalty: oneOf(supports.penalties, plan.penalty, place),
  };
};

/** The plan's own loss and output first, then every other pair. */
const variants = (plan: Plan, supports: Supports): readonly Plan[] =>
  [plan.loss, ...lossNames].flatMap((loss) =>
    [plan.output, ...supports.activations.output].map((output) => ({ ...plan, loss, output })),
  );

const problemsOf = (wanted: readonly Plan[], supports: Supports): readonly MlpProblem[] => {
  const found = wanted.flatMap((plan, place) => {
    const fitting = variants(adapted(plan, supports, place), supports)
      .map(problemOf)
      .find((problem) => canAnswer(supports, problem) && meaningDefects(problem).length === 0);
    return fitting === undefined ? [] : [fitting];
  });
  const texts = found.map((problem) => JSON.stringify(problem));
  return found.filter((_, index) => texts.indexOf(at(texts, index)) === index);
};

/** Up to eight problems inside a claimed universe, the same for the same claims. */
export const separatingProblems = (supports: Supports): readonly MlpProblem[] => problemsOf(plans, supports);

/** Two problems of square layers with as many examples as inputs, as far as the claims allow. */
export const squareProblems = (supports: Supports): readonly MlpProblem[] =>
  problemsOf(squarePlans, supports);
