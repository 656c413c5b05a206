/** Answers to graphs, ready to be matched against mistakes. */

import type { Precision } from '../../bounds/precision.ts';
import type { GraphAnswer, GraphProblem } from '../../model/graph.ts';
import { numbersOfGraph } from '../../model/graph-numbers.ts';
import type { OperationName } from '../../model/operations.ts';
import { type Entry, isForetold, isReproduced, isWrong } from '../fit.ts';
import type { Ball } from '../reading/ball.ts';
import { misread, type Pass, passOf } from './misread.ts';
import type { GraphMisreading } from './misreadings/misreading.ts';

/** A question of kind graph and what a subject answered. */
export interface GraphSample {
  readonly problem: GraphProblem;
  readonly answer: GraphAnswer;
}

/** One answer: what came, and what the right reading says, entry by entry. */
export interface GraphCase {
  readonly pass: Pass;
  readonly got: readonly number[];
  readonly right: readonly Ball[];
  readonly wrong: boolean;
}

const entriesOf = (got: readonly number[], right: readonly Ball[], own: readonly Ball[]): readonly Entry[] =>
  got.flatMap((number, place) => {
    const [expected, foretold] = [right[place], own[place]];
    return expected && foretold ? [{ got: number, right: expected, own: foretold }] : [];
  });

/** The sample as a case; none where a choice is open or a value is not finite, as for `passOf`. */
export const caseOf = (
  { problem, answer }: GraphSample,
  ...how: readonly [format: Precision, ties?: 'tied']
): readonly GraphCase[] => {
  const pass = passOf(problem, ...how);
  const right = pass && misread(pass, {});
  if (pass === null || right === null) return [];
  const got = numbersOfGraph(problem, answer);
  return [{ pass, got, right, wrong: entriesOf(got, right, right).some(isWrong) }];
};

/** The operations in a case. */
export const opsOf = ({ pass }: GraphCase): ReadonlySet<OperationName> =>
  new Set(pass.problem.nodes.map(({ op }) => op));

/** True where the value is wrong already. */
export const isWrongForward = ({ got, right }: GraphCase): boolean =>
  entriesOf(got, right, right).slice(0, 1).some(isWrong);

/** True where it foretells every number of every answer, and one at least that no right answer has. */
const explains = (misreading: GraphMisreading, cases: readonly GraphCase[]): boolean => {
  const { op } = misreading;
  let isTold = false;
  for (const one of cases) {
    const own = op === undefined || opsOf(one).has(op) ? misread(one.pass, misreading) : one.right;
    if (own === null) return false;
    const entries = entriesOf(one.got, one.right, own);
    if (!entries.every(isReproduced)) return false;
    isTold ||= entries.some(isForetold);
  }
  return isTold;
};

/** What is one mistake, however it is made. */
export const keyOf = ({ id, constant = '' }: GraphMisreading): string => `${id} ${constant}`;

/** The mistakes among those known that explain the cases, each once. */
export const matching = (
  known: readonly GraphMisreading[],
  cases: readonly GraphCase[],
): readonly GraphMisreading[] => {
  const found = known.filter((each) => explains(each, cases));
  return found.filter((each, place) => found.findIndex((other) => keyOf(other) === keyOf(each)) === place);
};
