/** From wrong answers to graphs to the mistake that gives them. */

import { type PrecisionName, precision } from '../../bounds/precision.ts';
import type { Cause, Diagnosis } from '../../model/diagnosis.ts';
import { isFiniteTree } from '../../model/path.ts';
import { causesAtTies } from './at-ties.ts';
import { fittedSeeds } from './fitted-seeds.ts';
import {
  caseOf,
  type GraphCase,
  type GraphSample,
  isWrongForward,
  keyOf,
  matching,
  opsOf,
} from './graph-cases.ts';
import { graphMisreadings } from './misreadings/catalogue.ts';
import { tieMisreadings } from './misreadings/ties.ts';
import { graphCauseOf, operationCause, valueCause } from './texts.ts';

const mostCases = 40;
const mostNodes = 40;

/**
 * The one operation that is in every wrong answer and in no right one, where right answers clear all others of one
 * of the wrong: its rule is wrong, or its value already.
 */
const guilty = (cases: readonly GraphCase[]): readonly Cause[] => {
  const wrong = cases.filter((each) => each.wrong).map(opsOf);
  const cleared = new Set(cases.filter((each) => !each.wrong).flatMap((each) => [...opsOf(each)]));
  const [first, ...others] = wrong;
  const common = [...(first ?? [])].filter((op) => others.every((ops) => ops.has(op)));
  const suspects = common.filter((op) => !cleared.has(op));
  const [op] = suspects;
  const isShown = wrong.some((ops) => [...ops].every((each) => each === op || cleared.has(each)));
  if (op === undefined || suspects.length > 1 || !isShown || cleared.size === 0) return [];
  const counts = { wrong: wrong.length, right: cases.length - wrong.length };
  return [cases.some(isWrongForward) ? valueCause(op, counts) : operationCause(op, counts)];
};

const distinct = new Set([...graphMisreadings, ...tieMisreadings].map(keyOf)).size;

/** Of cases away from kinks, wrong ones among them. */
const causesOf = (cases: readonly GraphCase[]): readonly Cause[] => {
  const ordered = cases.toSorted((one, other) => Number(other.wrong) - Number(one.wrong));
  const known = matching(graphMisreadings, ordered);
  const found = known.length > 0 ? known : matching(fittedSeeds(ordered), ordered).slice(0, 1);
  return found.length > 0 ? found.map(graphCauseOf) : guilty(cases);
};

/**
 * The known mistakes that reproduce every answer within the rounding of a subject in this precision; where
 * there is none, the one operation that all wrong answers have in common. Answers at kinks are read where all
 * others are right.
 *
 * Undefined where no finite answer away from kinks is wrong, and those at kinks show nothing.
 */
export const diagnoseGraphs = (
  samples: readonly GraphSample[],
  name: PrecisionName,
): Diagnosis | undefined => {
  const format = precision(name);
  const small = samples.filter(({ problem }) => problem.nodes.length <= mostNodes).slice(0, mostCases);
  const finite = small.filter(({ answer }) => isFiniteTree(answer));
  const read = finite.map((sample) => ({ sample, cases: caseOf(sample, format) }));
  const cases = read.flatMap((each) => each.cases);
  const isWrong = cases.some(({ wrong }) => wrong);
  const unread = isWrong ? [] : read.filter((each) => each.cases.length === 0);
  const tied = unread.flatMap(({ sample }) => caseOf(sample, format, 'tied'));
  const causes = isWrong ? causesOf(cases) : causesAtTies(tied, cases);
  if (!isWrong && causes.length === 0) return undefined;
  return {
    causes,
    answers: isWrong ? cases.length : tied.length,
    leftOut: small.length - finite.length,
    known: distinct,
  };
};
