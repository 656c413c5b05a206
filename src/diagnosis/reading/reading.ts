/**
 * What one reading of backpropagation consists of: the state of a pass, and the steps of which a misreading
 * replaces some. Layers, pieces, units, inputs and examples count from 0.
 */

import type { DenseActivation, Layer, LossName, MlpProblem } from '../../model/problem.ts';
import type { ActivationName } from '../../model/supports.ts';
import type { Ball, BallArithmetic, Row } from './ball.ts';

/** `[example][unit]` */
export type Batch = readonly Row[];

/** One layer with what the batch left in it; a dense layer is a maxout of one piece. */
export interface LayerState {
  readonly layer: Layer;
  /** `[piece][unit][input]` */
  readonly weights: readonly (readonly Row[])[];
  /** `[piece][unit]`, or null for a layer without biases. */
  readonly biases: readonly Row[] | null;
  readonly inputs: Batch;
  /** The winning piece's value. */
  readonly z: Batch;
  readonly a: Batch;
  /** `[example][unit]`: the winning piece; null where rounding can decide. */
  readonly routes: readonly (readonly (number | null)[])[];
}

/** A batch after its forward pass. */
export interface Scene {
  readonly math: BallArithmetic;
  readonly problem: MlpProblem;
  readonly states: readonly LayerState[];
}

/** Derivatives of one layer's parameters, or the penalty's share of them. */
export interface LayerGradient {
  /** `[piece][unit][input]` */
  readonly weights: readonly (readonly Row[])[];
  /** `[piece][unit]`, or null for a layer without biases. */
  readonly biases: readonly Row[] | null;
}

/** What the backward pass left at one layer. */
export interface LayerBackward {
  /** dJ/da */
  readonly adjoints: Batch;
  /** dJ/dz */
  readonly deltas: Batch;
  /** Without the penalty. */
  readonly data: LayerGradient;
  /** The penalty's terms. */
  readonly penalty: LayerGradient;
}

/** One example's outputs and targets, as the loss sees them. */
export interface Outcome {
  readonly loss: LossName;
  /** Of the last layer. */
  readonly activation: ActivationName;
  readonly z: Row;
  readonly a: Row;
  readonly t: Row;
  /** Index of the example in the batch, and how many there are. */
  readonly example: number;
  readonly examples: number;
}

/** dL/da, or dL/dz where loss and activation are fused. */
export interface LossSlope {
  readonly of: 'a' | 'z';
  readonly values: Row;
}

/** An activation that acts unit by unit. */
export type ElementWise = Exclude<DenseActivation, { readonly name: 'softmax' }>;

/** One unit of one example on the way back. */
export interface UnitPlace {
  readonly math: BallArithmetic;
  readonly activation: ElementWise;
  readonly z: Ball;
  readonly a: Ball;
  /** dJ/da, which the slope will multiply. */
  readonly adjoint: Ball;
  /** The layers as they are read, and which of them this is. */
  readonly layers: readonly Layer[];
  readonly l: number;
}

/** The way from layer l + 1 down to layer l, for one example; the inputs are layer -1. */
export interface BackPlace extends Scene {
  readonly l: number;
  readonly example: number;
  readonly above: LayerBackward;
  /** Weights of layer l + 1 as the example goes back through them: one row per unit. */
  readonly rows: Batch;
}

/** The piece that wins at one unit, and its z; null where rounding can decide. */
export interface Winner {
  readonly route: number | null;
  readonly z: Ball;
}

/** A unit's biases, and which piece and unit it is. */
export interface BiasPlace {
  /** `[piece][unit]` */
  readonly biases: readonly Row[] | null;
  readonly piece: number;
  readonly unit: number;
}

/** The steps of one reading. */
export interface Steps {
  /** What layer l is fed with. */
  readonly feed: (below: readonly LayerState[], inputs: Batch) => Batch;
  /** z of one piece of one unit. */
  readonly weigh: (math: BallArithmetic, weights: Row, inputs: Row, place: BiasPlace) => Ball;
  /** Which piece of a unit wins. */
  readonly win: (pieces: Row) => Winner;
  /** a of layer l, from z. */
  readonly activate: (math: BallArithmetic, layers: readonly Layer[], l: number, z: Batch) => Batch;
  readonly lossSlope: (math: BallArithmetic, outcome: Outcome) => LossSlope;
  /** L of one example. */
  readonly lossValue: (math: BallArithmetic, outcome: Outcome) => Ball;
  /** g'(z) */
  readonly slope: (place: UnitPlace) => Ball;
  /** The Jacobian of a softmax applied to dJ/da. */
  readonly softmaxDelta: (math: BallArithmetic, p: Row, adjoint: Row, last: boolean) => Row;
  /** dJ/da of layer l, from the layer above. */
  readonly back: (place: BackPlace) => Row;
  /** What the delta of layer l is multiplied by to give derivatives of weights: one row per example. */
  readonly factors: (scene: Scene, l: number) => Batch;
  /** The share of a unit's delta that goes through a piece; `won` is null where rounding can decide. */
  readonly share: (math: BallArithmetic, won: boolean | null, pieces: number) => Ball;
  /** The penalty's derivative at one parameter; null where there is none. */
  readonly penaltyTerm: (
    scene: Scene,
    parameter: Ball,
    place: { readonly l: number; readonly kind: 'weight' | 'bias' },
  ) => Ball | null;
}

/** Everything that a reading would answer. */
export interface Prediction {
  readonly cost: Ball;
  readonly outputs: Batch;
  /** `[layer][example][unit]` */
  readonly deltas: readonly Batch[];
  /** One per layer, penalty included. */
  readonly gradients: readonly LayerGradient[];
  readonly inputs: Batch;
}

/** A reading's own passes, for what is changed after them. */
export interface Made extends Scene {
  readonly backward: readonly LayerBackward[];
}
