/** All runs of one problem: every format, several styles each. */

import { float64 as inFloat64 } from '../../arithmetic/float64.ts';
import { implementations } from '../../gradients/registry.ts';
import { isRefusal } from '../../model/answer.ts';
import { backpropagate } from '../emulation/backpropagate.ts';
import { plainStyle, type Style } from '../emulation/style.ts';
import { boundedIn, countRelative, honest, type TrialOptions } from './bounded.ts';
import { dividesBelowNormal } from './contract.ts';
import { drawAnswer } from './draw-answer.ts';
import { flatten } from './flat.ts';
import { type Format, float64 } from './formats.ts';
import { judgeRules } from './judge-rules.ts';
import { judgeRun } from './judge-run.ts';
import type { ProblemCase } from './problem-case.ts';
import { cellOf, emptyCell, type Tally } from './tally.ts';
import { type Violation, violationAt } from './violation.ts';

/** The first violation of a style of a format on a problem; undefined where it keeps all bounds. */
export const violationOf = (
  problem: ProblemCase,
  format: Format,
  style: Style,
  options: TrialOptions = honest,
): Violation | undefined => {
  const answer = backpropagate(format.subject(style), problem.problem);
  if (dividesBelowNormal(problem.problem, style, format.precision, answer.outputs)) return undefined;
  const bounded = boundedIn(problem, format, options);
  const { values } = flatten<number>(answer);
  const [first] = judgeRun(emptyCell(), problem, bounded, values);
  return first === undefined ? undefined : violationAt(problem, format.name, style, bounded, values, first);
};

/** Runs the styles of one format; counts into its cell and gives what is outside a bound. */
const runFormat = (
  tally: Tally,
  problem: ProblemCase,
  format: Format,
  options: TrialOptions,
): readonly Violation[] => {
  const cell = cellOf(tally, format.name, problem.family);
  const bounded = boundedIn(problem, format, options);
  cell.problems += 1;
  countRelative(cell, problem, bounded);
  const violations: Violation[] = [];
  for (let run = 0; run < problem.styles; run += 1) {
    const { style, values, excluded } = drawAnswer(problem, format, bounded);
    for (const exclusion of excluded) cell.excluded[exclusion] += 1;
    const [first] = judgeRun(cell, problem, bounded, values);
    judgeRules(cell, problem, bounded, values);
    if (first !== undefined)
      violations.push(violationAt(problem, format.name, style, bounded, values, first));
  }
  return violations;
};

/** Every run of one problem, counted into the tally; gives one violation per run that has any. */
export const runCase = (
  tally: Tally,
  problem: ProblemCase,
  options: TrialOptions = honest,
): readonly Violation[] => problem.formats.flatMap((format) => runFormat(tally, problem, format, options));

/** Every so many problems go to our own implementations too. */
const ownEvery = 4;

/** All paths through 8 layers are too many to enumerate. */
const canAnswer = (name: string, { family }: ProblemCase): boolean =>
  name !== 'per-weight' || family !== 'deep';

/** A graph of operations divides by what it takes the logarithm of: all are excused alike. */
const unfused: Style = { ...plainStyle, loss: 'unfused' };

/** Our own implementations in float64 on one problem, each a row of the tally. */
export const runOwn = (tally: Tally, problem: ProblemCase): readonly Violation[] => {
  if (problem.index % ownEvery !== 0) return [];
  const bounded = boundedIn(problem, float64, honest);
  return implementations.flatMap(({ name, gradient }) => {
    if (!canAnswer(name, problem)) return [];
    const answer = gradient(problem.problem, inFloat64);
    if (isRefusal(answer)) return [];
    const cell = cellOf(tally, name, problem.family);
    if (dividesBelowNormal(problem.problem, unfused, float64.precision, answer.outputs)) {
      cell.excluded.division += 1;
      return [];
    }
    const { values } = flatten(answer);
    const [first] = judgeRun(cell, problem, bounded, values);
    return first === undefined ? [] : [violationAt(problem, name, null, bounded, values, first)];
  });
};
