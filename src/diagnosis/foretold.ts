/** What a mistake foretells of one answer: its numbers and, where it is one of layout, its shapes. */

import type { Precision } from '../bounds/precision.ts';
import type { MlpProblem } from '../model/problem.ts';
import type { Balls } from './fit.ts';
import type { Misreading } from './misreadings/misreading.ts';
import { predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';
import { ballsOf, type Shapes, shapesOf, treeOf } from './tree.ts';

/** A mistake without its texts; the right reading is one without any departure. */
export type Reading = Omit<Misreading, 'id' | 'constant'>;

/** An answer as a mistake gives it. */
export interface Foretold {
  readonly balls: Balls;
  readonly shapes: Shapes;
}

/** The answer to a problem that somebody gives who makes the mistake and works in this precision. */
export const foretell = (reading: Reading, problem: MlpProblem, precision: Precision): Foretold => {
  const prediction = predict(problem, reading, precision);
  const written = treeOf(prediction);
  if (reading.layout === undefined) return { balls: predicted(prediction), shapes: shapesOf(written) };
  const tree = reading.layout(written);
  return { balls: ballsOf(tree), shapes: shapesOf(tree) };
};
