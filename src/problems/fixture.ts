/** A worked example as data: a question and, apart from it, what must come out. Indices count from 0. */

import type { Gradients, LayerBiases, LayerWeights, Trace, TracedAnswer } from '../model/answer.ts';
import type { DenseActivation, Matrix, MlpProblem, Vector } from '../model/problem.ts';

/** A number in decimal notation: `0.375`, `-1.88e-12`. */
export type Decimal = string;

/** How the decimals of an expectation were obtained; fixtures/derive/derive.py explains the methods. */
export interface Derivation {
  readonly method: 'rational-differences' | 'central-differences' | 'evaluation';
  /** Significant digits to which the decimals are rounded; `all` when they are exact. */
  readonly digits: 'all' | 40;
}

/** The place in a document that states or motivates the example. */
export interface FixtureSource {
  /** Short name: the one that the clauses use. */
  readonly document: 'Pasa' | 'Lee' | 'Sarkar' | 'Srihari' | 'Khalid';
  readonly author: string;
  readonly title: string;
  readonly heading: string;
  /** `680-694,708` */
  readonly lines: string;
}

/** A number as it stands in print; the exact value at `path`, which starts at `exact`, rounds to it. */
export type Printed =
  | { readonly path: string; readonly digits: Decimal; readonly line: number }
  | { readonly path: string; readonly digits: Decimal; readonly from: string };

interface Described {
  /** The file's name without `.json`. */
  readonly id: string;
  readonly title: string;
  /** The clauses that the example shows at work, the foremost first. */
  readonly clauses: readonly [string, ...string[]];
  readonly source: FixtureSource;
  /** Which numbers and choices are the document's and which are ours. */
  readonly provenance?: string;
}

interface Expected<E> {
  readonly printed?: readonly Printed[];
  readonly exact: E;
}

/** dJ/dw of one weight through one output of a squared error: the sum over the paths from there. */
export interface PathShare {
  readonly layer: number;
  readonly unit: number;
  readonly input: number;
  readonly output: number;
  readonly value: Decimal;
}

/** The answer to a problem, computed for its doubles. */
export interface ExactAnswer extends TracedAnswer<Decimal>, Derivation {
  /** dJ/da, `[layer][example][unit]` */
  readonly activationCotangents?: readonly Matrix<Decimal>[];
  /** da/dz, `[layer][example][unit]` */
  readonly activationDerivatives?: readonly Matrix<Decimal>[];
  readonly paths?: readonly PathShare[];
}

/** Choices at kinks, under the names by which a subject announces them. */
export interface KinkConventions {
  readonly 'relu-derivative-at-0'?: number;
  readonly 'leaky-relu-derivative-at-0'?: number;
  readonly 'elu-derivative-at-0'?: number;
  readonly 'max-tie'?: 'first' | 'last' | 'split';
  readonly 'hinge-at-0'?: number;
}

/** What comes out under another convention than the documents'. */
export interface Alternative {
  readonly conventions: KinkConventions;
  readonly exact: Derivation & {
    readonly deltas: readonly Matrix<Decimal>[];
    readonly gradients: Gradients<Decimal>;
  };
}

/** A problem with its cost and gradients. */
export interface GradientFixture extends Described {
  readonly kind: 'gradient';
  readonly problem: MlpProblem;
  readonly expectation: Expected<ExactAnswer>;
  readonly alternatives?: readonly Alternative[];
}

/** Element-wise activations, and the step, which has values but no useful derivative. */
export type ElementwiseActivation = Exclude<DenseActivation, { name: 'softmax' }> | { readonly name: 'step' };

/** A network of which only the outputs are asked. */
export interface ForwardNetwork {
  readonly layers: readonly {
    readonly weights: Matrix;
    readonly biases: Vector | null;
    readonly activation: ElementwiseActivation;
  }[];
  readonly inputs: Matrix;
}

/** A network with its outputs `[example][unit]` and the values on the way. */
export interface ForwardFixture extends Described {
  readonly kind: 'forward';
  readonly problem: ForwardNetwork;
  readonly expectation: Expected<
    Derivation & { readonly outputs: Matrix<Decimal>; readonly trace: Trace<Decimal> }
  >;
}

/** An activation with its values and derivatives at some points z. */
export interface ActivationFixture extends Described {
  readonly kind: 'activation';
  readonly problem: { readonly activation: ElementwiseActivation; readonly points: Vector };
  readonly expectation: Expected<
    Derivation & {
      /** g(z), `[point]` */
      readonly values: Vector<Decimal>;
      /** g'(z), `[point]`; null for the step. */
      readonly derivatives: Vector<Decimal> | null;
    }
  >;
}

/** Parameters in a problem's shapes, one entry per layer. */
export interface Parameters<T = number> {
  readonly weights: readonly LayerWeights<T>[];
  readonly biases: readonly LayerBiases<T>[];
}

/** Gradient descent from a problem's parameters: `exact` after few steps, `rounded` after many. */
export interface TrainingFixture extends Described {
  readonly kind: 'training';
  readonly problem: MlpProblem;
  readonly training: { readonly alpha: number; readonly steps: number };
  readonly expectation: {
    readonly printed?: readonly Printed[];
    /** Cost and parameters after the last step. */
    readonly exact?: Derivation & { readonly cost: Decimal; readonly parameters: Parameters<Decimal> };
    /** Outputs after the last step, `[example][unit]`, rounded to integers; they lie within 1/4 of them. */
    readonly rounded?: Matrix;
  };
}

/** A worked example of a network, of any kind. */
export type Fixture = GradientFixture | ForwardFixture | ActivationFixture | TrainingFixture;

/** The problem alone, labelled with the fixture's id: what may be handed to a subject. */
export const problemOf = (fixture: GradientFixture | TrainingFixture): MlpProblem => ({
  ...fixture.problem,
  id: fixture.id,
});
