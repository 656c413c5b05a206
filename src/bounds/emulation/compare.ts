/** Entry by entry: what a subject answered, what is true, and the bound between them. */

import type { Answer } from '../../model/answer.ts';
import type { AnswerBounds } from '../bound.ts';

export interface Entry {
  readonly path: string;
  readonly got: number;
  readonly truth: number;
  readonly bound: number;
}

function* walk(path: string, got: unknown, truth: unknown, bound: unknown): Generator<Entry> {
  if (Array.isArray(got) && Array.isArray(truth) && Array.isArray(bound)) {
    for (let index = 0; index < Math.max(got.length, truth.length, bound.length); index += 1)
      yield* walk(`${path}[${index}]`, got[index], truth[index], bound[index]);
  } else if (typeof got === 'number' && typeof truth === 'number' && typeof bound === 'number') {
    yield { path, got, truth, bound };
  } else if (got !== null || truth !== null || bound !== null) {
    throw new TypeError(`${path}: expected three numbers or null, got ${got}, ${truth}, ${bound}`);
  }
}

/** Every number of an answer that carries a bound. */
export function* entries(got: Answer, truth: Answer, bounds: AnswerBounds): Generator<Entry> {
  yield* walk('cost', got.cost, truth.cost, bounds.cost);
  yield* walk('outputs', got.outputs, truth.outputs, bounds.outputs);
  yield* walk('deltas', got.deltas, truth.deltas, bounds.deltas);
  yield* walk('weights', got.gradients.weights, truth.gradients.weights, bounds.gradients.weights);
  yield* walk('biases', got.gradients.biases, truth.gradients.biases, bounds.gradients.biases);
  yield* walk('inputs', got.gradients.inputs, truth.gradients.inputs, bounds.gradients.inputs);
}
