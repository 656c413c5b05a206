/** From wrong answers to graphs to the mistake that gives them. */

import { type Precision, type PrecisionName, precision } from '../../bounds/precision.ts';
import type { Cause, Diagnosis } from '../../model/diagnosis.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import type { OperationName } from '../../model/operations.ts';
import { isFiniteTree } from '../../model/path.ts';
import { type Entry, isForetold, isReproduced, isWrong } from '../fit.ts';
import type { Ball } from '../reading/ball.ts';
import { arithmeticOfBalls } from './balls.ts';
import { misread, type Pass, passOf } from './misread.ts';
import { graphMisreadings } from './misreadings/catalogue.ts';
import type { GraphMisreading } from './misreadings/misreading.ts';
import { graphCauseOf, operationCause, valueCause } from './texts.ts';

/** A question of kind graph and what a subject answered. */
export interface GraphSample {
  readonly problem: GraphProblem;
  readonly answer: GraphAnswer;
}

/** One answer, ready to be matched: what came, and what the right reading says, entry by entry. */
interface GraphCase {
  readonly pass: Pass;
  readonly got: readonly number[];
  readonly right: readonly Ball[];
  readonly wrong: boolean;
}

const mostCases = 40;
const mostNodes = 40;

const entriesOf = (got: readonly number[], right: readonly Ball[], own: readonly Ball[]): readonly Entry[] =>
  got.flatMap((number, place) => {
    const [expected, foretold] = [right[place], own[place]];
    return expected && foretold ? [{ got: number, right: expected, own: foretold }] : [];
  });

const caseOf = ({ problem, answer }: GraphSample, format: Precision): readonly GraphCase[] => {
  const pass = passOf(problem, arithmeticOfBalls(format));
  const right = pass && misread(pass, () => ({}));
  if (pass === null || right === null) return [];
  const got = numbersOfGraph(problem, answer);
  return [{ pass, got, right, wrong: entriesOf(got, right, right).some(isWrong) }];
};

const opsOf = ({ pass }: GraphCase): ReadonlySet<OperationName> =>
  new Set(pass.problem.nodes.map(({ op }) => op));

/** True where it foretells every number of every answer, and one at least that no right answer has. */
const explains = ({ wrong, op }: GraphMisreading, cases: readonly GraphCase[]): boolean => {
  let isTold = false;
  for (const one of cases) {
    const own = op === undefined || opsOf(one).has(op) ? misread(one.pass, wrong) : one.right;
    if (own === null) return false;
    const entries = entriesOf(one.got, one.right, own);
    if (!entries.every(isReproduced)) return false;
    isTold ||= entries.some(isForetold);
  }
  return isTold;
};

const matching = (cases: readonly GraphCase[]): readonly GraphMisreading[] => {
  const found = graphMisreadings.filter((each) => explains(each, cases));
  const keyOf = ({ id, constant = '' }: GraphMisreading): string => `${id} ${constant}`;
  return found.filter((each, place) => found.findIndex((other) => keyOf(other) === keyOf(each)) === place);
};

/**
 * The operation that every wrong answer has in it, where no other is in all of them but such as are in a right
 * one by themselves; the wrong ones among its gradients are named by its slots.
 */
const guilty = (cases: readonly GraphCase[]): readonly Cause[] => {
  const wrong = cases.filter((each) => each.wrong);
  const alone = cases.filter(({ wrong: isWrongCase }) => !isWrongCase).flatMap((each) => [...opsOf(each)]);
  const [first, ...others] = wrong.map(opsOf);
  const common = [...(first ?? [])].filter((op) => others.every((ops) => ops.has(op)));
  const suspects = common.filter((op) => !alone.includes(op));
  const [op] = suspects;
  if (op === undefined || suspects.length > 1 || alone.length === 0) return [];
  const isForward = wrong.some(({ got, right }) => entriesOf(got, right, right).slice(0, 1).some(isWrong));
  const counts = { wrong: wrong.length, right: cases.length - wrong.length };
  return [isForward ? valueCause(op, counts) : operationCause(op, counts)];
};

const distinct = new Set(graphMisreadings.map(({ id, constant = '' }) => `${id} ${constant}`)).size;

/**
 * The known mistakes that reproduce every answer within the rounding of a subject in this precision; where
 * there is none, the one operation that all wrong answers have in common.
 *
 * Undefined where no finite answer is wrong: then there is nothing to explain.
 */
export const diagnoseGraphs = (
  samples: readonly GraphSample[],
  name: PrecisionName,
): Diagnosis | undefined => {
  const format = precision(name);
  const small = samples.filter(({ problem }) => problem.nodes.length <= mostNodes).slice(0, mostCases);
  const finite = small.filter(({ answer }) => isFiniteTree(answer));
  const cases = finite.flatMap((sample) => caseOf(sample, format));
  const ordered = cases.toSorted((one, other) => Number(other.wrong) - Number(one.wrong));
  if (!cases.some(({ wrong }) => wrong)) return undefined;
  const causes = matching(ordered).map(graphCauseOf);
  return {
    causes: causes.length === 0 ? guilty(cases) : causes,
    answers: cases.length,
    leftOut: small.length - finite.length,
    known: distinct,
  };
};
