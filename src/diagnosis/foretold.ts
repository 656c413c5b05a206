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
  /** Of a mistake in layout; absent: those of the problem. */
  readonly shapes?: Shapes;
}

/** The answer to a problem that somebody gives who makes the mistake and works in this precision. */
export const foretell = (reading: Reading, problem: MlpProblem, precision: Precision): Foretold => {
  const prediction = predict(problem, reading, precision);
  if (reading.layout === undefined) return { balls: predicted(prediction) };
  const tree = reading.layout(treeOf(prediction));
  return { balls: ballsOf(tree), shapes: shapesOf(tree) };
};

/** The shapes of a right answer to a problem. */
export const rightShapes = (problem: MlpProblem, precision: Precision): Shapes =>
  shapesOf(treeOf(predict(problem, {}, precision)));
