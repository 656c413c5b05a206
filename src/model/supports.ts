/** The part of the problem format a subject claims; what it leaves out is never sent to it. */

import type { Problem, ProblemKind } from './any-kind.ts';
import type { GraphProblem } from './graph.ts';
import type { OperationName } from './operations.ts';
import { type Activation, isMaxout, type LossName, type MlpProblem } from './problem.ts';

/** An activation of a layer. */
export type ActivationName = Activation['name'];
/** No penalty, one on weights, or one on biases too. */
export type PenaltyKind = 'none' | 'l2' | 'l2-biases';

/** All that the format knows. */
export const activationNames = [
  'identity',
  'linear',
  'sigmoid',
  'tanh',
  'relu',
  'leaky-relu',
  'elu',
  'softmax',
  'maxout',
] as const satisfies readonly ActivationName[];

/** All that the format knows. */
export const lossNames = [
  'squared-error',
  'norm',
  'log-loss',
  'cross-entropy',
  'cross-entropy-logits',
  'hinge',
] as const satisfies readonly LossName[];

/** All that the format knows. */
export const penaltyKinds = ['none', 'l2', 'l2-biases'] as const satisfies readonly PenaltyKind[];

/** Every list complete and every limit given: what a declaration becomes after its defaults. */
export interface Supports {
  readonly kinds: readonly ProblemKind[];
  /** Operations of graphs; none where `kinds` lacks graph. */
  readonly ops: readonly OperationName[];
  readonly activations: {
    readonly hidden: readonly ActivationName[];
    readonly output: readonly ActivationName[];
  };
  readonly losses: readonly LossName[];
  readonly penalties: readonly PenaltyKind[];
  readonly nullBiases: boolean;
  readonly maxLayers: number;
  readonly maxWidth: number;
  readonly maxExamples: number;
  /** Widths, input first, of a network that cannot be given another shape. */
  readonly fixedShape?: readonly number[];
}

/** Everything of kind mlp. */
export const everything: Supports = {
  kinds: ['mlp'],
  ops: [],
  activations: { hidden: activationNames, output: activationNames },
  losses: lossNames,
  penalties: penaltyKinds,
  nullBiases: true,
  maxLayers: Number.POSITIVE_INFINITY,
  maxWidth: Number.POSITIVE_INFINITY,
  maxExamples: Number.POSITIVE_INFINITY,
};

/** Why a problem that a subject does not claim is not put to it. */
export const outsideSupports = 'outside what the subject supports';

const penaltyKindOf = ({ penalty }: MlpProblem): PenaltyKind => {
  if (penalty === undefined || penalty.lambda === 0) return 'none';
  return penalty.biases ? 'l2-biases' : 'l2';
};

const widthsOf = ({ layers, inputs }: MlpProblem): readonly number[] => [
  (inputs[0] ?? []).length,
  ...layers.map((layer) => (isMaxout(layer) ? (layer.weights[0] ?? []) : layer.weights).length),
];

const canAnswerGraph = ({ ops }: Supports, { nodes }: GraphProblem): boolean =>
  nodes.every(({ op }) => ops.includes(op));

const canAnswerNetwork = (supports: Supports, problem: MlpProblem): boolean => {
  const names = problem.layers.map(({ activation }) => activation.name);
  const widths = widthsOf(problem);
  return (
    names.slice(0, -1).every((name) => supports.activations.hidden.includes(name)) &&
    names.slice(-1).every((name) => supports.activations.output.includes(name)) &&
    supports.losses.includes(problem.loss.name) &&
    supports.penalties.includes(penaltyKindOf(problem)) &&
    (supports.nullBiases || problem.layers.every(({ biases }) => biases !== null)) &&
    problem.layers.length <= supports.maxLayers &&
    Math.max(...widths) <= supports.maxWidth &&
    problem.inputs.length <= supports.maxExamples &&
    (supports.fixedShape === undefined || supports.fixedShape.join() === widths.join())
  );
};

/** True when the problem lies inside what a subject claims. */
export const canAnswer = (supports: Supports, problem: Problem): boolean =>
  supports.kinds.includes(problem.kind) &&
  (problem.kind === 'graph' ? canAnswerGraph(supports, problem) : canAnswerNetwork(supports, problem));
