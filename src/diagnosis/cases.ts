/** The answers that a diagnosis works with, beside what the right reading says of them. */

import type { Precision } from '../bounds/precision.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import type { Misshapen } from '../model/misshapen.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Balls, entriesOf, isWrong, type Numbers, partsIn } from './fit.ts';
import { foretell, rightShapes as shapesOfRight } from './foretold.ts';
import { answered } from './numbers.ts';
import { type Shapes, shapesOf } from './tree.ts';

/** A question and what a subject answered, in whatever shapes. */
export interface Sample {
  readonly problem: MlpProblem;
  readonly answer: SubjectAnswer | Misshapen;
  /** True where the answer does not have the problem's shapes. */
  readonly isMisshapen?: boolean;
}

/** One answer, ready to be matched. */
export interface Case {
  readonly problem: MlpProblem;
  readonly numbers: Numbers;
  readonly right: Balls;
  /** Of an answer that does not have the problem's shapes: those that it has. */
  readonly shapes?: Shapes;
  /** Those of a right answer; computed where they are asked for. */
  readonly rightShapes: () => Shapes;
  /** True where some number contradicts the right reading. */
  readonly wrong: boolean;
}

/** Answers beyond these are not looked at: matching repeats a problem for every known mistake. */
const mostCases = 40;
const mostProducts = 20_000;

const productsOf = ({ layers, inputs }: MlpProblem): number =>
  inputs.length * layers.reduce((sum, { weights }) => sum + weights.flat(2).length, 0);

const caseOf = ({ problem, answer, isMisshapen }: Sample, precision: Precision): Case => {
  const numbers = answered(answer);
  const { balls: right } = foretell({}, problem, precision);
  let known: Shapes | undefined;
  const rightShapes = (): Shapes => {
    known ??= shapesOfRight(problem, precision);
    return known;
  };
  if (isMisshapen === true) {
    const { gradients, ...others } = answer;
    const shapes = shapesOf({ ...others, ...gradients });
    return { problem, numbers, right, rightShapes, shapes, wrong: true };
  }
  const wrong = partsIn(numbers).some((part) => entriesOf(part, numbers, right, right).some(isWrong));
  return { problem, numbers, right, rightShapes, wrong };
};

export interface Cases {
  /** Wrong ones first, small ones before large ones: most mistakes are ruled out by the first. */
  readonly cases: readonly Case[];
  /** Answers that hold a number which is not finite. */
  readonly leftOut: number;
}

/** The answers to diagnose from. Right ones count too: a mistake must reproduce them as well. */
export const casesOf = (samples: readonly Sample[], precision: Precision): Cases => {
  const small = samples.filter(({ problem }) => productsOf(problem) <= mostProducts);
  const finite = small.filter(({ answer }) => isFiniteTree(answer));
  const cases = finite
    .slice(0, mostCases)
    .toSorted((left, right) => productsOf(left.problem) - productsOf(right.problem))
    .map((sample) => caseOf(sample, precision));
  return {
    cases: [...cases.filter(({ wrong }) => wrong), ...cases.filter(({ wrong }) => !wrong)],
    leftOut: small.length - finite.length,
  };
};
