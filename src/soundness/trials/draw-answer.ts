/** One emulated answer, in a style drawn at random within the contract. */

import { backpropagate } from '../emulation/backpropagate.ts';
import { randomStyle, type Style } from '../emulation/style.ts';
import type { Bounded } from './bounded.ts';
import { dividesBelowNormal, type Exclusion, withinContract } from './contract.ts';
import { flatten } from './flat.ts';
import type { Format } from './formats.ts';
import type { ProblemCase } from './problem-case.ts';

/** An answer, whose it is, and what the contract kept it from doing. */
export interface DrawnAnswer {
  readonly style: Style;
  readonly values: readonly number[];
  readonly excluded: readonly Exclusion[];
}

/** A subject in a style drawn at random, plainer where the contract asks for it. */
export const drawAnswer = (
  { problem, random }: ProblemCase,
  format: Format,
  { reasons }: Bounded,
): DrawnAnswer => {
  const { precision, subject } = format;
  const { style, excluded } = withinContract(randomStyle(random), problem.loss.scale, precision, reasons);
  const answer = backpropagate(subject(style), problem);
  if (!dividesBelowNormal(problem, style, precision, answer.outputs))
    return { style, values: flatten<number>(answer).values, excluded };
  const fused: Style = { ...style, loss: 'fused' };
  const { values } = flatten<number>(backpropagate(subject(fused), problem));
  return { style: fused, values, excluded: [...excluded, 'division'] };
};
