/** What a counterexample reports as expected: the exact value, rounded to the nearest double. */

import { implementations } from '../gradients/registry.ts';
import { isRefusal } from '../model/answer.ts';
import type { Problem } from '../model/any-kind.ts';
import { entryAt } from '../model/path.ts';
import type { Discrepancy } from '../model/verdict.ts';
import { answerExactly } from '../oracle/exact.ts';
import { answerGraphExactly } from '../oracle/graphs/exact-graph.ts';
import { graphVoters } from '../oracle/graphs/voters.ts';
import type { Subject } from '../subjects/subject.ts';

const within = (left: number, right: number, bound: number): boolean => Math.abs(left - right) <= bound;

/**
 * The exact value takes the place of the reference when it is one the reference may stand for, which at kinks
 * it need not be, and when it convicts by the same bound, which allows for a reference in float64.
 */
const exactly = (discrepancy: Discrepancy, answer: unknown): Discrepancy => {
  const { got, path, bound, relation } = discrepancy;
  const expected = entryAt(answer, path);
  if (relation !== undefined || typeof expected !== 'number') return discrepancy;
  const stands = within(expected, discrepancy.expected, bound) && !within(got, expected, bound);
  return stands ? { ...discrepancy, expected } : discrepancy;
};

const exactAnswer = (problem: Problem, subject: Subject) => {
  // Of graphs ours are not told apart by name here: their references stay.
  if (problem.kind === 'graph')
    return subject.ours ? { refused: 'one of ours' } : answerGraphExactly(problem, graphVoters);
  const asked = implementations.filter(({ name }) => !subject.ours || name !== subject.name);
  return answerExactly(problem, asked);
};

/**
 * The discrepancies with exact expected values where they had values of our float64 oracle; those that hold a
 * relation between answers keep what they had, and all do where nothing exact is to be had. Of a subject of
 * ours the others are asked, never itself.
 *
 * @throws OracleDisagrees when ours differ in exact arithmetic.
 */
export const withExactExpectations = (
  discrepancies: readonly Discrepancy[],
  problems: readonly Problem[],
  subject: Subject,
): readonly Discrepancy[] => {
  const answers = problems.map((problem, question) => {
    const isNeeded = discrepancies.some((each) => each.question === question && each.relation === undefined);
    const exact = isNeeded ? exactAnswer(problem, subject) : { refused: 'not needed' };
    return isRefusal(exact) ? undefined : exact.answer;
  });
  return discrepancies.map((each) => exactly(each, answers[each.question]));
};
