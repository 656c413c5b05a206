/** A network, or a library that differentiates graphs, under test as its author writes it in JavaScript or TypeScript. */

import type { PrecisionName } from '../bounds/precision.ts';
import type { ProblemKind } from '../model/any-kind.ts';
import type { Conventions } from '../model/conventions.ts';
import type { GraphProblem } from '../model/graph.ts';
import type { OperationName } from '../model/operations.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { ActivationName, PenaltyKind } from '../model/supports.ts';

/** Numbers in order: a list or a typed array. */
export type Row = readonly number[] | Float64Array | Float32Array;

/** Rows in order; what a row is depends on the field. */
export type Rows = readonly Row[];

/** What a network answers: gradients in exactly the problem's shapes. The rest is checked when it is there. */
export interface Answer {
  readonly gradients: {
    /** dJ/dW of every layer, `[unit][input]`; of a maxout layer `[piece][unit][input]`. */
    readonly weights: readonly (Rows | readonly Rows[])[];
    /** dJ/db of every layer, `[unit]`; of a maxout layer `[piece][unit]`; null where it has no biases. */
    readonly biases: readonly (Row | Rows | null)[];
    /** dJ/dx, `[example][component]`. */
    readonly inputs?: Rows;
  };
  /** The whole J, penalty included. */
  readonly cost?: number;
  /** `[example][unit]` of the last layer. */
  readonly outputs?: Rows;
  /** dJ/dz without the penalty, `[layer][example][unit]`. */
  readonly deltas?: readonly Rows[];
}

/** A number, or lists of equal length and nesting; the innermost may be typed arrays. */
export type Nested = number | Row | readonly Nested[];

/** What is answered to a problem of kind `graph`. */
export interface GraphAnswer {
  /** The value of the output. */
  readonly value: number;
  /** By name in `wrt`, in the shape of that variable; zeros where the output does not depend on it. */
  readonly gradients: Readonly<Record<string, Nested>>;
}

/** What is asked, by kind of problem. */
export interface Questions {
  readonly mlp: MlpProblem;
  readonly graph: GraphProblem;
}

/** What is answered, by kind of problem. */
export interface Answers {
  readonly mlp: Answer;
  readonly graph: GraphAnswer;
}

/** What a subject can do. A list or limit that is left out means everything; what a list lacks is never asked. */
export interface Capabilities<Kind extends ProblemKind = ProblemKind> {
  /** `mlp` for networks, `graph` for computational graphs; networks alone where it is left out. */
  readonly kinds?: readonly Kind[];
  /** Operations of graphs. Without `sum` all variables of the graphs are numbers. */
  readonly ops?: readonly OperationName[];
  /** One list for every layer, or one for the hidden layers and one for the last. */
  readonly activations?:
    | readonly ActivationName[]
    | { readonly hidden?: readonly ActivationName[]; readonly output?: readonly ActivationName[] };
  readonly losses?: readonly MlpProblem['loss']['name'][];
  /** `none`, `l2` on the weights, `l2-biases` on the biases too. */
  readonly penalties?: readonly PenaltyKind[];
  /** False where every layer must have biases. */
  readonly nullBiases?: boolean;
  readonly maxLayers?: number;
  /** Units of a layer, and inputs of the first. */
  readonly maxWidth?: number;
  readonly maxExamples?: number;
  /** Widths, input first, of a network that cannot be given another shape. */
  readonly fixedShape?: readonly number[];
}

/**
 * The default export of a module that `backproof verify ./net.ts` judges; `SubjectModule<'graph'>` of one that
 * answers graphs, and says so in `supports.kinds`.
 */
export interface SubjectModule<Kind extends ProblemKind = 'mlp'> {
  readonly name?: string;
  readonly version?: string;
  /** What it calculates in, `float64` when left out; the bounds follow from it. */
  readonly precision?: PrecisionName;
  /** What sums are kept in, where that is wider. */
  readonly accumulation?: PrecisionName;
  readonly supports?: Capabilities<Kind>;
  /** What is taken as derivative at kinks; what is left out is not claimed. */
  readonly conventions?: Conventions;
  /** Answers one problem, at once or later. It must not write into the problem. */
  readonly gradient: (problem: Questions[Kind]) => Answers[Kind] | Promise<Answers[Kind]>;
}

/**
 * Returns the module as it is; it only adds types and completion while one is written. The kinds in `supports`
 * decide what `gradient` is given.
 */
export const defineSubject = <Kind extends ProblemKind = 'mlp'>(
  subject: SubjectModule<Kind>,
): SubjectModule<Kind> => subject;
