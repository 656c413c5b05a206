/** The reply to a problem: cost, outputs and gradients in exactly the problem's shapes. */

import type { Matrix, Vector } from './problem.ts';

/** `[unit][input]`; of a maxout layer `[piece][unit][input]`. */
export type LayerWeights<T = number> = Matrix<T> | readonly Matrix<T>[];
/** `[unit]`; of a maxout layer `[piece][unit]`; null where the layer has no biases. */
export type LayerBiases<T = number> = Vector<T> | Matrix<T> | null;

/** dJ/d(parameters) and dJ/d(inputs). */
export interface Gradients<T = number> {
  /** One entry per layer, shaped like `layers[l].weights`. */
  readonly weights: readonly LayerWeights<T>[];
  /** One entry per layer, shaped like `layers[l].biases`. */
  readonly biases: readonly LayerBiases<T>[];
  /** `[example][component]`: dJ/d(inputs). */
  readonly inputs: Matrix<T>;
}

/** What the forward pass went through; for a maxout layer z is the winning piece's value. */
export interface Trace<T = number> {
  /** z, `[layer][example][unit]` */
  readonly preActivations: readonly Matrix<T>[];
  /** a, `[layer][example][unit]` */
  readonly activations: readonly Matrix<T>[];
}

/** A complete answer in some arithmetic. */
export interface Answer<T = number> {
  /** The whole J, penalty included. */
  readonly cost: T;
  /** `[example][unit]` of the last layer. */
  readonly outputs: Matrix<T>;
  readonly gradients: Gradients<T>;
  /** dJ/dz without the penalty, `[layer][example][unit]`, where the method has them. */
  readonly deltas?: readonly Matrix<T>[];
  readonly trace?: Trace<T>;
}

/** An answer together with everything that bounds are derived from. */
export type TracedAnswer<T = number> = Answer<T> & Required<Pick<Answer<T>, 'deltas' | 'trace'>>;

/** Said instead of an answer when a method cannot work on this problem; never counted as agreement. */
export interface Refusal {
  readonly refused: string;
}

/** True for a refusal in the place of an answer. */
export const isRefusal = (attempt: object): attempt is Refusal => 'refused' in attempt;

/** What a subject sends: the gradients of the parameters are required, the rest is checked when present. */
export interface SubjectAnswer {
  readonly cost?: number;
  readonly outputs?: Matrix;
  readonly deltas?: readonly Matrix[];
  readonly gradients: Omit<Gradients, 'inputs'> & { readonly inputs?: Matrix };
}
