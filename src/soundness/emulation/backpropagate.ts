/**
 * Backpropagation with a number system and a style: a test double for subjects and, in double-double,
 * for the truth. Layers count from 0.
 */

import { at } from '../../bounds/at.ts';
import type { Gradients, TracedAnswer } from '../../model/answer.ts';
import { isMaxout, type Matrix, type MlpProblem } from '../../model/problem.ts';
import { type Backward, backward } from './backward.ts';
import { costOf } from './cost.ts';
import { forward, type Pass, readLayer, type SubjectLayer } from './forward.ts';
import { lossStart, lossValue, type Outcome } from './losses.ts';
import { type Scaled, scaling } from './scale.ts';
import { dot, type Emulation, sum } from './sums.ts';

interface Example<T> extends Backward<T> {
  readonly passes: readonly Pass<T>[];
  readonly loss: T;
}

/** What every example shares. */
interface Work<T> {
  readonly emulation: Emulation<T>;
  readonly problem: MlpProblem;
  readonly layers: readonly SubjectLayer<T>[];
  readonly scaled: Scaled<T>;
}

const runExample = <T>({ emulation, problem, layers, scaled }: Work<T>, example: number): Example<T> => {
  const { of } = emulation.numbers;
  const passes = forward(emulation, layers, at(problem.inputs, example).map(of));
  const { name } = problem.loss;
  const targets = at(problem.targets, example);
  const { z, a } = at(passes, passes.length - 1);
  const outcome: Outcome<T> = { z, a, t: targets.map(of), chosen: targets.indexOf(1) };
  const start = lossStart(emulation, name, outcome);
  const loss = lossValue(emulation, name, outcome);
  return { passes, loss, ...backward(emulation, layers, passes, start, scaled) };
};

/** The penalty's term of a derivative; null without one. */
const penaltyTerm = <T>({ emulation, problem }: Work<T>, parameter: T): T | null => {
  const { numbers } = emulation;
  const { penalty } = problem;
  if (penalty === undefined || penalty.lambda === 0) return null;
  return numbers.mul(numbers.mul(numbers.of(2), numbers.of(penalty.lambda)), parameter);
};

/** sum over examples of delta a, with the scale and the penalty where the style has them. */
const finish = <T>(
  { emulation, scaled }: Work<T>,
  deltas: readonly T[],
  activations: readonly T[] | null,
  own: T | null,
): T => {
  const { numbers, style } = emulation;
  const within = style.penalty === 'first' && style.scale !== 'late' ? own : null;
  const total =
    activations === null
      ? sum(emulation, within === null ? deltas : [...deltas, within])
      : dot(emulation, deltas, activations, within);
  const finished = scaled('late', total);
  return own === null || within !== null ? finished : numbers.add(finished, own);
};

/** Of one unit of one piece: the derivatives of its weights, and of its bias. */
const unitGradients = <T>(
  work: Work<T>,
  examples: readonly Example<T>[],
  l: number,
  piece: number,
  unit: number,
) => {
  const { weights, biases } = at(work.layers, l);
  const routed = examples.filter(({ passes }) => at(at(passes, l).routes, unit) === piece);
  const deltas = routed.map((example) => at(at(example.deltas, l), unit));
  const inputs = routed.map(({ passes }) => at(passes, l).inputs);
  const row = at(at(weights, piece), unit).map((weight, j) => {
    const column = inputs.map((activations) => at(activations, j));
    return finish(work, deltas, column, penaltyTerm(work, weight));
  });
  if (biases === null) return { row, bias: null };
  const penalised = work.problem.penalty?.biases === true;
  const own = penalised ? penaltyTerm(work, at(at(biases, piece), unit)) : null;
  return { row, bias: finish(work, deltas, null, own) };
};

const parameterGradients = <T>(
  work: Work<T>,
  examples: readonly Example<T>[],
): Pick<Gradients<T>, 'weights' | 'biases'> => {
  const found = work.layers.map(({ layer, weights, biases }, l) => {
    const pieces = weights.map((matrix, piece) =>
      matrix.map((_, unit) => unitGradients(work, examples, l, piece, unit)),
    );
    const rows = pieces.map((units) => units.map(({ row }) => row));
    const columns =
      biases === null
        ? null
        : pieces.map((units) => units.flatMap(({ bias }) => (bias === null ? [] : [bias])));
    return isMaxout(layer)
      ? { weights: rows, biases: columns }
      : { weights: at(rows, 0), biases: columns === null ? null : at(columns, 0) };
  });
  return { weights: found.map(({ weights }) => weights), biases: found.map(({ biases }) => biases) };
};

/** The whole answer, in the emulation's numbers. */
export const backpropagate = <T>(emulation: Emulation<T>, problem: MlpProblem): TracedAnswer<T> => {
  const layers = problem.layers.map((layer) => readLayer(emulation, layer));
  const scaled = scaling(emulation, problem.loss.scale);
  const work: Work<T> = { emulation, problem, layers, scaled };
  const examples = problem.inputs.map((_, example) => runExample(work, example));
  const losses = examples.map(({ loss }) => loss);
  const shown = (values: readonly T[]) => values.map((value) => scaled('late', value));
  const traced = (part: (pass: Pass<T>) => readonly T[]): readonly Matrix<T>[] =>
    layers.map((_, l) => examples.map(({ passes }) => part(at(passes, l))));
  const activations = traced(({ a }) => a);
  return {
    cost: costOf(emulation, problem, layers, losses, scaled),
    outputs: at(activations, activations.length - 1),
    gradients: {
      ...parameterGradients(work, examples),
      inputs: examples.map(({ inputs }) => shown(inputs)),
    },
    deltas: layers.map((_, l) => examples.map(({ deltas }) => shown(at(deltas, l)))),
    trace: { preActivations: traced(({ z }) => z), activations },
  };
};
