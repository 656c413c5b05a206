/** Arbitraries of whole problems: an architecture first, then its numbers. */

import fc from 'fast-check';
import type { Layer, LossName, Matrix, MlpProblem } from '../model/problem.ts';
import type { Supports } from '../model/supports.ts';
import { type Architecture, architectures, type Limits } from './architecture.ts';
import { parameters, probabilities } from './numbers.ts';
import { oncePer } from './once-per.ts';

/** Lists of a given length, and lists of lists, of one kind of element. */
interface Tensors<T> {
  readonly vector: (length: number) => fc.Arbitrary<T[]>;
  readonly matrix: (rows: number, columns: number) => fc.Arbitrary<T[][]>;
}

const listsOf = <T>(element: fc.Arbitrary<T>): ((length: number) => fc.Arbitrary<T[]>) =>
  oncePer((length) => fc.array(element, { minLength: length, maxLength: length }));

const tensorsOf = <T>(element: fc.Arbitrary<T>): Tensors<T> => {
  const vector = listsOf(element);
  const rowsOf = oncePer((columns: number) => listsOf(vector(columns)));
  return { vector, matrix: (rows, columns) => rowsOf(columns)(rows) };
};

type Numbers = fc.Arbitrary<number>;

const layerOf = (
  { activations, biased, widths }: Architecture,
  { vector, matrix }: Tensors<number>,
  index: number,
): fc.Arbitrary<Layer> => {
  const [inputs, units] = widths.slice(index, index + 2) as [number, number];
  const activation = activations[index];
  if (activation === undefined) throw new RangeError(`no activation for layer ${index}`);
  if (activation.name === 'maxout') {
    const { pieces } = activation;
    return fc.record({
      weights: listsOf(matrix(units, inputs))(pieces),
      biases: biased[index] ? matrix(pieces, units) : fc.constant(null),
      activation: fc.constant(activation),
    });
  }
  return fc.record({
    weights: matrix(units, inputs),
    biases: biased[index] ? vector(units) : fc.constant(null),
    activation: fc.constant(activation),
  });
};

const oneHot = oncePer((units: number) =>
  fc
    .nat({ max: units - 1 })
    .map((chosen) => Array.from({ length: units }, (_, unit): number => (unit === chosen ? 1 : 0))),
);

const chances = tensorsOf(probabilities);

const target = (loss: LossName, numbers: Tensors<number>, units: number): fc.Arbitrary<number[]> => {
  switch (loss) {
    case 'log-loss':
      return chances.vector(units);
    case 'cross-entropy':
    case 'cross-entropy-logits':
      return fc.oneof(oneHot(units), chances.vector(units));
    case 'hinge':
      return oneHot(units);
    default:
      return fc.oneof(numbers.vector(units), chances.vector(units));
  }
};

/** The documents' factors: 1, 1/2, 1/N, 1/(2N), 1/(2cN), and one that is none of them. */
const scaleFor = (examples: number, outputs: number): Numbers =>
  fc.constantFrom(1, 0.5, 1 / examples, 1 / (2 * examples), 1 / (2 * outputs * examples), 1.7);

const lambdas = fc.constantFrom(0.01, 0.5, 0.1, 2);

/** Problems of one architecture, with its numbers from `numbers`. */
const problemsOf = (architecture: Architecture, numbers: Tensors<number>): fc.Arbitrary<MlpProblem> => {
  const { widths, activations, loss, penalty, examples } = architecture;
  const inputWidth = widths.at(0) as number;
  const outputWidth = widths.at(-1) as number;
  return fc
    .record({
      layers: fc.tuple(...activations.map((_, index) => layerOf(architecture, numbers, index))),
      scale: scaleFor(examples, outputWidth),
      lambda: lambdas,
      inputs: numbers.matrix(examples, inputWidth) as fc.Arbitrary<Matrix>,
      targets: listsOf(target(loss, numbers, outputWidth))(examples) as fc.Arbitrary<Matrix>,
    })
    .map(({ layers, scale, lambda, inputs, targets }) => ({
      kind: 'mlp',
      layers,
      loss: { name: loss, scale },
      ...(penalty === 'none'
        ? {}
        : { penalty: { name: 'l2' as const, lambda, biases: penalty === 'l2-biases' } }),
      inputs,
      targets,
    }));
};

/** What is drawn, and how large. */
export interface ProblemOptions {
  readonly numbers?: Numbers;
  readonly limits?: Limits;
  /** Other architectures of the same universe, one drawn for each that the limits allow. */
  readonly reshape?: (architecture: Architecture) => fc.Arbitrary<Architecture>;
  /** Keep only problems for which this holds; shrinking keeps it too. */
  readonly where?: (problem: MlpProblem) => boolean;
}

/** Problems inside a claimed universe; null when it contains none. */
export const mlpProblems = (
  supports: Supports,
  { numbers = parameters, limits, reshape, where }: ProblemOptions = {},
): fc.Arbitrary<MlpProblem> | null => {
  const small = architectures(supports, limits);
  if (small === null) return null;
  const shapes = reshape === undefined ? small : small.chain(reshape);
  const tensors = tensorsOf(numbers);
  const problems = shapes.chain((architecture) => problemsOf(architecture, tensors));
  return where === undefined ? problems : problems.filter(where);
};
