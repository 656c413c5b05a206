/** Gradients of one shape over and over: every buffer is made once, a gradient allocates nothing. */

import { type LayerBuffers, layerBuffers, panelLength } from './buffers.ts';
import { backward, forward, putGradients } from './layer.ts';
import { isFused, losses } from './loss.ts';
import { addPenalty } from './penalty.ts';
import { placed, type Shape } from './shape.ts';

/** The answer of the latest call: the same buffers every time, overwritten by the next. */
export interface TypedAnswer {
  /** One number: the whole J. */
  readonly cost: Float64Array;
  /** `[example][unit]` of the last layer. */
  readonly outputs: Float64Array;
  /** Of the parameters, laid out like them. */
  readonly gradients: Float64Array;
  /** `[example][component]`, or null where they were not asked for. */
  readonly inputGradients: Float64Array | null;
}

/** Computes into buffers of its own. */
export interface Prepared {
  /** Length of the flat vector of parameters. */
  readonly parameterCount: number;
  /** First to last: places of the parameters, and z, a, delta of the latest call. */
  readonly layers: readonly LayerBuffers[];
  /**
   * Cost and gradients for flat parameters (laid out as `PlacedLayer` says), inputs and targets (both
   * `[example][component]`, row-major). Throws a RangeError for a vector of another length.
   */
  gradient(parameters: Float64Array, inputs: Float64Array, targets: Float64Array): TypedAnswer;
}

/** What is computed, and how. */
export interface PrepareOptions {
  /** Whether dJ/d(inputs) is computed too, for one more product. True by default. */
  readonly inputGradients?: boolean;
  /** False: all products in plain loops and blocks, also where vectors are faster. True by default. */
  readonly vectors?: boolean;
}

/** A layer between its neighbours; null below the first and above the last. */
interface Step {
  readonly layer: LayerBuffers;
  readonly below: Step | null;
  above: Step | null;
}

/**
 * The first and the last of the layers, linked: a loop over a list takes much of the room that the compiler has for
 * inlining, and a small gradient is mostly calls.
 */
const linked = (layers: readonly LayerBuffers[]): readonly [first: Step, last: Step] | null => {
  let first: Step | null = null;
  let last: Step | null = null;
  for (const layer of layers) {
    const step: Step = { layer, below: last, above: null };
    if (last !== null) last.above = step;
    first ??= step;
    last = step;
  }
  return first === null || last === null ? null : [first, last];
};

/**
 * delta[l] = (delta[l+1] W[l+1]) ⊙ g'(z[l]), last layer to first: the recursion transposed, since here
 * an example is a row. delta of the last layer holds dJ/dz already.
 */
const backwardPass = (
  last: Step,
  parameters: Float64Array,
  inputs: Float64Array,
  { gradients, inputGradients }: TypedAnswer,
): void => {
  for (let step: Step | null = last; step !== null; step = step.below) {
    const { layer } = step;
    const below = step.below === null ? null : step.below.layer;
    putGradients(layer, below === null ? inputs : below.a, gradients);
    if (below !== null) {
      backward(layer, parameters, below.delta);
      below.flat.leadBack(below.flat, below.delta, below.z, below.a);
    } else if (inputGradients !== null) {
      backward(layer, parameters, inputGradients);
    }
  }
};

const refuse = (path: string, length: number, expected: number): never => {
  throw new RangeError(`${path}: expected ${expected} numbers, got ${length}`);
};

const requireLength = (path: string, { length }: Float64Array, expected: number): void => {
  if (length !== expected) refuse(path, length, expected);
};

/** Makes the buffers of a shape of at least one layer. */
export const prepare = (shape: Shape, options: PrepareOptions = {}): Prepared => {
  const { examples, loss, penalty } = shape;
  const places = placed(shape.layers);
  const panel = new Float64Array(Math.max(0, ...places.map((layer) => panelLength(layer, examples))));
  const layers = places.map((layer) => layerBuffers(layer, examples, panel, options.vectors !== false));
  const ends = linked(layers);
  if (ends === null) throw new RangeError('layers: expected 1 or more, got none');
  const [bottom, top] = ends;
  const [first, last] = [bottom.layer, top.layer];

  const cost = new Float64Array(1);
  const answer: TypedAnswer = {
    cost,
    outputs: last.a,
    gradients: new Float64Array(last.end),
    inputGradients: options.inputGradients === false ? null : new Float64Array(examples * first.inputs),
  };
  const addLosses = losses[loss.name];
  const fused = isFused(loss.name);
  const isPenalised = penalty.lambda !== 0;

  const gradient = (parameters: Float64Array, inputs: Float64Array, targets: Float64Array): TypedAnswer => {
    requireLength('parameters', parameters, last.end);
    requireLength('inputs', inputs, examples * first.inputs);
    requireLength('targets', targets, examples * last.units);

    let input = inputs;
    for (let step: Step | null = bottom; step !== null; step = step.above) {
      forward(step.layer, input, parameters);
      input = step.layer.a;
    }
    cost[0] = 0;
    addLosses(last, targets, loss, cost);
    cost[0] *= loss.scale;
    if (!fused) last.flat.leadBack(last.flat, last.delta, last.z, last.a);
    backwardPass(top, parameters, inputs, answer);
    if (isPenalised) addPenalty(penalty, layers, parameters, cost, answer.gradients);
    return answer;
  };
  return { parameterCount: last.end, layers, gradient };
};
