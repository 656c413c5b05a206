/** Subjects that choose a derivative at kinks, and how they are judged. */

import type { Arithmetic } from '../../arithmetic/arithmetic.ts';
import { float64 } from '../../arithmetic/float64.ts';
import type { PrecisionName } from '../../bounds/precision.ts';
import { implementations } from '../../gradients/registry.ts';
import { agreesWhole } from '../../judge/claim.ts';
import { type Answer, isRefusal } from '../../model/answer.ts';
import { networkOf } from '../../model/any-kind.ts';
import { at } from '../../model/at.ts';
import type { Conventions } from '../../model/conventions.ts';
import type { KinkChoice } from '../../model/kinks.ts';
import type { MlpProblem } from '../../model/problem.ts';
import { everything } from '../../model/supports.ts';
import type { Subject } from '../../subjects/subject.ts';
import { evaluate, isFailure } from '../evaluate.ts';
import { basisFor, experts } from '../evidence.ts';

/** Somebody else's network: answers as told. */
export const foreign = (
  answer: (problem: MlpProblem) => Answer,
  precision: PrecisionName = 'float64',
  conventions: Conventions = {},
): Subject => ({
  name: 'foreign',
  ours: false,
  precision,
  conventions,
  supports: everything,
  ask: async (problem) => ({
    kind: 'answer',
    answer: answer(networkOf(problem)),
    notes: [],
    changedProblem: false,
  }),
  forget: () => {},
  close: async () => {},
});

/** The answer of ours with these derivatives. */
export const solve = (
  problem: MlpProblem,
  choice?: KinkChoice,
  arithmetic: Arithmetic<number> = float64,
): Answer => {
  const attempt = at(implementations, 1).gradient(problem, arithmetic, choice);
  if (isRefusal(attempt)) throw new Error(attempt.refused);
  return attempt;
};

/** Takes `weight` of the way from the one side to the other wherever z is exactly 0. */
export const atZero =
  (
    problem: MlpProblem,
    weight: (example: number, unit: number, layer: number) => number,
    arithmetic: Arithmetic<number> = float64,
  ): KinkChoice =>
  (site) => {
    if (site.kind !== 'activation') return undefined;
    const { layer, example, unit } = site;
    const z = solve(problem, undefined, arithmetic).trace?.preActivations[layer]?.[example]?.[unit];
    if (z !== 0) return undefined;
    const { activation } = at(problem.layers, layer);
    const low = 'alpha' in activation ? activation.alpha : 0;
    return low + weight(example, unit, layer) * (1 - low);
  };

/** What is found wrong with the answers of a subject, and its derivatives at kinks. */
export const judged = async (subject: Subject, problem: MlpProblem) => {
  const knowledge = experts();
  const sample = { questions: [problem], claims: agreesWhole(0) };
  const evaluation = await evaluate(subject, sample, (question) => basisFor(subject, question, knowledge));
  if (evaluation.kind !== 'judged') throw new Error(`not judged: ${evaluation.kind}`);
  return { ...evaluation, failed: isFailure(evaluation) };
};

/** Two relu units exactly at 0 for the first input, one of them for the second. */
export const problem: MlpProblem = {
  kind: 'mlp',
  layers: [
    {
      weights: [
        [1, -1],
        [1, 1],
      ],
      biases: [0, -2],
      activation: { name: 'relu' },
    },
    { weights: [[3, 2]], biases: [1], activation: { name: 'identity' } },
  ],
  loss: { name: 'squared-error', scale: 0.5 },
  inputs: [
    [1, 1],
    [2, 2],
  ],
  targets: [[0], [4]],
};
