/**
 * Backpropagation as a recursion on delta, in matrix form.
 *
 * Layers count from 0 in code and from 1 in formulas; A[0] is the input. A matrix of examples has one
 * column per example, `[unit][example]`, as Lee and Khalid write it; the answer is transposed back.
 */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import type { Refusal, TracedAnswer } from '../../model/answer.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { Matrix, MlpProblem } from '../../model/problem.ts';
import { throughActivation } from './activation.ts';
import { biasesOf, type MatrixLayer, matrixLayer, weightsOf } from './affine.ts';
import { type Choose, chooser } from './kink.ts';
import { backward, forward, type LayerGradients, type LayerPass } from './layer.ts';
import { fusedWith, losses } from './loss.ts';
import { columnOf, entry, matricesOver, transpose } from './matrix.ts';
import { penaltyOf, withPenalty } from './penalty.ts';

/** Z[l] = W[l] A[l-1] + b[l] and A[l] = g(Z[l]), first layer to last. */
const forwardPass = <T>(
  layers: readonly MatrixLayer<T>[],
  inputs: Matrix<T>,
  arithmetic: Arithmetic<T>,
): readonly LayerPass<T>[] => {
  const passes: LayerPass<T>[] = [];
  let a = inputs;
  for (const layer of layers) {
    const pass = forward(layer, a, arithmetic);
    passes.push(pass);
    a = pass.a;
  }
  return passes;
};

/** The scaled sum of the losses, and delta[L] = g'(Z[L]) • dloss/dA[L], with the scale. */
const atTheOutput = <T>(
  problem: MlpProblem,
  last: LayerPass<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): { readonly cost: T; readonly delta: Matrix<T> } => {
  const { of, sum, scaled } = matricesOver(arithmetic);
  const targets = of(problem.targets);
  const { name } = problem.loss;
  const scale = arithmetic.of(problem.loss.scale);
  const examples = targets.map((target, n) =>
    losses[name](
      { index: n, z: columnOf(last.z, n), output: columnOf(last.a, n), target },
      arithmetic,
      choose,
    ),
  );
  const gradient = scaled(scale, transpose(examples.map((example) => example.gradient)));
  return {
    cost: arithmetic.mul(scale, sum(examples.map(({ value }) => value))),
    delta: name in fusedWith ? gradient : throughActivation(last, gradient, arithmetic, choose),
  };
};

interface DeltaPass<T> extends LayerGradients<T> {
  /** delta[l], `[unit][example]`. */
  readonly delta: Matrix<T>;
}

/** delta[l] = g'(Z[l]) • W[l+1]' delta[l+1], last layer to first, with each layer's gradients. */
const backwardPass = <T>(
  passes: readonly LayerPass<T>[],
  lastDelta: Matrix<T>,
  arithmetic: Arithmetic<T>,
  choose: Choose<T>,
): readonly DeltaPass<T>[] => {
  const results: DeltaPass<T>[] = [];
  let delta = lastDelta;
  for (const [l, pass] of [...passes.entries()].reverse()) {
    const gradients = backward(pass, delta, arithmetic, choose);
    results.unshift({ delta, ...gradients });
    if (l > 0) delta = throughActivation(entry(passes, l - 1), gradients.inputGradient, arithmetic, choose);
  }
  return results;
};

/** The reason why a loss has no meaning on this last layer, if so. */
const refusal = ({ layers, loss }: MlpProblem): Refusal | undefined => {
  const expected = fusedWith[loss.name];
  const { name } = entry(layers, layers.length - 1).activation;
  if (expected === undefined || expected === name) return undefined;
  const path = `layers[${layers.length - 1}].activation.name`;
  return { refused: `${path}: expected "${expected}" for ${loss.name}, got "${name}"` };
};

/**
 * Cost, outputs, gradients, deltas and trace of a valid problem, in the arithmetic given.
 *
 * After Lee, "δ^L = σ'(z^L) • ∇C(y)" and "δ^l = σ'(z^l) • (W^{l+1})ᵀ δ^{l+1}", and Khalid's key
 * equations. log-loss and cross-entropy are fused with their sigmoid and softmax: delta[L] = y - t,
 * y sum(t) - t. Refuses those two losses on any other last layer; throws what the arithmetic throws
 * for a function that it does not have.
 */
export const gradient = <T>(
  problem: MlpProblem,
  arithmetic: Arithmetic<T>,
  kinks?: KinkChoice,
): TracedAnswer<T> | Refusal => {
  const refused = refusal(problem);
  if (refused !== undefined) return refused;

  const choose = chooser(arithmetic, kinks);
  const layers = problem.layers.map((layer, l) => matrixLayer(layer, l, arithmetic));
  const inputs = transpose(matricesOver(arithmetic).of(problem.inputs));
  const passes = forwardPass(layers, inputs, arithmetic);
  const output = atTheOutput(problem, entry(passes, passes.length - 1), arithmetic, choose);
  const deltas = backwardPass(passes, output.delta, arithmetic, choose);
  const penalty = problem.penalty ?? { name: 'l2', lambda: 0, biases: false };
  const gradients = deltas.map(({ pieces }, l) =>
    withPenalty(penalty, pieces, entry(layers, l).pieces, arithmetic),
  );
  const activations = passes.map(({ a }) => transpose(a));
  const allPieces = layers.flatMap(({ pieces }) => pieces);

  return {
    cost: arithmetic.add(output.cost, penaltyOf(penalty, allPieces, arithmetic)),
    outputs: entry(activations, activations.length - 1),
    gradients: {
      weights: gradients.map((pieces, l) => weightsOf(entry(layers, l).activation, pieces)),
      biases: gradients.map((pieces, l) => biasesOf(entry(layers, l).activation, pieces)),
      inputs: transpose(entry(deltas, 0).inputGradient),
    },
    deltas: deltas.map(({ delta }) => transpose(delta)),
    trace: {
      preActivations: passes.map(({ z }) => transpose(z)),
      activations,
    },
  };
};
