/** Backpropagation with a number system and a style: a test double for subjects and, in double-double, for the truth. */

import type { TracedAnswer } from '../../model/answer.ts';
import { isMaxout, type Layer, type Matrix, type MlpProblem } from '../../model/problem.ts';
import { at } from '../at.ts';
import { activate, dot, type Emulation, slope, softmax, softmaxDeltas, sum, term } from './activations.ts';
import { lossStart, lossValue, type Outcome } from './losses.ts';

/** A layer in the subject's numbers: pieces of weights and biases. */
interface SubjectLayer<T> {
  readonly layer: Layer;
  readonly weights: readonly Matrix<T>[];
  readonly biases: readonly (readonly T[])[] | null;
}

interface Pass<T> {
  readonly inputs: readonly T[];
  readonly z: readonly T[];
  readonly a: readonly T[];
  /** `[unit]`: the winning piece. */
  readonly routes: readonly number[];
}

const readLayer = <T>({ numbers }: Emulation<T>, layer: Layer): SubjectLayer<T> => {
  const weights = isMaxout(layer) ? layer.weights : [layer.weights];
  const biases = isMaxout(layer) ? layer.biases : layer.biases && [layer.biases];
  return {
    layer,
    weights: weights.map((matrix) => matrix.map((row) => row.map(numbers.of))),
    biases: biases === null ? null : biases.map((vector) => vector.map(numbers.of)),
  };
};

const preActivations = <T>(
  emulation: Emulation<T>,
  { weights, biases }: SubjectLayer<T>,
  inputs: readonly T[],
) =>
  weights.map((matrix, piece) =>
    matrix.map((row, unit) => {
      const products = row.map((weight, j) => term(emulation, weight, at(inputs, j)));
      return sum(emulation, biases === null ? products : [...products, at(at(biases, piece), unit)]);
    }),
  );

const forwardLayer = <T>(emulation: Emulation<T>, layer: SubjectLayer<T>, inputs: readonly T[]): Pass<T> => {
  const { sign, sub } = emulation.numbers;
  const pieces = preActivations(emulation, layer, inputs);
  const routes = at(pieces, 0).map((_, unit) =>
    pieces.reduce(
      (best, piece, index) => (sign(sub(at(piece, unit), at(at(pieces, best), unit))) > 0 ? index : best),
      0,
    ),
  );
  const z = routes.map((piece, unit) => at(at(pieces, piece), unit));
  const { activation } = layer.layer;
  if (activation.name === 'maxout') return { inputs, z, a: z, routes };
  if (activation.name === 'softmax') return { inputs, z, a: softmax(emulation, z), routes };
  return { inputs, z, a: z.map((value) => activate(emulation, activation, value)), routes };
};

const crossBack = <T>(
  emulation: Emulation<T>,
  { layer }: SubjectLayer<T>,
  { z, a }: Pass<T>,
  v: readonly T[],
): readonly T[] => {
  const { activation } = layer;
  if (activation.name === 'maxout' || activation.name === 'identity') return v;
  if (activation.name === 'softmax') return softmaxDeltas(emulation, a, v);
  return v.map((adjoint, i) =>
    emulation.numbers.mul(adjoint, slope(emulation, activation, at(z, i), at(a, i))),
  );
};

const throughWeights = <T>(
  emulation: Emulation<T>,
  { weights }: SubjectLayer<T>,
  { inputs, routes }: Pass<T>,
  delta: readonly T[],
): readonly T[] =>
  inputs.map((_, j) =>
    dot(
      emulation,
      delta,
      routes.map((piece, unit) => at(at(at(weights, piece), unit), j)),
    ),
  );

interface ExamplePass<T> {
  readonly passes: readonly Pass<T>[];
  readonly deltas: readonly (readonly T[])[];
  readonly inputs: readonly T[];
  readonly loss: T;
}

const runExample = <T>(
  emulation: Emulation<T>,
  problem: MlpProblem,
  layers: readonly SubjectLayer<T>[],
  example: number,
): ExamplePass<T> => {
  const { numbers, style } = emulation;
  const passes: Pass<T>[] = [];
  let activations: readonly T[] = at(problem.inputs, example).map(numbers.of);
  for (const layer of layers) {
    const pass = forwardLayer(emulation, layer, activations);
    passes.push(pass);
    activations = pass.a;
  }
  const { name, scale } = problem.loss;
  const targets = at(problem.targets, example);
  const { z, a } = at(passes, passes.length - 1);
  const outcome: Outcome<T> = { z, a, t: targets.map(numbers.of), chosen: targets.indexOf(1) };
  const start = lossStart(emulation, name, outcome);
  const early = style.scale === 'early' ? numbers.of(scale) : null;
  const scaled = early === null ? start.values : start.values.map((value) => numbers.mul(value, early));
  let adjoints = scaled;
  const deltas: (readonly T[])[] = [];
  for (let l = layers.length - 1; l >= 0; l -= 1) {
    const fused = start.of === 'z' && l === layers.length - 1;
    const delta = fused ? scaled : crossBack(emulation, at(layers, l), at(passes, l), adjoints);
    deltas.unshift(delta);
    adjoints = throughWeights(emulation, at(layers, l), at(passes, l), delta);
  }
  return { passes, deltas, inputs: adjoints, loss: lossValue(emulation, name, outcome) };
};

/** The penalty's part of a derivative, in the place and order of the style. */
const finish = <T>(
  emulation: Emulation<T>,
  problem: MlpProblem,
  terms: readonly T[],
  parameter: T | null,
): T => {
  const { numbers, style } = emulation;
  const scale = numbers.of(problem.loss.scale);
  const late = (value: T) => (style.scale === 'late' ? numbers.mul(value, scale) : value);
  const { penalty } = problem;
  if (penalty === undefined || penalty.lambda === 0 || parameter === null) return late(sum(emulation, terms));
  const own = numbers.mul(numbers.mul(numbers.of(2), numbers.of(penalty.lambda)), parameter);
  if (style.penalty === 'first' && style.scale === 'early') return sum(emulation, [own, ...terms]);
  return numbers.add(late(sum(emulation, terms)), own);
};

const costOf = <T>(
  emulation: Emulation<T>,
  problem: MlpProblem,
  layers: readonly SubjectLayer<T>[],
  losses: readonly T[],
): T => {
  const { numbers, style } = emulation;
  const scale = numbers.of(problem.loss.scale);
  const terms =
    style.scale === 'early'
      ? losses.map((loss) => numbers.mul(loss, scale))
      : [numbers.mul(sum(emulation, losses), scale)];
  const { penalty } = problem;
  if (penalty === undefined || penalty.lambda === 0) return sum(emulation, terms);
  const lambda = numbers.of(penalty.lambda);
  const parameters = layers.flatMap(({ weights, biases }) => [
    ...weights.flat(2),
    ...(penalty.biases && biases !== null ? biases.flat() : []),
  ]);
  const squares = parameters.map((parameter) => numbers.mul(parameter, parameter));
  if (style.penalty === 'first')
    return sum(emulation, [...squares.map((square) => numbers.mul(lambda, square)), ...terms]);
  return numbers.add(sum(emulation, terms), numbers.mul(lambda, sum(emulation, squares)));
};

/** The whole answer, as doubles. */
export const backpropagate = <T>(emulation: Emulation<T>, problem: MlpProblem): TracedAnswer => {
  const { numbers, style } = emulation;
  const layers = problem.layers.map((layer) => readLayer(emulation, layer));
  const examples = problem.inputs.map((_, example) => runExample(emulation, problem, layers, example));
  const scale = numbers.of(problem.loss.scale);
  const shown = (value: T) => numbers.toNumber(style.scale === 'late' ? numbers.mul(value, scale) : value);
  const routed = (l: number, piece: number, unit: number) =>
    examples.filter(({ passes }) => at(at(passes, l).routes, unit) === piece);
  const weights = layers.map(({ layer, weights: pieces }, l) => {
    const found = pieces.map((matrix, piece) =>
      matrix.map((row, unit) =>
        row.map((weight, j) => {
          const terms = routed(l, piece, unit).map(({ passes, deltas }) =>
            term(emulation, at(at(deltas, l), unit), at(at(passes, l).inputs, j)),
          );
          return numbers.toNumber(finish(emulation, problem, terms, weight));
        }),
      ),
    );
    return isMaxout(layer) ? found : at(found, 0);
  });
  const biases = layers.map(({ layer, biases: pieces }, l) => {
    if (pieces === null) return null;
    const found = pieces.map((vector, piece) =>
      vector.map((bias, unit) => {
        const terms = routed(l, piece, unit).map(({ deltas }) => at(at(deltas, l), unit));
        return numbers.toNumber(
          finish(emulation, problem, terms, problem.penalty?.biases === true ? bias : null),
        );
      }),
    );
    return isMaxout(layer) ? found : at(found, 0);
  });
  const traced = (part: (pass: Pass<T>) => readonly T[]) =>
    layers.map((_, l) => examples.map(({ passes }) => part(at(passes, l)).map(numbers.toNumber)));
  const activations = traced(({ a }) => a);
  return {
    cost: numbers.toNumber(
      costOf(
        emulation,
        problem,
        layers,
        examples.map(({ loss }) => loss),
      ),
    ),
    outputs: at(activations, activations.length - 1),
    gradients: { weights, biases, inputs: examples.map(({ inputs }) => inputs.map(shown)) },
    deltas: layers.map((_, l) => examples.map(({ deltas }) => at(deltas, l).map(shown))),
    trace: { preActivations: traced(({ z }) => z), activations },
  };
};
