/**
 * The question: one fully specified gradient problem of kind `mlp` (protocol, section 1).
 * Layers count from 0 here and in every path; prose and formulas count from 1.
 */

/** Components in order. */
export type Vector<T = number> = readonly T[];
/** Rows in order; what a row is depends on the field. */
export type Matrix<T = number> = readonly Vector<T>[];

/** Element-wise activations without parameters. */
export type PlainActivationName = 'identity' | 'sigmoid' | 'tanh' | 'relu';

/** An activation of a dense layer: one pre-activation per unit. */
export type DenseActivation =
  | { readonly name: PlainActivationName }
  | { readonly name: 'linear'; readonly alpha: number; readonly beta: number }
  | { readonly name: 'leaky-relu'; readonly alpha: number }
  | { readonly name: 'elu'; readonly alpha: number }
  | { readonly name: 'softmax' };

/** The largest of `pieces` affine pieces, unit by unit; ties go to the lowest piece. */
export interface MaxoutActivation {
  readonly name: 'maxout';
  readonly pieces: number;
}

/** What a layer does with its pre-activations. */
export type Activation = DenseActivation | MaxoutActivation;

/** z = W a + b, then an activation. */
export interface DenseLayer {
  /** `[unit][input]` */
  readonly weights: Matrix;
  /** `[unit]`, or null for a layer without biases. */
  readonly biases: Vector | null;
  readonly activation: DenseActivation;
}

/** One affine map per piece, then the largest per unit. */
export interface MaxoutLayer {
  /** `[piece][unit][input]` */
  readonly weights: readonly Matrix[];
  /** `[piece][unit]`, or null for a layer without biases. */
  readonly biases: Matrix | null;
  readonly activation: MaxoutActivation;
}

/** One layer; a maxout layer has several pieces. */
export type Layer = DenseLayer | MaxoutLayer;

/** The losses that a problem may have. */
export type LossName =
  | 'squared-error'
  | 'norm'
  | 'log-loss'
  | 'cross-entropy'
  | 'cross-entropy-logits'
  | 'hinge';

/** Loss per example, and the explicit factor in front of the sum over examples. */
export interface Loss {
  readonly name: LossName;
  /** Finite and > 0. */
  readonly scale: number;
}

/** lambda times the sum of squares of the weights, and of the biases when `biases` is true. */
export interface Penalty {
  readonly name: 'l2';
  /** >= 0; added once to the cost, neither scaled nor per example. */
  readonly lambda: number;
  readonly biases: boolean;
}

/** J = scale * sum over examples of loss(output, target) + lambda * Omega. */
export interface MlpProblem {
  readonly kind: 'mlp';
  /** A label for people; never echoed by a subject. */
  readonly id?: string;
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly penalty?: Penalty;
  /** `[example][component]` */
  readonly inputs: Matrix;
  /** `[example][component]` */
  readonly targets: Matrix;
}

/** True when the layer's weights carry a piece index in front. */
export const isMaxout = (layer: Layer): layer is MaxoutLayer => layer.activation.name === 'maxout';
