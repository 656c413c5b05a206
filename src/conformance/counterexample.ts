/** What is kept of a failing sample: the problems, what is wrong in them, and where to look. */

import { agreesOnGraph, agreesWhole } from '../judge/claim.ts';
import { locate } from '../judge/locate.ts';
import type { Sample } from '../judge/property.ts';
import { at } from '../model/at.ts';
import type { Counterexample, Discrepancy, Location } from '../model/verdict.ts';
import type { Evaluation } from './evaluate.ts';

/** The same questions with the claim that every part of every answer is the expected one. */
export const wholeAnswers = ({ questions }: Sample): Sample => ({
  questions,
  claims: questions.flatMap((problem, question) =>
    problem.kind === 'graph' ? agreesOnGraph(question, problem) : agreesWhole(question),
  ),
});

const discrepanciesOf = (evaluation: Evaluation): readonly Discrepancy[] =>
  evaluation.kind === 'judged' ? evaluation.findings.discrepancies : [];

/** Where to look, from the evaluation of `wholeAnswers(sample)`; `isShown` where the reader sees this sample. */
export const locationIn = ({ questions }: Sample, whole: Evaluation, isShown = true): Location | null => {
  const wrong = discrepanciesOf(whole);
  const [first] = wrong;
  if (first === undefined) return null;
  const inOneProblem = wrong.filter(({ question }) => question === first.question);
  return locate(at(questions, first.question), inOneProblem, isShown);
};

/** The sample with what is wrong in it. */
export const counterexampleOf = (
  { questions }: Sample,
  evaluation: Evaluation,
  location: Location | null,
  origin: Pick<Counterexample, 'replay' | 'shrinks' | 'questions'>,
): Counterexample => ({
  problems: questions,
  discrepancies: discrepanciesOf(evaluation),
  ...(location && { location }),
  ...origin,
});
