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

export interface PrepareOptions {
  /** Whether dJ/d(inputs) is computed too, for one more product. True by default. */
  readonly inputGradients?: boolean;
  /** False: all products in plain loops and blocks, also where vectors are faster. True by default. */
  readonly vectors?: boolean;
}

/** A layer and the one below it, null below the first. */
interface Step {
  readonly layer: LayerBuffers;
  readonly below: LayerBuffers | null;
}

/**
 * delta[l] = (delta[l+1] W[l+1]) ⊙ g'(z[l]), last layer to first: the recursion transposed, since here
 * an example is a row. delta of the last layer holds dJ/dz already.
 */
const backwardPass = (
  steps: readonly Step[],
  parameters: Float64Array,
  inputs: Float64Array,
  { gradients, inputGradients }: TypedAnswer,
): void => {
  for (const { layer, below } of steps) {
    putGradients(layer, below === null ? inputs : below.a, gradients);
    if (below !== null) {
      backward(layer, parameters, below.delta);
      below.flat.leadBack(below.flat, below.delta, below.z, below.a);
    } else if (inputGradients !== null) {
      backward(layer, parameters, inputGradients);
    }
  }
};

const requireLength = (path: string, { length }: Float64Array, expected: number): void => {
  if (length !== expected) throw new RangeError(`${path}: expected ${expected} numbers, got ${length}`);
};

/** Makes the buffers of a shape of at least one layer. */
export const prepare = (shape: Shape, options: PrepareOptions = {}): Prepared => {
  const { examples, loss, penalty } = shape;
  const places = placed(shape.layers);
  const panel = new Float64Array(Math.max(0, ...places.map((layer) => panelLength(layer, examples))));
  const layers = places.map((layer) => layerBuffers(layer, examples, panel, options.vectors !== false));
  const steps = layers.map((layer, l) => ({ layer, below: layers[l - 1] ?? null })).reverse();
  const first = layers.at(0);
  const last = layers.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('layers: expected 1 or more, got none');

  const cost = new Float64Array(1);
  const answer: TypedAnswer = {
    cost,
    outputs: last.a,
    gradients: new Float64Array(last.end),
    inputGradients: options.inputGradients === false ? null : new Float64Array(examples * first.inputs),
  };
  const addLosses = losses[loss.name];
  const fused = isFused(loss.name);

  const gradient = (parameters: Float64Array, inputs: Float64Array, targets: Float64Array): TypedAnswer => {
    requireLength('parameters', parameters, last.end);
    requireLength('inputs', inputs, examples * first.inputs);
    requireLength('targets', targets, examples * last.units);

    let input = inputs;
    for (const layer of layers) {
      forward(layer, input, parameters);
      input = layer.a;
    }
    cost[0] = 0;
    addLosses(last, targets, loss, cost);
    cost[0] *= loss.scale;
    if (!fused) last.flat.leadBack(last.flat, last.delta, last.z, last.a);
    backwardPass(steps, parameters, inputs, answer);
    addPenalty(penalty, layers, parameters, cost, answer.gradients);
    return answer;
  };
  return { parameterCount: last.end, layers, gradient };
};
