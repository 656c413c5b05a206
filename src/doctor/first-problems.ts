/** The first problem that a subject is put: tiny, readable, and inside what it claims. */

import type { Activation, Layer, LossName, Matrix, MlpProblem, Vector } from '../model/problem.ts';
import { readProblem } from '../model/read-problem.ts';
import { type ActivationName, canAnswer, type PenaltyKind, type Supports } from '../model/supports.ts';

/** No two sums of products of these cancel, so that no pre-activation lies at a kink. */
const decimals: Vector = [0.3, -0.2, 0.5, 0.1, -0.4, 0.7, 0.25, -0.6, 0.45, -0.15, 0.8];

/** Not 1/2, 1 or 1/N: who leaves it out, or takes one of these instead, is seen. */
const scale = 0.125;

/** No two alike: weights that are transposed, or layers in the other order, have other shapes. */
const usualWidths = [2, 3, 4];

const constants: Readonly<Record<ActivationName, Activation>> = {
  identity: { name: 'identity' },
  linear: { name: 'linear', alpha: 1.5, beta: 0.5 },
  sigmoid: { name: 'sigmoid' },
  tanh: { name: 'tanh' },
  relu: { name: 'relu' },
  'leaky-relu': { name: 'leaky-relu', alpha: 0.1 },
  elu: { name: 'elu', alpha: 1 },
  softmax: { name: 'softmax' },
  maxout: { name: 'maxout', pieces: 2 },
};

/** What bends comes first: where nothing bends, a forgotten slope is not seen. */
const preference: readonly ActivationName[] = ['sigmoid', 'tanh', 'elu', 'leaky-relu', 'relu'];

const preferred = (names: readonly ActivationName[]): readonly ActivationName[] => [
  ...preference.filter((name) => names.includes(name)),
  ...names.filter((name) => !preference.includes(name)),
];

const numbers = () => {
  let taken = 0;
  const next = (): number => {
    taken += 1;
    return decimals[taken % decimals.length] ?? 1;
  };
  const vector = (length: number): Vector => Array.from({ length }, next);
  const matrix = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, () => vector(columns));
  return { vector, matrix };
};

type Numbers = ReturnType<typeof numbers>;

const layerOf = (name: ActivationName, units: number, inputs: number, { vector, matrix }: Numbers): Layer => {
  const activation = constants[name];
  return activation.name === 'maxout'
    ? {
        weights: [matrix(units, inputs), matrix(units, inputs)],
        biases: matrix(activation.pieces, units),
        activation,
      }
    : { weights: matrix(units, inputs), biases: vector(units), activation };
};

const inClasses: readonly LossName[] = ['log-loss', 'cross-entropy', 'cross-entropy-logits', 'hinge'];

const targetsOf = (loss: LossName, examples: number, units: number, { matrix }: Numbers): Matrix =>
  inClasses.includes(loss)
    ? Array.from({ length: examples }, (_, n) =>
        Array.from({ length: units }, (_unit, k) => (k === n % units ? 1 : 0)),
      )
    : matrix(examples, units);

const penaltyOf = (kinds: readonly PenaltyKind[]): Pick<MlpProblem, 'penalty'> =>
  kinds.includes('none') || kinds.length === 0
    ? {}
    : { penalty: { name: 'l2', lambda: 0.01, biases: !kinds.includes('l2') } };

const widthsFor = ({ fixedShape, maxLayers, maxWidth }: Supports): Vector =>
  fixedShape ?? usualWidths.slice(-1 - Math.min(2, maxLayers)).map((width) => Math.min(width, maxWidth));

const problemOf = (
  supports: Supports,
  loss: LossName,
  hidden: ActivationName,
  output: ActivationName,
): unknown => {
  const [inputs = 1, ...widths] = widthsFor(supports);
  const draw = numbers();
  const examples = Math.min(2, supports.maxExamples);
  return {
    kind: 'mlp',
    id: 'first-contact',
    layers: widths.map((units, l) =>
      layerOf(l === widths.length - 1 ? output : hidden, units, widths[l - 1] ?? inputs, draw),
    ),
    loss: { name: loss, scale },
    ...penaltyOf(supports.penalties),
    inputs: draw.matrix(examples, inputs),
    targets: targetsOf(loss, examples, widths.at(-1) ?? 1, draw),
  } satisfies MlpProblem;
};

/** Legal problems that the subject claims, the plainest first: one per loss and activation of the last layer. */
export const firstProblems = (supports: Supports): readonly MlpProblem[] => {
  const { activations, losses } = supports;
  const [hidden = 'identity'] = preferred(activations.hidden);
  return losses.flatMap((loss) =>
    preferred(activations.output).flatMap((output) => {
      const read = readProblem(problemOf(supports, loss, hidden, output));
      return read.ok && canAnswer(supports, read.problem) ? [read.problem] : [];
    }),
  );
};
