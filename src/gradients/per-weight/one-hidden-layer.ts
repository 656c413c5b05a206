/**
 * The two formulas for a network with one hidden layer (or none), as Pasa's derivation prints them, with
 * 2 * scale where he has 1/(cN). Element-wise activations, squared error, no penalty. Indices count from 0.
 *
 * Output unit: dE/dw_kj = 2 scale sum_n (output_k - t_k) g'(z_k) a_j.
 * Hidden unit: dE/dw_ji = 2 scale sum_n sum_k (output_k - t_k) g'(z_k) w_kj g'(z_j) x_i.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem, Vector } from '../../model/problem.ts';
import { at } from './at.ts';
import { crossingOf } from './crossings.ts';
import { forward } from './forward.ts';
import { readNetwork } from './network.ts';
import { sum } from './sums.ts';

/** dJ/dw and dJ/db of every layer; null biases where a layer has none. */
export interface FormulaGradients<T> {
  /** `[layer][unit][input]` */
  readonly weights: readonly Matrix<T>[];
  /** `[layer][unit]` */
  readonly biases: readonly (Vector<T> | null)[];
}

/** One example: what the formulas read. */
interface Reading<T> {
  /** What each layer is fed, `[layer][input]`: x, then a of the hidden layer. */
  readonly sources: readonly Vector<T>[];
  /** `[layer][unit]` */
  readonly slopes: readonly Vector<T>[];
  /** output_k - t_k, `[unit]` */
  readonly errors: Vector<T>;
}

const expectOneHiddenLayer = ({ layers, loss, penalty }: MlpProblem): void => {
  if (layers.length > 2) throw new RangeError(`layers: expected one or two layers, got ${layers.length}`);
  layers.forEach(({ activation }, l) => {
    if (activation.name !== 'softmax' && activation.name !== 'maxout') return;
    throw new RangeError(`layers[${l}].activation: expected an element-wise one, got ${activation.name}`);
  });
  if (loss.name !== 'squared-error') throw new RangeError(`loss: expected squared-error, got ${loss.name}`);
  if (penalty !== undefined) throw new RangeError(`penalty: expected none, got ${penalty.name}`);
};

const readExamples = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks: KinkChoice | undefined,
): readonly Reading<T>[] => {
  const network = readNetwork(problem, arithmetic);
  return problem.inputs.map((input, example) => {
    const pass = forward(arithmetic, network, input);
    const slopes = network.map((layer, l) => {
      const crossing = crossingOf({ arithmetic, layer: l, example, kinks }, layer, at(pass.layers, l));
      return crossing.kind === 'element-wise' ? at(crossing.slopes, 0) : [];
    });
    const targets = at(problem.targets, example);
    return {
      sources: [pass.x, ...pass.layers.map(({ a }) => a)],
      slopes,
      errors: pass.outputs.map((output, k) => arithmetic.sub(output, arithmetic.of(at(targets, k)))),
    };
  });
};

/** (output_k - t_k) g'(z_k) of one example. */
const outputTerm = <T>({ mul }: Arithmetic<T>, { errors, slopes }: Reading<T>, k: number): T =>
  mul(at(errors, k), at(at(slopes, slopes.length - 1), k));

/** sum_k (output_k - t_k) g'(z_k) w_kj g'(z_j) of one example. */
const hiddenTerm = <T>(
  arithmetic: Arithmetic<T>,
  reading: Reading<T>,
  outputWeights: Matrix<T>,
  j: number,
): T => {
  const { mul } = arithmetic;
  const terms = outputWeights.map((row, k) =>
    mul(mul(outputTerm(arithmetic, reading, k), at(row, j)), at(at(reading.slopes, 0), j)),
  );
  return sum(arithmetic, terms);
};

/**
 * The gradients by the printed formulas; a bias is the weight of a source that is always 1.
 * Throws RangeError for a problem that the formulas do not cover.
 */
export const oneHiddenLayer = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks?: KinkChoice,
): FormulaGradients<T> => {
  expectOneHiddenLayer(problem);
  const { of, mul } = arithmetic;
  const network = readNetwork(problem, arithmetic);
  const last = network.length - 1;
  const outputWeights = at(at(network, last).weights, 0);
  const readings = readExamples(problem, arithmetic, kinks);
  const overExamples = (l: number, unit: number, source: (reading: Reading<T>) => T): T => {
    const terms = readings.map((reading) => {
      const term =
        l === last
          ? outputTerm(arithmetic, reading, unit)
          : hiddenTerm(arithmetic, reading, outputWeights, unit);
      return mul(term, source(reading));
    });
    return mul(mul(of(2), of(problem.loss.scale)), sum(arithmetic, terms));
  };
  return {
    weights: network.map(({ weights }, l) =>
      at(weights, 0).map((row, unit) =>
        row.map((_, i) => overExamples(l, unit, ({ sources }) => at(at(sources, l), i))),
      ),
    ),
    biases: network.map(({ biases }, l) =>
      biases === null ? null : at(biases, 0).map((_, unit) => overExamples(l, unit, () => of(1))),
    ),
  };
};
