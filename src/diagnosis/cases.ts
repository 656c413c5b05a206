/** The answers that a diagnosis works with, beside what the right reading says of them. */

import type { Precision } from '../bounds/precision.ts';
import type { SubjectAnswer } from '../model/answer.ts';
import { isFiniteTree } from '../model/path.ts';
import type { MlpProblem } from '../model/problem.ts';
import { type Balls, entriesOf, isWrong, type Numbers, partsIn } from './fit.ts';
import { answered, predicted } from './numbers.ts';
import { predict } from './reading/predict.ts';

/** A question and what a subject answered. */
export interface Sample {
  readonly problem: MlpProblem;
  readonly answer: SubjectAnswer;
}

/** One answer, ready to be matched. */
export interface Case {
  readonly problem: MlpProblem;
  readonly numbers: Numbers;
  readonly right: Balls;
  /** True where some number contradicts the right reading. */
  readonly wrong: boolean;
}

/** Answers beyond these are not looked at: matching repeats a problem for every known mistake. */
const mostCases = 40;
const mostProducts = 20_000;

const productsOf = ({ layers, inputs }: MlpProblem): number =>
  inputs.length * layers.reduce((sum, { weights }) => sum + weights.flat(2).length, 0);

const caseOf = ({ problem, answer }: Sample, precision: Precision): Case => {
  const numbers = answered(answer);
  const right = predicted(predict(problem, {}, precision));
  const wrong = partsIn(numbers).some((part) => entriesOf(part, numbers, right, right).some(isWrong));
  return { problem, numbers, right, wrong };
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
